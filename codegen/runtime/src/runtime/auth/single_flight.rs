//! Asks a token provider once for all calls whose token was rejected.
//!
//! Invariant: one rejected token leads to one new token, however many calls have used it.

use std::error::Error;

use tokio::sync::Mutex;

use super::token::{Token, TokenProvider};
use crate::runtime::system::BoxFuture;

/// A provider, and the last token that replaced a rejected one.
pub(super) struct SingleFlight<P> {
    provider: P,
    last: Mutex<Option<Replacement>>,
}

struct Replacement {
    rejected: Token,
    token: Token,
}

impl<P> SingleFlight<P> {
    pub(super) fn new(provider: P) -> Self {
        Self { provider, last: Mutex::new(None) }
    }
}

impl<P: TokenProvider> TokenProvider for SingleFlight<P> {
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn Error + Send + Sync>>> {
        self.provider.token()
    }

    fn replace<'a>(
        &'a self,
        rejected: &'a Token,
    ) -> BoxFuture<'a, Result<Token, Box<dyn Error + Send + Sync>>> {
        Box::pin(async move {
            let mut last = self.last.lock().await;
            if let Some(known) = last.as_ref().filter(|known| known.rejected.is(rejected)) {
                return Ok(known.token.clone());
            }
            let token = self.provider.replace(rejected).await?;
            *last = Some(Replacement { rejected: rejected.clone(), token: token.clone() });
            Ok(token)
        })
    }
}
