//! The default transport: HTTP over TCP and TLS with `reqwest`.
//!
//! Invariant: redirects to other origins are not followed, no `Referer` is sent and bodies are not
//! decompressed, so that the caller receives the response unchanged and credentials are sent to one
//! host only. Errors do not contain URLs, which may contain data. Proxies are those of the
//! environment (`HTTPS_PROXY`, `NO_PROXY` and so on) unless others are set, and never serve requests
//! to this machine.

use std::fmt;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::task::Poll;

use bytes::Bytes;
use http::{Request, Response};
use tokio::runtime::Handle;

use super::http_failure::{failure, phase_of};
use super::http_transport_builder::HttpTransportBuilder;
use super::outgoing::{announce_empty_body, outgoing};
use super::transport_trait::{Phase, ResponseBody, Transport, TransportError};
use crate::runtime::request::{RequestBody, is_loopback};
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
    /// For servers on this machine, which no proxy serves.
    local: reqwest::Client,
}

impl HttpTransport {
    /// Configures a transport.
    pub fn builder() -> HttpTransportBuilder {
        HttpTransportBuilder::new()
    }

    /// A transport with a timeout for establishing connections, and the other defaults.
    ///
    /// # Errors
    /// TLS could not be set up, for example because there are no root certificates.
    pub fn new(connect_timeout: Timeout) -> Result<Self, TransportError> {
        Self::builder().connect_timeout(connect_timeout).build()
    }

    /// A transport with a client for this machine and one for all others.
    pub(super) fn of_clients(client: reqwest::Client, local: reqwest::Client) -> Self {
        Self { client, local }
    }

    /// A transport that uses an existing `reqwest::Client` with its timeouts, proxies and pool.
    ///
    /// Build that client with `redirect(Policy::none())` and `referer(false)`, and without
    /// decompression and retries. A redirect that it follows can send credentials to another host.
    #[cfg(feature = "reqwest-0-13")]
    #[must_use]
    pub fn with_client(client: reqwest::Client) -> Self {
        Self { local: client.clone(), client }
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
        let is_local = request.uri().host().is_some_and(is_loopback);
        let client = if is_local { &self.local } else { &self.client };
        let request = request.try_into().map_err(|error| failure(Phase::Setup, error))?;
        let response = without_panic(pin!(client.execute(request))).await?;
        let mut response = response.map_err(|error| failure(phase_of(&error), error))?;
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        let mut received = Response::new(Box::new(HttpBody(response)) as Box<dyn ResponseBody>);
        *received.status_mut() = status;
        *received.headers_mut() = headers;
        Ok(received)
    }
}

/// Polls a future of `reqwest`, which panics in a runtime that was built without timers or without
/// I/O. Nothing tells that beforehand.
async fn without_panic<F: Future>(mut future: Pin<&mut F>) -> Result<F::Output, TransportError> {
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context)));
        polled.map_or_else(
            |_| {
                let reason =
                    "the Tokio runtime has no timers or no I/O: build it with `enable_all`";
                Poll::Ready(Err(TransportError::new(Phase::Setup).with_source(reason)))
            },
            |polled| polled.map(Ok),
        )
    })
    .await
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
