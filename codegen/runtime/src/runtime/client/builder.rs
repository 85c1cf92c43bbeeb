//! Configures a client.
//!
//! Invariant: setters never fail. [`ClientBuilder::build`] checks everything once.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::USER_AGENT;
use http::{HeaderMap, HeaderValue};

use super::api::{Api, Server};
use super::api_client::{BaseUrlSource, Client, ClientInner};
use super::call_config::CallConfig;
use super::config_error::ConfigError;
use super::server_url;
use crate::runtime::auth::{Credential, CredentialMismatch, Scheme, Security};
use crate::runtime::defaults::CONNECT_TIMEOUT;
use crate::runtime::jobs::PollPolicy;
use crate::runtime::observe::Observer;
use crate::runtime::request::{BaseUrl, header};
use crate::runtime::resilience::{RateLimiting, Retry, TokenBucket};
use crate::runtime::system::{Clock, Random, SystemClock, SystemRandom, Timeout};
use crate::runtime::transport::{HttpTransport, Transport};

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
    api: &'static Api,
    base_url: Option<String>,
    server: usize,
    server_variables: BTreeMap<String, String>,
    credentials: BTreeMap<String, Credential>,
    user_agent: Option<String>,
    headers: Vec<(String, String)>,
    config: CallConfig,
    connect_timeout: Timeout,
    transport: Option<Arc<dyn Transport>>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    rate_limiting: RateLimiting,
    observer: Option<Arc<dyn Observer>>,
}

impl ClientBuilder {
    pub(crate) fn new(api: &'static Api) -> Self {
        Self {
            api,
            base_url: None,
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

    /// Sets the transport that sends the requests, in place of [`HttpTransport`].
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

    /// Sets the source of random numbers for jitter and multipart boundaries, in place of
    /// [`SystemRandom`].
    pub fn random(self, random: Arc<dyn Random>) -> Self {
        Self { random, ..self }
    }

    /// Checks the configuration and creates the client.
    ///
    /// # Errors
    /// The first setting that is not valid.
    pub fn build(self) -> Result<Client, ConfigError> {
        self.check_config()?;
        let (base_url, base_url_source) = self.resolve_base_url()?;
        Ok(Client::new(ClientInner {
            api: self.api,
            base_url,
            base_url_source,
            headers: self.default_headers()?,
            security: self.security()?,
            config: self.config,
            transport: match self.transport {
                Some(transport) => transport,
                None => Arc::new(
                    HttpTransport::new(self.connect_timeout).map_err(|_| ConfigError::Transport)?,
                ),
            },
            clock: self.clock,
            random: self.random,
            retry_tokens: TokenBucket::default(),
            rate_limiting: self.rate_limiting,
            observer: self.observer,
        }))
    }

    fn check_config(&self) -> Result<(), ConfigError> {
        if self.connect_timeout == Timeout::After(Duration::ZERO) {
            return Err(ConfigError::ZeroTimeout);
        }
        self.config.check()
    }

    fn resolve_base_url(&self) -> Result<(BaseUrl, BaseUrlSource), ConfigError> {
        if let Some(url) = &self.base_url {
            return Ok((BaseUrl::parse(url)?, BaseUrlSource::Caller));
        }
        let url = server_url::expand(self.select_server()?, &self.server_variables)?;
        if !url.contains("://") {
            return Err(ConfigError::MissingBaseUrl);
        }
        Ok((BaseUrl::parse(&url)?, BaseUrlSource::Description))
    }

    fn select_server(&self) -> Result<&'static Server, ConfigError> {
        let (index, servers) = (self.server, self.api.servers);
        match servers.get(index) {
            Some(server) => Ok(server),
            None if servers.is_empty() => Err(ConfigError::MissingBaseUrl),
            None => Err(ConfigError::UnknownServer { index, count: servers.len() }),
        }
    }

    fn default_headers(&self) -> Result<HeaderMap, ConfigError> {
        let mut headers = HeaderMap::new();
        headers.insert(USER_AGENT, self.user_agent_header()?);
        for (name, value) in &self.headers {
            let (name, value) = header(name, Bytes::copy_from_slice(value.as_bytes()))
                .ok_or_else(|| ConfigError::InvalidHeader { name: name.clone() })?;
            headers.insert(name, value);
        }
        Ok(headers)
    }

    fn user_agent_header(&self) -> Result<HeaderValue, ConfigError> {
        let own = format!("{}/{}", self.api.name, self.api.version);
        let text =
            self.user_agent.as_ref().map_or_else(|| own.clone(), |name| format!("{name} {own}"));
        HeaderValue::from_str(&text).map_err(|_| ConfigError::InvalidUserAgent)
    }

    fn security(&self) -> Result<Security, ConfigError> {
        let credentials = self.credentials.iter().map(|(name, credential)| {
            let scheme = self.api.schemes.iter().find(|scheme| scheme.name == name);
            let scheme = scheme.ok_or_else(|| ConfigError::UnknownScheme { name: name.clone() })?;
            check(scheme, credential)?;
            Ok((scheme, credential.clone()))
        });
        Ok(Security {
            schemes: self.api.schemes,
            credentials: credentials.collect::<Result<_, ConfigError>>()?,
        })
    }
}

/// Checks that a credential fits its scheme.
fn check(scheme: &'static Scheme, credential: &Credential) -> Result<(), ConfigError> {
    let scheme_name = scheme.name;
    credential.check(scheme).map_err(|mismatch| match mismatch {
        CredentialMismatch::Kind => ConfigError::CredentialMismatch { scheme: scheme_name },
        CredentialMismatch::Characters => ConfigError::InvalidCredential { scheme: scheme_name },
    })
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
