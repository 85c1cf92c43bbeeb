//! From a caller's choices to a client.
//!
//! Invariant: setters never fail; [`ClientBuilder::build`] checks everything, once.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::USER_AGENT;
use http::{HeaderMap, HeaderValue};

use super::api::{Api, Server};
use super::base_url::BaseUrl;
use super::budget::Budget;
use super::client::{BaseUrlChoice, Client, Shared};
use super::clock::{Clock, SystemClock};
pub use super::config_error::ConfigError;
use super::credential::Credential;
use super::defaults::CONNECT_TIMEOUT;
use super::draft::header;
use super::gate::GateChoice;
use super::http_transport::HttpTransport;
use super::observe::Observer;
use super::options::{Limits, TimeLimit};
use super::poll_policy::PollPolicy;
use super::random::{Random, SystemRandom};
use super::retry::Retry;
use super::security::Security;
use super::server;
use super::transport::Transport;

/// Makes a [`Client`].
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
    limits: Limits,
    connect_timeout: TimeLimit,
    transport: Option<Arc<dyn Transport>>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    gate: Option<GateChoice>,
    observer: Option<Arc<dyn Observer>>,
}

impl ClientBuilder {
    /// A builder for clients of an API.
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            base_url: None,
            server: 0,
            server_variables: BTreeMap::new(),
            credentials: BTreeMap::new(),
            user_agent: None,
            headers: Vec::new(),
            limits: Limits::default(),
            connect_timeout: TimeLimit::After(CONNECT_TIMEOUT),
            transport: None,
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            gate: None,
            observer: None,
        }
    }

    /// The URL that the paths of all operations continue, in place of the description's servers.
    pub fn base_url(self, url: impl Into<String>) -> Self {
        Self { base_url: Some(url.into()), ..self }
    }

    /// Which of the description's servers to call, counted from 0.
    pub fn server(self, index: usize) -> Self {
        Self { server: index, ..self }
    }

    /// Sets a variable of the server.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.server_variables.insert(name.into(), value.into());
        self
    }

    /// Sets the credential for a security scheme.
    pub fn credential(mut self, scheme: impl Into<String>, credential: Credential) -> Self {
        self.credentials.insert(scheme.into(), credential);
        self
    }

    /// The name of the program that uses the client. The client's own name follows it.
    pub fn user_agent(self, name: impl Into<String>) -> Self {
        Self { user_agent: Some(name.into()), ..self }
    }

    /// A header to send with each request.
    pub fn default_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// How long sending a request and reading its response may take: 30 seconds, unless set. It
    /// protects against servers that stall.
    pub fn attempt_timeout(mut self, limit: impl Into<TimeLimit>) -> Self {
        self.limits.attempt = limit.into();
        self
    }

    /// How long a call as a whole may take, with all its attempts and waits: 120 seconds, unless
    /// set. It protects against many short waits that add up.
    pub fn operation_timeout(mut self, limit: impl Into<TimeLimit>) -> Self {
        self.limits.operation = limit.into();
        self
    }

    /// How long making a connection may take: 5 seconds, unless set. It protects against hosts that
    /// do not answer. A transport of the caller's own has its own limit.
    pub fn connect_timeout(self, limit: impl Into<TimeLimit>) -> Self {
        Self { connect_timeout: limit.into(), ..self }
    }

    /// How long the body of a success may be: 8 MiB, unless set. It protects the memory of the
    /// program.
    pub fn max_response_bytes(mut self, limit: usize) -> Self {
        self.limits.response_bytes = limit;
        self
    }

    /// Whether and how calls are repeated that fail: a [`RetryPolicy`], or [`Retry::Disabled`]. It
    /// protects against failures that pass, and a server in trouble against too much help.
    ///
    /// [`RetryPolicy`]: super::retry::RetryPolicy
    pub fn retry(mut self, retry: impl Into<Retry>) -> Self {
        self.limits.retry = retry.into();
        self
    }

    /// How long to wait for jobs, and how often to look at them, where the API has any. It protects
    /// against jobs that nobody works on.
    pub fn polling(mut self, policy: PollPolicy) -> Self {
        self.limits.polling = policy;
        self
    }

    /// Whether calls are kept under the server's rate limit: by a [`Gate`] that several clients may
    /// share, or [`GateChoice::Disabled`]. Unless set, the client has a gate of its own, which its
    /// clones share. It protects other programs that share the limit, and calls from being refused.
    ///
    /// [`Gate`]: super::gate::Gate
    pub fn gate(self, gate: impl Into<GateChoice>) -> Self {
        Self { gate: Some(gate.into()), ..self }
    }

    /// What sends the requests, in place of [`HttpTransport`].
    pub fn transport(self, transport: Arc<dyn Transport>) -> Self {
        Self { transport: Some(transport), ..self }
    }

    /// What tells the time and waits, in place of [`SystemClock`].
    pub fn clock(self, clock: Arc<dyn Clock>) -> Self {
        Self { clock, ..self }
    }

    /// What is told of each call, for metrics and logs. Unless set, nothing is.
    pub fn observer(self, observer: Arc<dyn Observer>) -> Self {
        Self { observer: Some(observer), ..self }
    }

    /// What spreads waits, in place of [`SystemRandom`].
    pub fn random(self, random: Arc<dyn Random>) -> Self {
        Self { random, ..self }
    }

    /// Checks all choices and makes the client.
    ///
    /// # Errors
    /// The first choice that is not valid.
    pub fn build(self) -> Result<Client, ConfigError> {
        self.check_limits()?;
        let (base_url, base_url_choice) = self.resolve_base_url()?;
        Ok(Client::new(Shared {
            api: self.api,
            base_url,
            base_url_choice,
            headers: self.default_headers()?,
            security: self.security()?,
            limits: self.limits,
            transport: match self.transport {
                Some(transport) => transport,
                None => Arc::new(
                    HttpTransport::new(self.connect_timeout).map_err(|_| ConfigError::Transport)?,
                ),
            },
            clock: self.clock,
            random: self.random,
            budget: Budget::default(),
            gate: self.gate.unwrap_or_default(),
            observer: self.observer,
        }))
    }

    fn check_limits(&self) -> Result<(), ConfigError> {
        if self.limits.has_zero() || self.connect_timeout == TimeLimit::After(Duration::ZERO) {
            return Err(ConfigError::ZeroTimeLimit);
        }
        if self.limits.response_bytes == 0 {
            return Err(ConfigError::ZeroResponseLimit);
        }
        self.limits.polling.check().map_err(ConfigError::Polling)?;
        self.limits.retry.check().map_err(ConfigError::Retry)
    }

    fn resolve_base_url(&self) -> Result<(BaseUrl, BaseUrlChoice), ConfigError> {
        if let Some(url) = &self.base_url {
            return Ok((BaseUrl::parse(url)?, BaseUrlChoice::Caller));
        }
        let url = server::expand(self.choose_server()?, &self.server_variables)?;
        if !url.contains("://") {
            return Err(ConfigError::MissingBaseUrl);
        }
        Ok((BaseUrl::parse(&url)?, BaseUrlChoice::Description))
    }

    fn choose_server(&self) -> Result<&'static Server, ConfigError> {
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
            credential.check(scheme).map(|()| (scheme, credential.clone()))
        });
        Ok(Security {
            schemes: self.api.schemes,
            credentials: credentials.collect::<Result<_, _>>()?,
        })
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
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
