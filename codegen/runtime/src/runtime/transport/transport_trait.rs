//! Sending a request and receiving its response: the boundary to the network.
//!
//! Invariant: a transport sends each request at most once, to the server in its URL. It follows no
//! redirects to other origins and does not unpack bodies unless it is told to. A body that ends before its announced length is an error
//! of [`ResponseBody::chunk`].

use std::error::Error;
use std::fmt;

use bytes::Bytes;
use http::{Request, Response};

use crate::runtime::request::{Operation, RequestBody};
use crate::runtime::system::BoxFuture;

/// Sends requests. The client applies timeouts by dropping the returned future.
///
/// ```
/// use http::{Request, Response};
/// use runtime::transport::{
///     BoxFuture, Phase, RequestBody, ResponseBody, Transport, TransportError,
/// };
///
/// /// A transport without a network.
/// struct Offline;
///
/// impl Transport for Offline {
///     fn send(
///         &self,
///         _: Request<RequestBody>,
///     ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
///         Box::pin(async { Err(TransportError::new(Phase::Connect)) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends the request and returns the response as soon as its head has arrived.
    ///
    /// # Errors
    /// The request could not be sent, or no head was received. The [`Phase`] says which.
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>>;

    /// Sends the request of an operation. Transports that behave differently for each operation
    /// override this method.
    ///
    /// # Errors
    /// As for [`send`](Self::send).
    fn send_for(
        &self,
        _operation: &'static Operation,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        self.send(request)
    }
}

/// The body of a response, received in chunks.
///
/// ```
/// use bytes::Bytes;
/// use runtime::transport::{BoxFuture, ResponseBody, TransportError};
///
/// /// A body in memory.
/// struct Whole(Option<Bytes>);
///
/// impl ResponseBody for Whole {
///     fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
///         Box::pin(async { Ok(self.0.take()) })
///     }
/// }
/// ```
pub trait ResponseBody: Send {
    /// Receives the next chunk, or `None` at the end of the body.
    ///
    /// # Errors
    /// The connection failed, or the body ended before it was complete.
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>>;
}

/// The phase in which an exchange failed. Retries depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// The transport cannot send this request, now or later.
    Setup,
    /// No connection was established, so the server cannot have seen the request.
    Connect,
    /// Client and server do not agree about TLS, such as about the certificate of the server. Another
    /// attempt would fail again, and the server cannot have seen the request.
    Tls,
    /// The stream of the request body failed, so that the request is incomplete.
    RequestBody,
    /// The connection failed after it was established and before the response.
    Exchange,
    /// The connection failed within the body of the response.
    Body,
    /// A timeout of the transport itself elapsed after the connection was established.
    Timeout,
}

impl fmt::Display for Phase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Setup => "the transport cannot send the request",
            Self::Connect => "no connection could be established",
            Self::Tls => "no TLS could be established",
            Self::RequestBody => "the body of the request could not be read",
            Self::Exchange => "the connection failed before the response",
            Self::Body => "the connection failed within the response",
            Self::Timeout => "a timeout of the transport elapsed",
        })
    }
}

/// Why a transport returned no response, or not all of it.
///
/// ```
/// use runtime::transport::{Phase, TransportError};
///
/// fn connection_reset(cause: std::io::Error) -> TransportError {
///     TransportError::new(Phase::Exchange).with_source(cause)
/// }
/// ```
#[derive(Debug)]
pub struct TransportError {
    phase: Phase,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl TransportError {
    /// A failure in this phase, without a cause.
    #[must_use]
    pub fn new(phase: Phase) -> Self {
        Self { phase, source: None }
    }

    /// Adds the cause. It may be logged, so it must not contain URLs, headers or payloads.
    #[must_use]
    pub fn with_source(self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    /// The phase in which the exchange failed.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.phase.fmt(formatter)
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|source| &**source as &(dyn Error + 'static))
    }
}
