//! Configures the default transport.
//!
//! Invariant: setters never fail, and have the names of those of `reqwest`. What other crates enable in
//! `reqwest` changes nothing: bodies are unpacked by choice only, and requests are sent once.

use std::fmt;

use reqwest::{ClientBuilder, Proxy};

use super::http_failure::failure;
use super::http_transport::HttpTransport;
use super::redirects::Redirects;
use super::tls_settings::{TlsSettings, TlsVersion};
use super::transport_trait::{Phase, TransportError};
use crate::runtime::defaults::{CONNECT_TIMEOUT, POOL_IDLE_TIMEOUT};
#[cfg(feature = "http2")]
use crate::runtime::defaults::{HTTP2_KEEP_ALIVE_INTERVAL, HTTP2_KEEP_ALIVE_TIMEOUT};
use crate::runtime::system::Timeout;

/// Configures an [`HttpTransport`].
///
/// ```
/// use std::time::Duration;
///
/// use runtime::transport::{HttpTransport, TlsVersion};
///
/// let transport = HttpTransport::builder()
///     .pool_idle_timeout(Duration::from_secs(60))
///     .tls_version_min(TlsVersion::V1_3)
///     .no_proxy()
///     .build()?;
/// # Ok::<(), runtime::transport::TransportError>(())
/// ```
#[derive(Clone)]
#[must_use]
pub struct HttpTransportBuilder {
    connect_timeout: Timeout,
    pool_idle_timeout: Timeout,
    proxies: Proxies,
    redirects: Redirects,
    tls: TlsSettings,
    #[cfg(feature = "gzip")]
    compression: Compression,
    #[cfg(feature = "http2")]
    http2: Http2,
}

#[derive(Clone)]
enum Proxies {
    /// Those of the environment: `HTTPS_PROXY`, `NO_PROXY` and so on.
    Environment,
    /// The one with this URL.
    Fixed(String),
    None,
}

/// How servers may compress responses.
#[cfg(feature = "gzip")]
#[derive(Clone, Copy)]
enum Compression {
    None,
    Gzip,
}

#[cfg(feature = "http2")]
#[derive(Clone, Copy)]
struct Http2 {
    keep_alive_interval: Timeout,
    keep_alive_timeout: std::time::Duration,
    negotiation: Negotiation,
}

/// How HTTP/2 is chosen.
#[cfg(feature = "http2")]
#[derive(Clone, Copy)]
enum Negotiation {
    Tls,
    PriorKnowledge,
}

impl HttpTransportBuilder {
    pub(super) fn new() -> Self {
        Self {
            connect_timeout: Timeout::After(CONNECT_TIMEOUT),
            pool_idle_timeout: Timeout::After(POOL_IDLE_TIMEOUT),
            proxies: Proxies::Environment,
            redirects: Redirects::None,
            tls: TlsSettings::default(),
            #[cfg(feature = "gzip")]
            compression: Compression::None,
            #[cfg(feature = "http2")]
            http2: Http2 {
                keep_alive_interval: Timeout::After(HTTP2_KEEP_ALIVE_INTERVAL),
                keep_alive_timeout: HTTP2_KEEP_ALIVE_TIMEOUT,
                negotiation: Negotiation::Tls,
            },
        }
    }

    /// Sets the timeout for establishing a connection. The default is 5 seconds.
    pub fn connect_timeout(self, timeout: impl Into<Timeout>) -> Self {
        Self { connect_timeout: timeout.into(), ..self }
    }

    /// Sets how long a connection is kept that is not used. The default is 4 seconds, because servers
    /// close such connections after 5 seconds or more, and nobody knows what became of a request that
    /// is sent at that moment.
    pub fn pool_idle_timeout(self, timeout: impl Into<Timeout>) -> Self {
        Self { pool_idle_timeout: timeout.into(), ..self }
    }

    /// Sends all requests through the proxy with this URL, in place of those of the environment.
    /// Requests to this machine never go through a proxy.
    pub fn proxy(self, url: impl Into<String>) -> Self {
        Self { proxies: Proxies::Fixed(url.into()), ..self }
    }

    /// Ignores the proxies of the environment (`HTTPS_PROXY` and so on).
    pub fn no_proxy(self) -> Self {
        Self { proxies: Proxies::None, ..self }
    }

    /// Sets which redirects are followed. By default there are none.
    pub fn redirect(self, redirects: Redirects) -> Self {
        Self { redirects, ..self }
    }

    /// Trusts the root certificates in a PEM text in addition to those of the system.
    pub fn tls_certs_merge(self, pem: impl Into<Vec<u8>>) -> Self {
        Self { tls: self.tls.with_roots(pem.into()), ..self }
    }

    /// Trusts the root certificates in a PEM text, and not those of the system.
    pub fn tls_certs_only(self, pem: impl Into<Vec<u8>>) -> Self {
        Self { tls: self.tls.with_roots(pem.into()).without_system_roots(), ..self }
    }

    /// Trusts the root certificates of Mozilla that the program was built with, and not those of the
    /// system. It is for systems without root certificates, such as minimal containers. Updates and
    /// revocations reach the program by a new build with a newer `webpki-roots`.
    #[cfg(feature = "bundled-roots")]
    pub fn bundled_roots(self) -> Self {
        Self { tls: self.tls.with_bundled_roots(), ..self }
    }

    /// Sets the certificate of the client and its private key, which is PKCS #8, as two PEM texts.
    pub fn identity(
        self,
        certificate_pem: impl Into<Vec<u8>>,
        key_pem: impl Into<Vec<u8>>,
    ) -> Self {
        Self { tls: self.tls.with_identity(certificate_pem.into(), key_pem.into()), ..self }
    }

    /// Sets the lowest version of TLS. The default is 1.2.
    pub fn tls_version_min(self, version: TlsVersion) -> Self {
        Self { tls: self.tls.with_min_version(version), ..self }
    }

    /// Asks servers to compress responses with gzip, and unpacks them. The maximum size of a response is
    /// that of the unpacked body.
    #[cfg(feature = "gzip")]
    pub fn gzip(self) -> Self {
        Self { compression: Compression::Gzip, ..self }
    }

    /// Sets after how much silence of the server a connection is probed while it has requests. The
    /// default is 15 seconds. A connection that does not answer the probe is closed.
    #[cfg(feature = "http2")]
    pub fn http2_keep_alive_interval(mut self, interval: impl Into<Timeout>) -> Self {
        self.http2.keep_alive_interval = interval.into();
        self
    }

    /// Sets how long a server may take to answer a probe. The default is 10 seconds.
    #[cfg(feature = "http2")]
    pub fn http2_keep_alive_timeout(mut self, timeout: std::time::Duration) -> Self {
        self.http2.keep_alive_timeout = timeout;
        self
    }

    /// Uses HTTP/2 without asking whether the server supports it, which only TLS can.
    #[cfg(feature = "http2")]
    pub fn http2_prior_knowledge(mut self) -> Self {
        self.http2.negotiation = Negotiation::PriorKnowledge;
        self
    }

    /// Creates the transport.
    ///
    /// # Errors
    /// A certificate, a key or the URL of the proxy is not valid, or TLS has no root certificates.
    pub fn build(self) -> Result<HttpTransport, TransportError> {
        let with_proxies = self.with_proxies(self.configured()?)?;
        let client = with_proxies.build().map_err(|error| failure(Phase::Setup, error))?;
        // Credentials for this machine do not leave it.
        let local = self.configured()?.no_proxy().build();
        let local = local.map_err(|error| failure(Phase::Setup, error))?;
        Ok(HttpTransport::of_clients(client, local))
    }

    fn with_proxies(&self, builder: ClientBuilder) -> Result<ClientBuilder, TransportError> {
        Ok(match &self.proxies {
            Proxies::Environment => builder,
            Proxies::None => builder.no_proxy(),
            Proxies::Fixed(url) => {
                builder.proxy(Proxy::all(url).map_err(|error| failure(Phase::Setup, error))?)
            }
        })
    }

    fn configured(&self) -> Result<ClientBuilder, TransportError> {
        let builder = ClientBuilder::new()
            .redirect(self.redirects.policy())
            .referer(false)
            .retry(reqwest::retry::never())
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            .pool_idle_timeout(duration(self.pool_idle_timeout));
        let builder = match self.connect_timeout {
            Timeout::After(timeout) => builder.connect_timeout(timeout),
            Timeout::Disabled => builder,
        };
        #[cfg(feature = "gzip")]
        let builder = match self.compression {
            Compression::None => builder,
            Compression::Gzip => builder.gzip(true),
        };
        #[cfg(feature = "http2")]
        let builder = self.http2.apply(builder);
        self.tls.apply(builder)
    }
}

#[cfg(feature = "http2")]
impl Http2 {
    fn apply(self, builder: ClientBuilder) -> ClientBuilder {
        let builder = builder
            .http2_keep_alive_interval(duration(self.keep_alive_interval))
            .http2_keep_alive_timeout(self.keep_alive_timeout);
        match self.negotiation {
            Negotiation::Tls => builder,
            Negotiation::PriorKnowledge => builder.http2_prior_knowledge(),
        }
    }
}

fn duration(timeout: Timeout) -> Option<std::time::Duration> {
    match timeout {
        Timeout::After(duration) => Some(duration),
        Timeout::Disabled => None,
    }
}

/// Shows neither the key nor the URL of the proxy, which may have a password.
impl fmt::Debug for HttpTransportBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HttpTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("pool_idle_timeout", &self.pool_idle_timeout)
            .field("redirects", &self.redirects)
            .finish_non_exhaustive()
    }
}
