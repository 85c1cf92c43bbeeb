//! Streamed response bodies and streamed request bodies.

use std::time::Duration;

use crate::runtime::client::CallOptions;
use crate::runtime::request::{OutgoingBody, RequestBody};
use crate::runtime::response::{ByteStream, Error, ErrorKind, RawResponse, Response};
use crate::runtime::system::Timeout;
use crate::runtime::transport::{HttpTransport, Phase, Transport};
use bytes::Bytes;
use http::Request;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::tests::support::Harness;
use crate::tests::support::api::operation;
use crate::tests::support::transport::{ScriptedResponse, Step};

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn pdf(status: u16, steps: impl IntoIterator<Item = Step>) -> ScriptedResponse {
    ScriptedResponse::with_headers(status, &[("content-type", "application/pdf")], steps)
}

/// The response of an operation that streams successful bodies of this media type.
fn raw_response(harness: &Harness, media_type: &'static str) -> RawResponse {
    let client = harness.client();
    let mut request = client.request(operation(|_| {}));
    request.stream(200..=299, media_type);
    harness.run(client.execute::<()>(request, CallOptions::new())).unwrap()
}

fn stream(harness: &Harness) -> ByteStream {
    raw_response(harness, "*/*").stream().into_body()
}

#[test]
fn a_body_is_read_while_it_arrives() {
    let steps = [Step::Chunk("a".into()), Step::Pause(seconds(29)), Step::Chunk("b".into())];
    let harness = Harness::new([pdf(200, steps)]);
    let mut stream = stream(&harness);
    assert_eq!(harness.run(stream.chunk()).unwrap().unwrap(), "a");
    assert_eq!(harness.clock.elapsed(), Duration::ZERO);
    assert_eq!(harness.run(stream.chunk()).unwrap().unwrap(), "b");
    assert_eq!(harness.run(stream.chunk()).unwrap(), None);
}

#[test]
fn a_stream_may_take_longer_than_an_operation() {
    let part = || [Step::Pause(seconds(25)), Step::Chunk("a".into())];
    let harness = Harness::new([pdf(200, (0..10).flat_map(|_| part()))]);
    assert_eq!(harness.run(stream(&harness).bytes()).unwrap(), "aaaaaaaaaa");
    assert_eq!(harness.clock.elapsed(), seconds(250));
}

#[test]
fn a_stalled_stream_times_out() {
    let harness = Harness::new([pdf(200, [Step::Chunk("a".into()), Step::Pause(seconds(121))])]);
    let error = harness.run(stream(&harness).bytes()).unwrap_err();
    assert_eq!((error.kind(), error.elapsed()), (ErrorKind::Timeout, seconds(120)));
}

#[test]
fn the_silence_of_a_stream_has_a_timeout_of_its_own() {
    let steps = || [Step::Pause(seconds(40)), Step::Chunk("a".into())];
    let mut harness = Harness::new([pdf(200, steps()), pdf(200, steps()), pdf(200, steps())]);
    harness.builder = harness.builder.attempt_timeout(seconds(5));
    assert_eq!(harness.run(stream(&harness).bytes()).unwrap(), "a");
    harness.builder = harness.builder.silence_timeout(seconds(39));
    let error = harness.run(stream(&harness).bytes()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let client = harness.client();
    let mut request = client.request(operation(|_| {}));
    request.stream(200..=200, "*/*");
    let options = CallOptions::new().silence_timeout(Timeout::Disabled);
    let response = harness.run(client.execute::<()>(request, options)).unwrap();
    assert_eq!(harness.run(response.stream().into_body().bytes()).unwrap(), "a");
}

#[test]
fn a_truncated_stream_is_an_error() {
    let harness = Harness::new([pdf(200, [Step::Chunk("a".into()), Step::Failure(Phase::Body)])]);
    let error = harness.run(stream(&harness).bytes()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
}

#[test]
fn collecting_fails_at_the_size_limit() {
    let body = || pdf(200, ["ab", "cd"].map(|part| Step::Chunk(part.into())));
    let harness = Harness::new([body(), body(), body()]);
    assert_eq!(harness.run(stream(&harness).collect(4)).unwrap(), "abcd");
    let error = harness.run(stream(&harness).collect(3)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
    let options = CallOptions::new().max_response_bytes(3);
    let client = harness.client();
    let mut request = client.request(operation(|_| {}));
    request.stream(200..=200, "*/*");
    let stream = harness.run(client.execute::<()>(request, options)).unwrap().stream().into_body();
    assert_eq!(harness.run(stream.bytes()).unwrap_err().kind(), ErrorKind::BodyTooLarge);
}

#[test]
fn error_bodies_and_other_media_types_are_buffered() {
    let harness = Harness::new([pdf(404, [Step::Chunk("gone".into())])]);
    let error: Error<Bytes> = raw_response(&harness, "*/*").bytes_error();
    assert_eq!(error.api().unwrap(), "gone");
    let harness = Harness::new([ScriptedResponse::json(200, "[1]")]);
    let json: Response<Vec<i64>> =
        raw_response(&harness, "application/pdf").json::<_, ()>().unwrap();
    assert_eq!(json.into_body(), [1]);
    let harness = Harness::new([ScriptedResponse::new(200, "IMAGE/png; a=b", "png")]);
    assert_eq!(raw_response(&harness, "image/*").bytes().into_body(), "");
    let harness =
        Harness::new([ScriptedResponse::with_headers(200, &[], [Step::Chunk("x".into())])]);
    assert_eq!(raw_response(&harness, "image/*").bytes().into_body(), "x");
}

#[test]
fn a_dropped_read_loses_no_data() {
    let steps = [Step::Pause(seconds(1)), Step::Chunk("a".into())];
    let harness = Harness::new([pdf(200, steps)]);
    let mut stream = stream(&harness);
    harness.run(async {
        let mut chunk = std::pin::pin!(stream.chunk());
        std::future::poll_fn(|context| {
            assert!(chunk.as_mut().poll(context).is_pending());
            std::task::Poll::Ready(())
        })
        .await;
    });
    assert_eq!(harness.run(stream.bytes()).unwrap(), "a");
}

#[test]
fn a_received_body_can_be_forwarded() {
    let steps = ["ab", "c"].map(|part| Step::Chunk(part.into()));
    let harness = Harness::new([pdf(200, steps)]);
    let text = received(RequestBody::stream(stream(&harness)).length(3), "abc");
    assert!(text.contains("content-length: 3\r\n"), "{text}");
}

#[test]
fn a_buffered_body_is_also_a_stream() {
    let harness = Harness::new([pdf(200, [Step::Chunk("ab".into())])]);
    assert_eq!(
        harness.run(raw_response(&harness, "text/*").stream().into_body().bytes()).unwrap(),
        "ab"
    );
}

#[test]
fn streams_are_sent_once_and_bytes_repeatedly() {
    let stream = RequestBody::reader(&b"abc"[..]).length(3);
    let clone = stream.clone();
    assert_eq!((stream.known_length(), stream.as_bytes()), (Some(3), None));
    assert!(matches!(stream.open(), Some(OutgoingBody::Stream(_))));
    assert!(clone.open().is_none());
    let bytes = RequestBody::from("abc");
    assert_eq!(bytes.known_length(), Some(3));
    assert!(bytes.clone().open().is_some() && bytes.open().is_some());
}

#[test]
fn a_call_with_a_streamed_body_is_not_retried() {
    for (body, times) in [(RequestBody::reader(&b"abc"[..]), 1), (RequestBody::from("abc"), 2)] {
        let harness = Harness::with_retries([
            ScriptedResponse::Failure(Phase::Exchange),
            ScriptedResponse::empty(200),
        ]);
        let client = harness.client();
        let mut request = client.request(operation(|_| {}));
        request.bytes("text/plain", body);
        let response = harness.run(client.execute::<()>(request, CallOptions::new()));
        assert_eq!((harness.transport.count(), response.is_ok()), (times, times == 2));
    }
}

#[test]
fn debug_does_not_show_bodies() {
    let shown = format!("{:?} {:?}", RequestBody::from("canary"), RequestBody::reader(&b"x"[..]));
    assert_eq!(shown, "RequestBody(6 bytes) RequestBody(stream)");
}

/// What a server receives of this body, up to `end`.
fn received(body: RequestBody, end: &'static str) -> String {
    let work = async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let server = tokio::spawn(async move {
            let (mut socket, _) = listener.accept().await.unwrap();
            let mut received = Vec::new();
            while !received.ends_with(end.as_bytes()) {
                received.push(socket.read_u8().await.unwrap());
            }
            socket.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await.unwrap();
            String::from_utf8(received).unwrap()
        });
        let transport = HttpTransport::new(Timeout::After(seconds(5))).unwrap();
        transport.send(Request::post(url).body(body).unwrap()).await.map(drop).unwrap();
        server.await.unwrap()
    };
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

#[test]
fn a_stream_of_known_length_sends_content_length() {
    for body in [RequestBody::from("abc"), RequestBody::reader(&b"abc"[..]).length(3)] {
        let text = received(body, "abc");
        assert!(text.contains("content-length: 3\r\n") && text.ends_with("\r\n\r\nabc"), "{text}");
    }
}

#[test]
fn a_stream_of_unknown_length_is_sent_chunked() {
    let text = received(RequestBody::reader(&b"abc"[..]), "\r\n0\r\n\r\n");
    assert!(text.contains("transfer-encoding: chunked\r\n"), "{text}");
    assert!(text.contains("\r\n\r\n3\r\nabc\r\n0\r\n"), "{text}");
}

#[test]
fn a_stream_cannot_be_sent_twice() {
    let body = RequestBody::reader(&b"abc"[..]);
    drop(body.clone().open());
    let transport = HttpTransport::new(Timeout::Disabled).unwrap();
    let request = Request::post("http://127.0.0.1:9/").body(body).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let error = runtime.block_on(transport.send(request)).map(drop).unwrap_err();
    assert_eq!(error.phase(), Phase::Setup);
}
