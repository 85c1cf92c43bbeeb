//! Streamed responses.

use obstacles_client::ErrorKind;

use super::with_response;
use tests::server::{ScriptedResponse, Then};

#[tokio::test]
async fn a_binary_success_is_a_stream() {
    let response = ScriptedResponse::new(200, &[("content-type", "image/png")], [0x89, b'P']);
    let (server, client) = with_response(response).await;
    let mut picture = client.wire_picture().send().await.unwrap().into_body();
    assert_eq!(&picture.chunk().await.unwrap().unwrap()[..], [0x89, b'P']);
    assert_eq!(picture.chunk().await.unwrap(), None);
    assert_eq!(server.only_request().header("accept"), Some("image/png"));
}

#[tokio::test]
async fn a_binary_error_is_buffered() {
    let (_server, client) =
        with_response(ScriptedResponse::new(404, &[("content-type", "image/png")], "PNG")).await;
    let error = client.wire_picture().send().await.unwrap_err();
    assert_eq!(error.api().unwrap(), "PNG");
}

#[tokio::test]
async fn a_truncated_stream_is_an_error() {
    let response = ScriptedResponse::bytes("HTTP/1.1 200 Scripted\r\ncontent-length: 9\r\n\r\nPNG");
    let (_server, client) = with_response(response.then(Then::Close)).await;
    let picture = client.wire_picture().send().await.unwrap().into_body();
    assert_eq!(picture.bytes().await.unwrap_err().kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn the_sentinel_ends_the_events() {
    let text = ": hello\n\ndata: {\"b\":1}\n\nid: 2\nevent: tick\ndata: {\ndata: \"b\":2}\n\ndata: bye\n\n";
    let response = ScriptedResponse::new(200, &[("content-type", "text/event-stream")], text);
    let (_server, client) = with_response(response).await;
    let mut events = client.wire_events().send().await.unwrap().into_body();
    assert_eq!(events.next().await.unwrap().unwrap().b, Some(1));
    assert_eq!(events.next().await.unwrap().unwrap().b, Some(2));
    assert_eq!((events.event_type(), events.last_event_id()), ("tick", Some("2")));
    assert!(events.next().await.unwrap().is_none());
}

#[tokio::test]
async fn an_event_is_returned_before_the_response_ends() {
    let head = "HTTP/1.1 200 Scripted\r\ncontent-type: text/event-stream\r\n\r\n";
    let response = ScriptedResponse::bytes(head).and("data: {\"b\":1}\n\n");
    let signal = tests::server::Signal::default();
    let (_server, client) = with_response(response.then(Then::Stall(signal))).await;
    let mut events = client.wire_events().send().await.unwrap().into_body();
    assert_eq!(events.next().await.unwrap().unwrap().b, Some(1));
}

#[tokio::test]
async fn json_lines_are_decoded_line_by_line() {
    let response = ScriptedResponse::new(
        200,
        &[("content-type", "application/x-ndjson")],
        "{\"b\":1}\n{\"b\":2}",
    );
    let (_server, client) = with_response(response).await;
    let mut lines = client.wire_lines().send().await.unwrap().into_body();
    assert_eq!(lines.next().await.unwrap().unwrap().b, Some(1));
    assert_eq!(lines.next().await.unwrap().unwrap().b, Some(2));
    assert!(lines.next().await.unwrap().is_none());
}
