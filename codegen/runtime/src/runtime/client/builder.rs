//! Configures a client.
//!
//! Invariant: setters never fail. [`ClientBuilder::build`] checks everything once.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::api::Api;
use super::api_client::Client;
use super::build;
use super::call_config::CallConfig;
use super::config_error::ConfigError;
use crate::runtime::auth::Credential;
use crate::runtime::defaults::CONNECT_TIMEOUT;
use crate::runtime::jobs::PollPolicy;
use crate::runtime::observe::Observer;
use crate::runtime::request::PlainHttp;
use crate::runtime::resilience::{RateLimiting, Retry};
use crate::runtime::system::{Clock, Random, SystemClock, SystemRandom, Timeout};
use crate::runtime::transport::Transport;

/// Configures a [`Client`].
///
/// ```
/// use std::time::Duration;
///
/// use runtime::{Client, ClientBuilder, ConfigError, RetryPolicy};
///
/// fn connect(builder: ClientBuilder) -> Result<Client, ConfigError> {
///     builder
///         .user_agent("inventory/1.4")
///         .operation_timeout(Duration::from_secs(60))
///         .retry(RetryPolicy::new().max_attempts(6))
///         .build()
/// }
/// ```
#[derive(Clone)]
#[must_use]
pub struct ClientBuilder {
    pub(crate) api: &'static Api,
    pub(crate) base_url: Option<String>,
    pub(crate) plain_http: PlainHttp,
    pub(crate) server: usize,
    pub(crate) server_variables: BTreeMap<String, String>,
    pub(crate) credentials: BTreeMap<String, Credential>,
    pub(crate) user_agent: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) config: CallConfig,
    pub(crate) connect_timeout: Timeout,
    pub(crate) transport: Option<Arc<dyn Transport>>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) rate_limiting: RateLimiting,
    pub(crate) observer: Option<Arc<dyn Observer>>,
}

impl ClientBuilder {
    pub(crate) fn new(api: &'static Api) -> Self {
        Self {
            api,
            base_url: None,
            plain_http: PlainHttp::Loopback,
            server: 0,
            server_variables: BTreeMap::new(),
            credentials: BTreeMap::new(),
            user_agent: None,
            headers: Vec::new(),
            config: CallConfig::default(),
            connect_timeout: Timeout::After(CONNECT_TIMEOUT),
            transport: None,
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            rate_limiting: RateLimiting::default(),
            observer: None,
        }
    }

    /// Sets the base URL of all operations, in place of the servers of the description. It must be
    /// `https`, or `http` with a loopback host.
    pub fn base_url(self, url: impl Into<String>) -> Self {
        Self { base_url: Some(url.into()), ..self }
    }

    /// Allows `http` for all hosts, and not only for loopback addresses. Anybody between client and
    /// server can then read the credentials, so use it within a network that you trust only.
    pub fn allow_plain_http(self) -> Self {
        Self { plain_http: PlainHttp::AnyHost, ..self }
    }

    /// Selects one of the servers of the description by its index. The default is 0.
    pub fn server(self, index: usize) -> Self {
        Self { server: index, ..self }
    }

    /// Sets a variable of the server's URL. The default is the one that the description declares.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.server_variables.insert(name.into(), value.into());
        self
    }

    /// Sets the credential for a security scheme by its name in the description.
    pub fn credential(mut self, scheme: impl Into<String>, credential: Credential) -> Self {
        self.credentials.insert(scheme.into(), credential);
        self
    }

    /// Sets the name of the program in the `User-Agent` header, before that of the client.
    pub fn user_agent(self, name: impl Into<String>) -> Self {
        Self { user_agent: Some(name.into()), ..self }
    }

    /// Adds a header to every request. A parameter or a call option with the same name replaces it.
    pub fn default_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sets the timeout of an attempt: of sending a request and reading its response. The default
    /// is 30 seconds.
    pub fn attempt_timeout(mut self, timeout: impl Into<Timeout>) -> Self {
        self.config.attempt_timeout = timeout.into();
        self
    }

    /// Sets the timeout of a call with all its attempts and waits. The default is 120 seconds.
    pub fn operation_timeout(mut self, timeout: impl Into<Timeout>) -> Self {
        self.config.operation_timeout = timeout.into();
        self
    }

    /// Sets the timeout of each chunk of a streamed body. The default is 120 seconds. The other
    /// timeouts end with the head of the response.
    pub fn silence_timeout(mut self, timeout: impl Into<Timeout>) -> Self {
        self.config.silence_timeout = timeout.into();
        self
    }

    /// Sets the timeout for establishing a connection. The default is 5 seconds. It does not apply to
    /// a transport that is set.
    pub fn connect_timeout(self, timeout: impl Into<Timeout>) -> Self {
        Self { connect_timeout: timeout.into(), ..self }
    }

    /// Sets the maximum size of the body of a successful response, in bytes. The default is 8 MiB.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.config.max_response_bytes = bytes;
        self
    }

    /// Sets whether and how failed calls are retried: a [`RetryPolicy`](crate::RetryPolicy), or
    /// [`Retry::Disabled`]. By default a call has up to 4 attempts.
    pub fn retry(mut self, retry: impl Into<Retry>) -> Self {
        self.config.retry = retry.into();
        self
    }

    /// Sets the deadline and the intervals of polling long-running jobs. By default the deadline is
    /// 15 minutes.
    pub fn polling(mut self, policy: PollPolicy) -> Self {
        self.config.polling = policy;
        self
    }

    /// Sets whether calls are kept below the rate limit of the server: a
    /// [`RateLimiter`](crate::RateLimiter) that several clients may share, or
    /// [`RateLimiting::Disabled`]. By default a client has a limiter of its own, which its clones
    /// share.
    pub fn rate_limiter(self, limiter: impl Into<RateLimiting>) -> Self {
        Self { rate_limiting: limiter.into(), ..self }
    }

    /// Sets the transport that sends the requests, in place of [`HttpTransport`](crate::transport::HttpTransport).
    pub fn transport(self, transport: Arc<dyn Transport>) -> Self {
        Self { transport: Some(transport), ..self }
    }

    /// Sets the clock that measures timeouts and sleeps, in place of [`SystemClock`].
    pub fn clock(self, clock: Arc<dyn Clock>) -> Self {
        Self { clock, ..self }
    }

    /// Sets the observer of all calls, for metrics and logs. By default there is none.
    pub fn observer(self, observer: Arc<dyn Observer>) -> Self {
        Self { observer: Some(observer), ..self }
    }

    /// Sets the source of random numbers for jitter, multipart boundaries and idempotency keys, in
    /// place of [`SystemRandom`].
    pub fn random(self, random: Arc<dyn Random>) -> Self {
        Self { random, ..self }
    }

    /// Checks the configuration and creates the client.
    ///
    /// The default transport needs a Tokio runtime with timers and I/O (`enable_all`). In another one,
    /// each call fails with [`ErrorKind::Setup`](crate::runtime::response::ErrorKind::Setup), after the
    /// panic hook has reported a panic of Tokio. With `panic = "abort"`, the panic ends the program.
    ///
    /// # Errors
    /// The first setting that is not valid.
    pub fn build(self) -> Result<Client, ConfigError> {
        build::client(self)
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientBuilder")
            .field("api", &self.api.name)
            .field("server", &self.server)
            .field("server_variables", &self.server_variables)
            .field("credentials", &self.credentials)
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}
