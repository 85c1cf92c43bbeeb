//! The transport of the system: HTTP over TCP and TLS, by `reqwest`.
//!
//! Invariant: no redirect is followed, no `Referer` sent and no body unpacked, so that what the
//! server answers is what the caller sees, and a credential goes to one host only. Errors are
//! stripped of their URL, which may hold data. Proxies are those of the environment
//! (`HTTPS_PROXY`, `NO_PROXY` and so on), as with most programs.

use std::error::Error;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use http_body::{Frame, SizeHint};
use reqwest::redirect::Policy;
use tokio::runtime::Handle;

use super::options::TimeLimit;
use super::request_body::{BodyStream, Outgoing, RequestBody};
use super::transport::{BoxFuture, Phase, ResponseBody, Transport, TransportError};

/// Sends requests over the network. Connections are kept and used again.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    client: reqwest::Client,
}

impl HttpTransport {
    /// A transport that takes at most that long to make a connection.
    ///
    /// # Errors
    /// TLS could not be set up, for example without root certificates.
    pub fn new(connect_timeout: TimeLimit) -> Result<Self, TransportError> {
        let mut builder = reqwest::Client::builder().redirect(Policy::none()).referer(false);
        if let TimeLimit::After(duration) = connect_timeout {
            builder = builder.connect_timeout(duration);
        }
        let client = with_tls(builder).build().map_err(|error| failure(Phase::Setup, error))?;
        Ok(Self { client })
    }

    /// A transport that sends by that client, which keeps its own limits, proxies and connections.
    ///
    /// Make it with `redirect(Policy::none())` and `referer(false)`, and without decompression and
    /// retries: what else it does, it does behind the back of this crate. A redirect that it follows
    /// can take credentials to another host.
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
        let request = Request::from_parts(head, outgoing(body)?);
        let request = request.try_into().map_err(|error| failure(Phase::Setup, error))?;
        let mut response =
            self.client.execute(request).await.map_err(|error| failure(phase_of(&error), error))?;
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        let mut answer = Response::new(Box::new(HttpBody(response)) as Box<dyn ResponseBody>);
        *answer.status_mut() = status;
        *answer.headers_mut() = headers;
        Ok(answer)
    }
}

/// TLS by `rustls`, with `ring` for the cryptography unless the program has installed another
/// provider: it is the one that builds without a C toolchain of its own and in half the time.
#[cfg(feature = "rustls")]
fn with_tls(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Another thread may have been faster, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
    builder.tls_backend_rustls()
}

/// TLS by the library of the system.
#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
fn with_tls(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    builder.tls_backend_native()
}

/// Without TLS, only servers on this machine can be called.
#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
fn with_tls(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    builder
}

fn phase_of(error: &reqwest::Error) -> Phase {
    if error.is_builder() {
        Phase::Setup
    } else if error.is_connect() {
        Phase::Connect
    } else if error.is_timeout() {
        Phase::Timeout
    } else {
        Phase::Exchange
    }
}

fn failure(phase: Phase, error: reqwest::Error) -> TransportError {
    let source: Box<dyn Error + Send + Sync> = Box::new(error.without_url());
    TransportError::new(phase).with_source(source)
}

impl Transport for HttpTransport {
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

/// The body as `reqwest` wants it: streams shared between threads, behind a lock that only one of
/// them ever asks for.
fn outgoing(body: RequestBody) -> Result<reqwest::Body, TransportError> {
    match body.open() {
        Some(Outgoing::Bytes(bytes)) => Ok(bytes.into()),
        Some(Outgoing::Stream(stream)) => Ok(reqwest::Body::wrap(Locked(Mutex::new(stream)))),
        None => Err(TransportError::new(Phase::Setup).with_source("the stream was sent already")),
    }
}

struct Locked(Mutex<BodyStream>);

impl http_body::Body for Locked {
    type Data = Bytes;
    type Error = Box<dyn Error + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let stream = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        Pin::new(stream).poll_frame(context)
    }

    fn size_hint(&self) -> SizeHint {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).size_hint()
    }
}

struct HttpBody(reqwest::Response);

impl ResponseBody for HttpBody {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async { self.0.chunk().await.map_err(|error| failure(Phase::Body, error)) })
    }
}
