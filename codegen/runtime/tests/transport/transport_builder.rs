//! The settings of the default transport, against scripted sockets.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::runtime::client::{CallOptions, ClientBuilder};
use crate::runtime::request::RequestBody;
use crate::runtime::response::{Error, ErrorKind};
use crate::runtime::system::Timeout;
use crate::runtime::transport::{
    HttpTransport, HttpTransportBuilder, Phase, Redirects, ResponseBody, TlsVersion, Transport,
    TransportError,
};
use http::{Request, Response};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::tests::support::api::{API, operation};

pub(super) const CERTIFICATE: &[u8] = include_bytes!("localhost.pem");
const KEY: &[u8] = include_bytes!("localhost.key.pem");

pub(super) type Sent = Result<Response<Box<dyn ResponseBody>>, TransportError>;

fn get(url: &str) -> Request<RequestBody> {
    Request::get(url).body(RequestBody::default()).unwrap()
}

async fn listener() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/a", listener.local_addr().unwrap());
    (listener, url)
}

/// Reads the head of a request.
async fn read_head(socket: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && socket.read_buf(&mut head).await.unwrap() > 0 {}
    String::from_utf8(head).unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_connection_is_not_reused_after_four_idle_seconds() {
    let (listener, url) = listener().await;
    let server = tokio::spawn(async move {
        // Each connection serves one request, and stays open.
        let mut sockets = Vec::new();
        for _ in 0..2 {
            let (mut socket, _) = listener.accept().await.unwrap();
            read_head(&mut socket).await;
            socket.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await.unwrap();
            sockets.push(socket);
        }
    });
    let transport = HttpTransport::new(Timeout::Disabled).unwrap();
    assert!(transport.send(get(&url)).await.is_ok());
    tokio::time::advance(Duration::from_millis(4_001)).await;
    assert!(transport.send(get(&url)).await.is_ok());
    server.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_dead_http_2_connection_is_left() {
    let (listener, url) = listener().await;
    let server = tokio::spawn(async move {
        let mut sockets = Vec::new();
        for _ in 0..2 {
            let (mut socket, _) = listener.accept().await.unwrap();
            // An empty frame of settings. Nothing else is ever answered, and no probe either.
            socket.write_all(&[0, 0, 0, 4, 0, 0, 0, 0, 0]).await.unwrap();
            sockets.push(socket);
        }
        sockets
    });
    let transport = HttpTransport::builder()
        .connect_timeout(Timeout::Disabled)
        .http2_prior_knowledge()
        .build()
        .unwrap();
    let minute = Duration::from_secs(60);
    for _ in 0..2 {
        let sent = tokio::time::timeout(minute, transport.send(get(&url))).await;
        assert!(sent.expect("the connection is left").is_err());
    }
    assert_eq!(server.await.unwrap().len(), 2);
}

#[tokio::test]
async fn requests_to_this_machine_do_not_go_through_a_proxy() {
    let (proxy, proxy_url) = listener().await;
    let (server, url) = listener().await;
    let transport = HttpTransport::builder().proxy(proxy_url).build().unwrap();
    let answer = |listener: TcpListener| {
        tokio::spawn(async move {
            let (mut socket, _) = listener.accept().await.unwrap();
            let head = read_head(&mut socket).await;
            socket.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await.unwrap();
            head
        })
    };
    let (proxy, server) = (answer(proxy), answer(server));
    transport.send(get(&url)).await.unwrap();
    assert!(server.await.unwrap().starts_with("GET /a HTTP/1.1\r\n"));
    transport.send(get("http://example.com/b")).await.unwrap();
    assert!(proxy.await.unwrap().starts_with("GET http://example.com/b HTTP/1.1\r\n"));
}

/// Sends a request to a server that answers `/a` with a redirect and `/b` with 204.
async fn redirected(redirects: Redirects, other_origin: bool) -> u16 {
    let (listener, url) = listener().await;
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let host = if other_origin { "localhost:9".to_owned() } else { address.to_string() };
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            let head = read_head(&mut socket).await;
            let answer = if head.starts_with("GET /b ") {
                "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n".to_owned()
            } else {
                format!(
                    "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://{host}/b\r\n\
                     content-length: 0\r\nconnection: close\r\n\r\n"
                )
            };
            socket.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    let transport = HttpTransport::builder().redirect(redirects).build().unwrap();
    transport.send(get(&url)).await.unwrap().status().as_u16()
}

#[tokio::test]
async fn redirects_are_followed_within_an_origin_by_choice() {
    assert_eq!(redirected(Redirects::None, false).await, 307);
    assert_eq!(redirected(Redirects::SameOrigin, false).await, 204);
    assert_eq!(redirected(Redirects::SameOrigin, true).await, 307);
}

/// Sends a request to a server with TLS, whose certificate no authority has signed.
pub(super) async fn send_with_tls(
    configure: fn(HttpTransportBuilder) -> HttpTransportBuilder,
) -> Sent {
    use rustls::pki_types::pem::PemObject;
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};

    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let certificate = CertificateDer::from_pem_slice(CERTIFICATE).unwrap();
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS12])
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], PrivateKeyDer::from_pem_slice(KEY).unwrap())
        .unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/canary", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        use std::io::{Read, Write};
        let (socket, _) = listener.accept().unwrap();
        let connection = rustls::ServerConnection::new(Arc::new(config)).unwrap();
        let mut stream = rustls::StreamOwned::new(connection, socket);
        let mut request = [0; 4096];
        if stream.read(&mut request).is_ok() {
            stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").unwrap();
        }
    });
    let sent = configure(HttpTransport::builder()).build().unwrap().send(get(&url)).await;
    server.join().unwrap();
    sent
}

#[tokio::test]
async fn an_unknown_certificate_is_a_tls_error() {
    let phase = |sent: Sent| sent.map(|_| ()).map_err(|error| error.phase());
    assert_eq!(phase(send_with_tls(|builder| builder).await), Err(Phase::Tls));
    assert_eq!(phase(send_with_tls(|builder| builder.tls_certs_only(CERTIFICATE)).await), Ok(()));
    assert_eq!(phase(send_with_tls(|builder| builder.tls_certs_merge(CERTIFICATE)).await), Ok(()));
    let identity = |builder: HttpTransportBuilder| {
        builder.tls_certs_only(CERTIFICATE).identity(CERTIFICATE, KEY)
    };
    assert_eq!(phase(send_with_tls(identity).await), Ok(()));
    let newer = |builder: HttpTransportBuilder| {
        builder.tls_certs_only(CERTIFICATE).tls_version_min(TlsVersion::V1_3)
    };
    assert_eq!(phase(send_with_tls(newer).await), Err(Phase::Tls));
}

#[test]
fn texts_that_are_not_pem_are_refused() {
    let broken = &b"-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n"[..];
    let builder = HttpTransport::builder;
    assert_eq!(builder().tls_certs_only(broken).build().unwrap_err().phase(), Phase::Setup);
    assert!(builder().identity(CERTIFICATE, "").build().is_err());
    assert!(builder().proxy("not a url").build().is_err());
}

#[test]
fn a_transport_installs_no_tls_provider() {
    drop(HttpTransport::new(Timeout::Disabled).unwrap());
    assert!(rustls::crypto::CryptoProvider::get_default().is_none());
}

#[test]
fn debug_of_the_builder_shows_no_secret() {
    let builder =
        HttpTransport::builder().proxy("http://u:canary@host").identity("canary", "canary");
    let shown = format!("{builder:?}");
    assert!(!shown.contains("canary"), "{shown}");
}

#[tokio::test]
async fn a_tls_error_is_not_retried() {
    let (listener, url) = listener().await;
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        socket.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
    });
    let client = ClientBuilder::new(&API).base_url(url.replace("http:", "https:")).build().unwrap();
    let request = client.request(operation(|_| {}));
    let error: Error = client.execute(request, CallOptions::new()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Tls, 1));
    assert!(!error.is_retryable() && !error.may_have_been_processed());
}
