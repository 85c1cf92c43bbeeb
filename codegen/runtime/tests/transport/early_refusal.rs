//! Uploads that the server refuses before it has read them.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::pin::Pin;
use std::sync::mpsc::{Receiver, channel};
use std::task::{Context, Poll};
use std::thread;

use crate::runtime::request::RequestBody;
use crate::runtime::system::Timeout;
use crate::runtime::transport::{HttpTransport, Phase, Transport};
use bytes::Bytes;
use http::Request;
use http_body::{Body, Frame};

const REFUSAL: &[u8] = b"HTTP/1.1 413 Content Too Large\r\ncontent-length: 0\r\n\r\n";

/// Reads the head of a request, and nothing after it.
fn read_head(socket: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        socket.read_exact(&mut byte).unwrap();
        head.extend(byte);
    }
    String::from_utf8(head).unwrap()
}

/// A server that reads the head of one request, refuses it and closes the connection, which answers
/// the rest of the request with a reset. It tells when it has done so.
fn refusing_server() -> (String, Receiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let (closed, is_closed) = channel();
    thread::spawn(move || {
        let (mut socket, _) = listener.accept().unwrap();
        read_head(&mut socket);
        socket.write_all(REFUSAL).unwrap();
        drop(socket);
        let _ = closed.send(());
    });
    (url, is_closed)
}

async fn upload(url: String, body: RequestBody) -> Result<u16, Phase> {
    let transport = HttpTransport::new(Timeout::Disabled).unwrap();
    let response = transport.send(Request::post(url).body(body).unwrap()).await;
    response.map(|response| response.status().as_u16()).map_err(|error| error.phase())
}

/// A body with a part that is there at once, and further ones after the server has closed the
/// connection.
struct AcrossRefusal {
    is_closed: Receiver<()>,
    polls: usize,
}

impl Body for AcrossRefusal {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        self.polls += 1;
        match self.polls {
            // The head and the first part are sent now.
            2 => {
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            3 => self.is_closed.recv().unwrap(),
            _ => {}
        }
        Poll::Ready((self.polls < 9).then(|| Ok(Frame::data(Bytes::from(vec![0; 1 << 16])))))
    }
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

#[test]
fn a_refusal_during_an_upload_is_received() {
    let (url, is_closed) = refusing_server();
    let body = RequestBody::stream(AcrossRefusal { is_closed, polls: 0 });
    assert_eq!(run(upload(url, body)), Ok(413));
}

#[test]
fn a_large_body_in_memory_is_sent_whole() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let sent: Vec<u8> = (0..200_000_u32).flat_map(u32::to_be_bytes).collect();
    let length = sent.len();
    let server = thread::spawn(move || {
        let (mut socket, _) = listener.accept().unwrap();
        let head = read_head(&mut socket);
        assert!(head.contains(&format!("content-length: {length}\r\n")), "{head}");
        let mut body = vec![0; length];
        socket.read_exact(&mut body).unwrap();
        socket.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").unwrap();
        body
    });
    assert_eq!(run(upload(url, sent.clone().into())), Ok(204));
    assert!(server.join().unwrap() == sent);
}
