//! The fake as an HTTP server on the loopback address.
//!
//! Invariant: dropping the server closes its listener and all connections.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::BodyExt;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use super::Kustomer;
use super::delivery::Delivery;

/// An HTTP server on the loopback address. Dropping it stops it.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    work: JoinHandle<Infallible>,
}

impl Server {
    /// Starts a server on a free port.
    ///
    /// # Errors
    ///
    /// Returns an error if no port can be bound.
    pub async fn start(kustomer: Kustomer) -> io::Result<Self> {
        Self::bind(kustomer, 0).await
    }

    /// Starts a server on `port`, or on a free port if it is 0.
    ///
    /// # Errors
    ///
    /// Returns an error if the port cannot be bound.
    pub async fn bind(kustomer: Kustomer, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = listener.local_addr()?;
        Ok(Self { address, work: tokio::spawn(accept(listener, kustomer)) })
    }

    /// Returns the base URL for a client.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/v1", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.work.abort();
    }
}

async fn accept(listener: TcpListener, kustomer: Kustomer) -> Infallible {
    let mut connections = JoinSet::new();
    loop {
        // A connection that was closed before it was accepted needs no handling.
        if let Ok((stream, _)) = listener.accept().await {
            connections.spawn(serve(stream, kustomer.clone()));
            while connections.try_join_next().is_some() {}
        }
    }
}

async fn serve(stream: TcpStream, kustomer: Kustomer) {
    let service = service_fn(|request| respond(request, &kustomer));
    // An error here is the injected fault that closes the connection.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

/// The error that makes hyper close the connection.
const CLOSED: &str = "the connection is closed by an injected fault";

async fn respond(
    request: Request<Incoming>,
    kustomer: &Kustomer,
) -> Result<Response<TruncatedBody>, Box<dyn std::error::Error + Send + Sync>> {
    let (head, body) = request.into_parts();
    let request = Request::from_parts(head, body.collect().await?.to_bytes());
    match kustomer.exchange(&request) {
        Delivery::Refused | Delivery::Reset => Err(CLOSED.into()),
        Delivery::Never => std::future::pending().await,
        Delivery::Response { delay, response, truncate_at } => {
            kustomer.clock.sleep(delay).await;
            Ok(response.map(|bytes| TruncatedBody::new(&bytes, truncate_at)))
        }
    }
}

/// A body that declares its full length and may end before it.
struct TruncatedBody {
    bytes: Option<Bytes>,
    length: u64,
    is_truncated: bool,
}

impl TruncatedBody {
    fn new(bytes: &Bytes, truncate_at: Option<usize>) -> Self {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let end = truncate_at.filter(|end| *end < bytes.len());
        let part = bytes.slice(..end.unwrap_or(bytes.len()));
        Self { bytes: Some(part), length, is_truncated: end.is_some() }
    }
}

impl Body for TruncatedBody {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, &'static str>>> {
        Poll::Ready(match self.bytes.take() {
            Some(bytes) => Some(Ok(Frame::data(bytes))),
            None if self.is_truncated => Some(Err(CLOSED)),
            None => None,
        })
    }

    fn size_hint(&self) -> SizeHint {
        let left = if self.bytes.is_some() { self.length } else { u64::from(self.is_truncated) };
        SizeHint::with_exact(left)
    }
}
