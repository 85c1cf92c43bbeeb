//! Compressed responses: they are asked for by choice only, and the limit is that of the unpacked body.

use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::runtime::client::{CallOptions, ClientBuilder};
use crate::runtime::resilience::Retry;
use crate::runtime::response::{Error, ErrorKind, RawResponse, Response};
use crate::runtime::transport::{HttpTransport, HttpTransportBuilder};
use crate::tests::support::api::{API, operation};

/// A JSON string of 100,000 letters, compressed with gzip.
const PACKED: &[u8] = &[
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xed, 0xc1, 0xb1, 0x00, 0x00, 0x00,
    0x00, 0x02, 0x30, 0x97, 0xcc, 0xf2, 0x97, 0x48, 0xa3, 0x63, 0x5b, 0x0a, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xdc, 0xca, 0x00, 0x52,
    0x6b, 0x59, 0x40, 0xa2, 0x86, 0x01, 0x00,
];

/// Receives the packed bytes from a server, by a client with this transport and this limit. Returns
/// the head of the request as well.
async fn receive(
    transport: HttpTransportBuilder,
    packed: &'static [u8],
    limit: usize,
) -> (Result<Response<String>, Error>, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut buffer = vec![0; 4096];
        let length = socket.read(&mut buffer).await.unwrap();
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\n\
             content-length: {}\r\n\r\n",
            packed.len()
        );
        socket.write_all(head.as_bytes()).await.unwrap();
        socket.write_all(packed).await.unwrap();
        String::from_utf8(buffer[..length].to_vec()).unwrap().to_ascii_lowercase()
    });
    let transport: HttpTransport = transport.build().unwrap();
    let builder = ClientBuilder::new(&API).base_url(url).transport(Arc::new(transport));
    let client = builder.retry(Retry::Disabled).max_response_bytes(limit).build().unwrap();
    let request = client.request(operation(|_| {}));
    let response = client.execute(request, CallOptions::new()).await;
    (response.and_then(RawResponse::json), server.await.unwrap())
}

#[tokio::test]
async fn a_compressed_response_is_unpacked_by_choice() {
    let (response, request) = receive(HttpTransport::builder().gzip(), PACKED, 1 << 20).await;
    assert_eq!(response.unwrap().body().len(), 100_000);
    assert!(request.contains("accept-encoding: gzip\r\n"), "{request}");

    let (response, request) = receive(HttpTransport::builder(), PACKED, 1 << 20).await;
    assert_eq!(response.unwrap_err().kind(), ErrorKind::Decode);
    assert!(!request.contains("accept-encoding"), "{request}");
}

#[tokio::test]
async fn the_maximum_size_is_that_of_the_unpacked_body() {
    let limit = 50_000;
    assert!(PACKED.len() < limit);
    let (response, _) = receive(HttpTransport::builder().gzip(), PACKED, limit).await;
    assert_eq!(response.unwrap_err().kind(), ErrorKind::BodyTooLarge);
}

#[tokio::test]
async fn a_truncated_compressed_body_is_a_failure_of_the_transport() {
    let (response, _) = receive(HttpTransport::builder().gzip(), &PACKED[..60], 1 << 20).await;
    assert_eq!(response.unwrap_err().kind(), ErrorKind::Transport);
}
