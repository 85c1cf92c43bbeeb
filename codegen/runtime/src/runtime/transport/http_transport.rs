//! The default transport: HTTP over TCP and TLS with `reqwest`.
//!
//! Invariant: redirects are not followed, no `Referer` is sent and bodies are not decompressed, so
//! that the caller receives the response unchanged and credentials are sent to one host only. Errors
//! do not contain URLs, which may contain data. Proxies are those of the environment (`HTTPS_PROXY`,
//! `NO_PROXY` and so on).

use std::fmt;

use bytes::Bytes;
use http::{Request, Response};
use reqwest::redirect::Policy;
use tokio::runtime::Handle;

use super::http_failure::{failure, phase_of};
use super::outgoing::{announce_empty_body, outgoing};
use super::transport_trait::{Phase, ResponseBody, Transport, TransportError};
use crate::runtime::request::RequestBody;
use crate::runtime::system::{BoxFuture, Timeout};

/// Sends requests over the network and pools connections. It is the transport of a client unless
/// another one is set.
///
/// ```
/// use std::time::Duration;
///
/// use runtime::transport::HttpTransport;
///
/// let transport = HttpTransport::new(Duration::from_secs(2).into())?;
/// # Ok::<(), runtime::transport::TransportError>(())
/// ```
#[derive(Clone)]
pub struct HttpTransport {
    client: reqwest::Client,
}

impl HttpTransport {
    /// A transport with a timeout for establishing connections.
    ///
    /// # Errors
    /// TLS could not be set up, for example because there are no root certificates.
    pub fn new(connect_timeout: Timeout) -> Result<Self, TransportError> {
        let mut builder = reqwest::Client::builder().redirect(Policy::none()).referer(false);
        if let Timeout::After(duration) = connect_timeout {
            builder = builder.connect_timeout(duration);
        }
        let client = with_tls(builder).build().map_err(|error| failure(Phase::Setup, error))?;
        Ok(Self { client })
    }

    /// A transport that uses an existing `reqwest::Client` with its timeouts, proxies and pool.
    ///
    /// Build that client with `redirect(Policy::none())` and `referer(false)`, and without
    /// decompression and retries. A redirect that it follows can send credentials to another host.
    #[cfg(feature = "reqwest-0-13")]
    #[must_use]
    pub fn with_client(client: reqwest::Client) -> Self {
        Self { client }
    }

    async fn exchange(
        &self,
        request: Request<RequestBody>,
    ) -> Result<Response<Box<dyn ResponseBody>>, TransportError> {
        if let Err(error) = Handle::try_current() {
            return Err(TransportError::new(Phase::Setup).with_source(error));
        }
        let (head, body) = request.into_parts();
        let mut request = Request::from_parts(head, outgoing(body).await?);
        announce_empty_body(&mut request);
        let request = request.try_into().map_err(|error| failure(Phase::Setup, error))?;
        let response = self.client.execute(request).await;
        let mut response = response.map_err(|error| failure(phase_of(&error), error))?;
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        let mut received = Response::new(Box::new(HttpBody(response)) as Box<dyn ResponseBody>);
        *received.status_mut() = status;
        *received.headers_mut() = headers;
        Ok(received)
    }
}

/// Enables TLS by `rustls` with the `ring` provider, unless the program has installed another one.
/// `ring` builds without `CMake` and in half the time of `aws-lc-rs`.
#[cfg(feature = "rustls")]
fn with_tls(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Fails only if another thread has just installed a provider.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
    builder.tls_backend_rustls()
}

/// Enables TLS by the library of the operating system.
#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
fn with_tls(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    builder.tls_backend_native()
}

/// Leaves TLS disabled. Only servers on the loopback interface can be called.
#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
fn with_tls(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    builder
}

/// Shows nothing of the `reqwest::Client`, whose default headers may be secrets.
impl fmt::Debug for HttpTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("HttpTransport").finish_non_exhaustive()
    }
}

impl Transport for HttpTransport {
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

struct HttpBody(reqwest::Response);

impl ResponseBody for HttpBody {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async { self.0.chunk().await.map_err(|error| failure(Phase::Body, error)) })
    }
}
