//! What sends a request and gives its response: the boundary to the network.
//!
//! Invariant: a transport sends each request at most once, to the server it is addressed to. It
//! follows no redirects and changes no bodies. A body that ends before its announced length is
//! an error of [`ResponseBody::chunk`].

use std::error::Error;
use std::fmt;
use std::pin::Pin;

use bytes::Bytes;
use http::{Request, Response};

use super::operation::Operation;
use super::request_body::RequestBody;

/// A future in a box, so that traits with asynchronous methods can be used as objects.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends requests. Time limits are not its task: they drop the future.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request and waits for the head of the response.
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>>;

    /// Sends the request of an operation, for transports to which it matters which one it is.
    fn send_for(
        &self,
        _operation: &'static Operation,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        self.send(request)
    }
}

/// The body of a response, while it arrives.
pub trait ResponseBody: Send {
    /// The next part of the body, or `None` at its end.
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>>;
}

/// How far an exchange had come when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// The transport cannot send the request at all, now or later.
    Setup,
    /// There was no connection yet, so that the server cannot have seen the request.
    Connect,
    /// The request was being sent, or its response waited for.
    Exchange,
    /// The body of the response was being read.
    Body,
    /// A time limit of the transport itself ran out, at any point after connecting.
    Timeout,
}

impl fmt::Display for Phase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Setup => "the transport cannot send the request",
            Self::Connect => "the connection could not be made",
            Self::Exchange => "the connection failed before the response",
            Self::Body => "the connection failed within the response",
            Self::Timeout => "a time limit of the transport ran out",
        })
    }
}

/// A failure to exchange a request for a response.
#[derive(Debug)]
pub struct TransportError {
    phase: Phase,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl TransportError {
    /// A failure in that phase.
    #[must_use]
    pub fn new(phase: Phase) -> Self {
        Self { phase, source: None }
    }

    /// The same failure with its cause. The cause is shown in logs, so that it must not tell
    /// URLs, headers or payloads.
    #[must_use]
    pub fn with_source(self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    /// How far the exchange had come.
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
