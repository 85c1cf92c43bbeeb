//! The `reqwest` transport, against scripted sockets.

use std::error::Error;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use crate::runtime::request::RequestBody;
use crate::runtime::system::Timeout;
use crate::runtime::transport::{HttpTransport, Phase, ResponseBody, Transport, TransportError};
use http::{Request, Response};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt, ReadBuf};
use tokio::net::TcpListener;

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn transport() -> HttpTransport {
    HttpTransport::new(Timeout::After(Duration::from_secs(5))).unwrap()
}

/// A client that needs no TLS provider of the process.
fn own_client() -> reqwest::ClientBuilder {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    reqwest::Client::builder().tls_backend_preconfigured(config)
}

fn request(url: String) -> Request<RequestBody> {
    Request::get(url).header("x-a", "1").body(RequestBody::default()).unwrap()
}

/// Sends a request to a server that reads it, writes the text and closes the connection. Returns
/// the response and the request that the server read.
async fn exchange(
    text: &'static str,
) -> (Result<Response<Box<dyn ResponseBody>>, TransportError>, String) {
    exchange_with(text, request).await
}

/// Sends the request to a URL in the same way.
async fn exchange_with(
    text: &'static str,
    request: impl FnOnce(String) -> Request<RequestBody>,
) -> (Result<Response<Box<dyn ResponseBody>>, TransportError>, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/a?canary=1", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut buffer = vec![0; 4096];
        let length = socket.read(&mut buffer).await.unwrap();
        socket.write_all(text.as_bytes()).await.unwrap();
        String::from_utf8(buffer[..length].to_vec()).unwrap()
    });
    let response = transport().send(request(url)).await;
    (response, server.await.unwrap())
}

async fn read(response: Response<Box<dyn ResponseBody>>) -> Result<Vec<u8>, TransportError> {
    let mut body = response.into_body();
    let mut bytes = Vec::new();
    while let Some(chunk) = body.chunk().await? {
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn hides_the_url(error: &TransportError) {
    let shown = format!("{error:?} {error} {}", error.source().unwrap());
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn a_response_arrives_as_it_was_sent() {
    run(async {
        let (response, request) =
            exchange("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nx-b: 2\r\n\r\nhi").await;
        let response = response.unwrap();
        assert_eq!(
            (response.status().as_u16(), &response.headers()["x-b"]),
            (200, &"2".parse().unwrap())
        );
        assert_eq!(read(response).await.unwrap(), b"hi");
        assert!(
            request.starts_with("GET /a?canary=1 HTTP/1.1\r\n") && request.contains("x-a: 1\r\n"),
            "{request}"
        );
        assert!(!request.contains("accept-encoding"), "{request}");
    });
}

#[test]
fn a_custom_reqwest_client_is_used_unchanged() {
    run(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let server = tokio::spawn(async move {
            let (mut socket, _) = listener.accept().await.unwrap();
            let mut buffer = vec![0; 4096];
            let length = socket.read(&mut buffer).await.unwrap();
            socket.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await.unwrap();
            String::from_utf8(buffer[..length].to_vec()).unwrap()
        });
        let client = own_client().user_agent("own/1").build().unwrap();
        let response = HttpTransport::with_client(client).send(request(url)).await.unwrap();
        assert_eq!(response.status(), 204);
        let request = server.await.unwrap();
        assert!(request.contains("user-agent: own/1\r\n"), "{request}");
    });
}

#[test]
fn redirects_are_not_followed() {
    run(async {
        let text =
            "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n";
        assert_eq!(exchange(text).await.0.unwrap().status().as_u16(), 302);
    });
}

#[test]
fn a_body_shorter_than_announced_is_an_error() {
    run(async {
        let (response, _) = exchange("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhi").await;
        let error = read(response.unwrap()).await.unwrap_err();
        assert_eq!(error.phase(), Phase::Body);
        hides_the_url(&error);
    });
}

#[test]
fn a_connection_closed_without_a_response_is_an_error() {
    run(async {
        let (response, _) = exchange("").await;
        let error = response.map(|_| ()).unwrap_err();
        assert_eq!(error.phase(), Phase::Exchange);
        hides_the_url(&error);
    });
}

#[test]
fn an_unreachable_server_is_a_connect_error() {
    run(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/canary", listener.local_addr().unwrap());
        drop(listener);
        let error = transport().send(request(url)).await.map(|_| ()).unwrap_err();
        assert_eq!(error.phase(), Phase::Connect);
        hides_the_url(&error);
    });
}

#[test]
fn outside_of_a_runtime_sending_fails_without_a_panic() {
    let harness = crate::tests::support::Harness::new([]);
    let send = async { transport().send(request("http://127.0.0.1:9/".to_owned())).await };
    let error = harness.run(send).map(|_| ()).unwrap_err();
    assert_eq!(error.phase(), Phase::Setup);
}

#[test]
fn a_port_without_tls_is_a_tls_error() {
    run(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://{}/canary", listener.local_addr().unwrap());
        tokio::spawn(async move {
            let (mut socket, _) = listener.accept().await.unwrap();
            socket.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        });
        let error = transport().send(request(url)).await.map(|_| ()).unwrap_err();
        assert_eq!(error.phase(), Phase::Tls);
        hides_the_url(&error);
    });
}

#[test]
fn a_post_or_put_without_a_body_has_content_length_0() {
    run(async {
        let ok = "HTTP/1.1 204 No Content\r\n\r\n";
        for method in ["POST", "PUT", "PATCH", "DELETE"] {
            let without_body = |url: String| {
                Request::builder().method(method).uri(url).body(RequestBody::default()).unwrap()
            };
            let (_, request) = exchange_with(ok, without_body).await;
            let has_length = request.contains("content-length: 0\r\n");
            assert_eq!(has_length, method != "DELETE", "{request}");
        }
    });
}

/// The phase in which sending a stream failed to a server that reads and then answers.
async fn upload(body: RequestBody) -> Result<(), Phase> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut text = Vec::new();
        while !text.ends_with(b"hello") && socket.read_buf(&mut text).await.unwrap() > 0 {}
        socket.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await.unwrap();
    });
    let request = Request::post(url).body(body).unwrap();
    transport().send(request).await.map(|_| ()).map_err(|error| error.phase())
}

#[test]
fn a_stream_of_another_length_than_the_one_that_was_set_fails() {
    run(async {
        let hello = || RequestBody::reader(&b"hello"[..]);
        assert_eq!(upload(hello().length(5)).await, Ok(()));
        for length in [0, 3, 9] {
            assert_eq!(upload(hello().length(length)).await, Err(Phase::RequestBody), "{length}");
        }
        // The end of the length is the end of a frame.
        let parts = (&b"hel"[..]).chain(&b"lo"[..]);
        assert_eq!(upload(RequestBody::reader(parts).length(3)).await, Err(Phase::RequestBody));
    });
}

/// A reader that fails.
struct Broken;

impl AsyncRead for Broken {
    fn poll_read(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        _: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Poll::Ready(Err(io::Error::other("the disk is gone")))
    }
}

#[test]
fn an_error_of_the_callers_reader_is_not_one_of_the_connection() {
    run(async {
        assert_eq!(upload(RequestBody::reader(Broken)).await, Err(Phase::RequestBody));
    });
}

#[test]
fn debug_shows_no_default_headers_of_a_custom_client() {
    let headers = [("x-secret".parse().unwrap(), "canary".parse().unwrap())];
    let client = own_client().default_headers(headers.into_iter().collect()).build().unwrap();
    let shown = format!("{:?}", HttpTransport::with_client(client));
    assert!(!shown.contains("canary"), "{shown}");
}
