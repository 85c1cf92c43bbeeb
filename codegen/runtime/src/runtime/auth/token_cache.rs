//! Keeps a token until shortly before it expires, and requests another one then.
//!
//! Invariant: one request is in progress at most, and calls that need its token wait for it. A token
//! that is still valid is never waited for by more than one call, and by that one not for long.

use std::error::Error;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::token::{Token, TokenProvider};
use crate::runtime::system::{BoxFuture, Clock, Deadline, Timeout};

/// A token is renewed this long before it expires, or after nine tenths of its lifetime.
pub(crate) const RENEWAL_MARGIN: Duration = Duration::from_secs(60);
/// The maximum time for which a call waits for a renewal.
pub(crate) const RENEWAL_TIMEOUT: Duration = Duration::from_secs(5);
/// The time between two attempts to renew a token that is still valid.
pub(crate) const RENEWAL_PAUSE: Duration = Duration::from_secs(10);

/// What tokens are requested from.
pub(crate) trait TokenSource: Send + Sync + 'static {
    /// Requests a token.
    ///
    /// # Errors
    /// There is no token. The error has no secret.
    fn request(&self) -> BoxFuture<'_, Result<GrantedToken, TokenFailure>>;
}

/// A token, and for how long it is valid if that is known.
pub(crate) struct GrantedToken {
    pub(crate) token: Token,
    pub(crate) lifetime: Option<Duration>,
}

/// Why there is no token, for all calls that have waited for it.
pub(crate) type TokenFailure = Arc<dyn Error + Send + Sync>;

/// The last token of a source.
pub(crate) struct TokenCache<S> {
    source: S,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
    /// Locked while a token is requested.
    requesting: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    /// The number of requests that have ended, by which a call sees that one has while it waited.
    requests: u64,
    /// Why the last request failed, if it did.
    failure: Option<TokenFailure>,
}

struct Held {
    token: Token,
    renewal: Option<Instant>,
    expiry: Option<Instant>,
}

/// What is to be done for a token.
enum Step {
    Use(Token),
    Renew(Token),
    Request,
}

impl Held {
    fn new(granted: GrantedToken, requested: Instant) -> Self {
        let GrantedToken { token, lifetime } = granted;
        let margin = |lifetime: Duration| RENEWAL_MARGIN.min(lifetime / 10);
        let renewal = lifetime.map(|lifetime| lifetime.saturating_sub(margin(lifetime)));
        let after = |time: Option<Duration>| requested.checked_add(time?);
        Self { token, renewal: after(renewal), expiry: after(lifetime) }
    }

    fn is_valid(&self, now: Instant) -> bool {
        self.expiry.is_none_or(|expiry| now < expiry)
    }
}

impl<S: TokenSource> TokenCache<S> {
    pub(crate) fn new(source: S, clock: Arc<dyn Clock>) -> Self {
        Self { source, clock, state: Mutex::default(), requesting: tokio::sync::Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next_step(&self) -> Step {
        let now = self.clock.now();
        let mut state = self.state();
        let Some(held) = state.held.as_mut().filter(|held| held.is_valid(now)) else {
            return Step::Request;
        };
        let token = held.token.clone();
        if held.renewal.is_none_or(|renewal| now < renewal) {
            return Step::Use(token);
        }
        // Whatever becomes of the renewal, the next one comes later.
        held.renewal = now.checked_add(RENEWAL_PAUSE);
        Step::Renew(token)
    }

    /// Another token in place of one that is still valid, if there is one soon.
    async fn renew(&self) -> Option<Token> {
        let _turn = self.requesting.try_lock().ok()?;
        let deadline = Deadline::start(&*self.clock, Timeout::After(RENEWAL_TIMEOUT));
        deadline.race(self.request()).await?.ok()
    }

    /// A valid token other than `rejected`: the one that another call has requested in the meantime,
    /// or a new one.
    async fn obtain(&self, rejected: Option<&Token>) -> Result<Token, TokenFailure> {
        let before = self.state().requests;
        let _turn = self.requesting.lock().await;
        match self.known(before, rejected) {
            Some(result) => result,
            None => self.request().await,
        }
    }

    /// What is known since `before` requests had ended.
    fn known(&self, before: u64, rejected: Option<&Token>) -> Option<Result<Token, TokenFailure>> {
        let now = self.clock.now();
        let state = self.state();
        let held = state.held.as_ref().filter(|held| held.is_valid(now));
        let held = held.filter(|held| rejected.is_none_or(|rejected| !held.token.is(rejected)));
        match (held, &state.failure) {
            (Some(held), _) => Some(Ok(held.token.clone())),
            (None, Some(failure)) if state.requests != before => Some(Err(Arc::clone(failure))),
            (None, _) => None,
        }
    }

    async fn request(&self) -> Result<Token, TokenFailure> {
        let start = self.clock.now();
        let result = self.source.request().await;
        let mut state = self.state();
        state.requests = state.requests.wrapping_add(1);
        state.failure = result.as_ref().err().map(Arc::clone);
        let held = Held::new(result?, start);
        let token = held.token.clone();
        state.held = Some(held);
        Ok(token)
    }
}

impl<S: TokenSource> TokenProvider for TokenCache<S> {
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn Error + Send + Sync>>> {
        Box::pin(async {
            match self.next_step() {
                Step::Use(token) => Ok(token),
                Step::Renew(token) => Ok(self.renew().await.unwrap_or(token)),
                Step::Request => self.obtain(None).await.map_err(Box::from),
            }
        })
    }

    fn replace<'a>(
        &'a self,
        rejected: &'a Token,
    ) -> BoxFuture<'a, Result<Token, Box<dyn Error + Send + Sync>>> {
        Box::pin(async { self.obtain(Some(rejected)).await.map_err(Box::from) })
    }
}
