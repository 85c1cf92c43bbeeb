//! The client, which holds the state that all calls share.
//!
//! Invariant: the builder has checked the configuration, and clones share one state.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use http::HeaderMap;

use super::api::Api;
use super::build;
use super::call::Call;
use super::call_config::CallConfig;
use super::call_options::CallOptions;
use super::config_error::ConfigError;
use crate::runtime::auth::{Credential, Security};
use crate::runtime::jobs::PollContext;
use crate::runtime::observe::Observer;
use crate::runtime::request::{BaseUrl, Operation, PlainHttp, RequestBuilder};
use crate::runtime::resilience::{RateLimiter, RateLimiting, TokenBucket};
use crate::runtime::response::{Error, RawResponse};
use crate::runtime::system::{BoxFuture, Clock, Random};
use crate::runtime::transport::Transport;

/// A client of the API. Each operation is a method. Cloning is cheap, and clones share connections,
/// the retry budget and the rate limiter.
///
/// ```
/// use runtime::{Client, ClientBuilder, ConfigError};
///
/// fn connect(builder: ClientBuilder) -> Result<Client, ConfigError> {
///     builder.user_agent("inventory/1.4").build()
/// }
/// ```
#[derive(Clone)]
pub struct Client(pub(super) Arc<ClientInner>);

/// What the clones of a client share.
#[derive(Clone)]
pub(crate) struct ClientInner {
    pub(crate) api: &'static Api,
    pub(crate) base_url: BaseUrl,
    pub(crate) base_url_source: BaseUrlSource,
    pub(crate) plain_http: PlainHttp,
    pub(crate) headers: HeaderMap,
    pub(crate) security: Security,
    pub(crate) config: CallConfig,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) observer: Option<Arc<dyn Observer>>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) retry_tokens: Arc<TokenBucket>,
    pub(crate) rate_limiting: RateLimiting,
}

/// Where the base URL comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BaseUrlSource {
    /// From the description. Operations may have servers of their own.
    Description,
    /// From the caller. It applies to all operations.
    Caller,
}

impl ClientInner {
    /// The base URL of an operation, if it has a valid one.
    pub(crate) fn base_url(&self, operation: &Operation) -> Option<Cow<'_, BaseUrl>> {
        match (self.base_url_source, operation.server) {
            (BaseUrlSource::Description, Some(server)) => {
                self.base_url.resolve(server, self.plain_http).ok().map(Cow::Owned)
            }
            _ => Some(Cow::Borrowed(&self.base_url)),
        }
    }
}

impl Client {
    pub(crate) fn new(inner: ClientInner) -> Self {
        Self(Arc::new(inner))
    }

    /// A client with another credential for a security scheme, such as for another user. It shares
    /// connections, the retry budget and the rate limiter with this one.
    ///
    /// ```
    /// use runtime::auth::Credential;
    /// use runtime::{Client, ConfigError};
    ///
    /// fn for_user(client: &Client, token: &str) -> Result<Client, ConfigError> {
    ///     client.with_credential("BearerAuth", Credential::token(token))
    /// }
    /// ```
    ///
    /// # Errors
    /// There is no such scheme, or the credential does not fit it.
    pub fn with_credential(
        &self,
        scheme: &str,
        credential: Credential,
    ) -> Result<Self, ConfigError> {
        let mut inner = ClientInner::clone(&self.0);
        let credential = build::scheme_credential(inner.api.schemes, scheme, credential)?;
        inner.security.credentials.retain(|(known, _)| known.name != scheme);
        inner.security.credentials.push(credential);
        Ok(Self::new(inner))
    }

    /// Starts a request.
    pub(crate) fn request(&self, operation: &'static Operation) -> RequestBuilder<'_> {
        RequestBuilder::new(operation, &self.0.headers, &*self.0.random)
    }

    /// Sends a request and returns the response, whatever its status.
    pub(crate) async fn execute<E>(
        &self,
        request: RequestBuilder<'_>,
        options: CallOptions,
    ) -> Result<RawResponse, Error<E>> {
        // The box keeps the futures of all operations small, and compiles this once.
        let call: BoxFuture<'_, Result<RawResponse, Error>> =
            Box::pin(Call::run(&self.0, request, options));
        call.await.map_err(Error::into_typed)
    }

    /// The time and the random numbers of the client.
    pub(crate) fn system(&self) -> (Arc<dyn Clock>, Arc<dyn Random>) {
        (Arc::clone(&self.0.clock), Arc::clone(&self.0.random))
    }

    /// The limiter of the client, if it has one.
    pub(crate) fn rate_limiter(&self) -> Option<&RateLimiter> {
        self.0.rate_limiting.limiter()
    }

    /// The base URL, as text.
    pub(crate) fn base_url_text(&self) -> String {
        self.0.base_url.join("", "")
    }

    /// The polling configuration for a new poller.
    pub(crate) fn poll_context(&self) -> PollContext {
        PollContext {
            policy: self.0.config.polling,
            clock: Arc::clone(&self.0.clock),
            random: Arc::clone(&self.0.random),
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("api", &self.0.api.name)
            .field("base_url", &self.0.base_url.join("", ""))
            .field("config", &self.0.config)
            .finish_non_exhaustive()
    }
}
