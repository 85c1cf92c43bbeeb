//! The fake as an HTTP server on loopback.
//!
//! Invariant: connections and the server end when it is dropped.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
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
use super::fault::Outcome;

/// A server on a port of its own. Dropping it stops it.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    work: JoinHandle<Infallible>,
}

impl Server {
    /// Starts to serve.
    ///
    /// # Errors
    /// There is no port to be had.
    pub async fn start(kustomer: Kustomer) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        Ok(Self { address, work: tokio::spawn(accept(listener, kustomer)) })
    }

    /// The base URL for a client.
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
        // A connection that ended before it was accepted is nobody's loss.
        if let Ok((stream, _)) = listener.accept().await {
            connections.spawn(serve(stream, kustomer.clone()));
            while connections.try_join_next().is_some() {}
        }
    }
}

async fn serve(stream: TcpStream, kustomer: Kustomer) {
    let service = service_fn(|request| answer(request, &kustomer));
    // A connection ends with an error where that is the fault that was asked for.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

/// Why a connection ends without an answer.
const ENDED: &str = "the connection was to end here";

async fn answer(
    request: Request<Incoming>,
    kustomer: &Kustomer,
) -> Result<Response<Part>, Box<dyn std::error::Error + Send + Sync>> {
    let (head, body) = request.into_parts();
    let request = Request::from_parts(head, body.collect().await?.to_bytes());
    match kustomer.exchange(&request) {
        Outcome::Refused | Outcome::Reset => Err(ENDED.into()),
        Outcome::Silence => std::future::pending().await,
        Outcome::Answer { delay, response, cut } => {
            kustomer.clock.sleep(delay).await;
            Ok(response.map(|bytes| Part::new(&bytes, cut)))
        }
    }
}

/// A body that announces all of its bytes, and may end before.
struct Part {
    bytes: Option<Bytes>,
    announced: u64,
    is_cut: bool,
}

impl Part {
    fn new(bytes: &Bytes, cut: Option<usize>) -> Self {
        let announced = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let cut = cut.filter(|cut| *cut < bytes.len());
        let part = bytes.slice(..cut.unwrap_or(bytes.len()));
        Self { bytes: Some(part), announced, is_cut: cut.is_some() }
    }
}

impl Body for Part {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, &'static str>>> {
        Poll::Ready(match self.bytes.take() {
            Some(bytes) => Some(Ok(Frame::data(bytes))),
            None if self.is_cut => Some(Err(ENDED)),
            None => None,
        })
    }

    fn size_hint(&self) -> SizeHint {
        let left = if self.bytes.is_some() { self.announced } else { u64::from(self.is_cut) };
        SizeHint::with_exact(left)
    }
}
