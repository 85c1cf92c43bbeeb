//! Server-sent events and JSON lines.

use std::time::Duration;

use crate::runtime::response::ErrorKind;
use crate::runtime::streams::{EventForm, EventStream, JsonLines, JsonSequence};
use serde_json::{Value, json};

use super::raw_response;
use crate::tests::support::Harness;
use crate::tests::support::transport::{ScriptedResponse, Step};

/// A harness with a response whose body arrives in these chunks.
fn harness<'p>(parts: impl IntoIterator<Item = &'p str>) -> Harness {
    let steps: Vec<Step> =
        parts.into_iter().map(|part| Step::Chunk(part.to_owned().into())).collect();
    Harness::new([ScriptedResponse::with_headers(
        200,
        &[("content-type", "text/event-stream")],
        steps,
    )])
}

fn events(harness: &Harness, form: EventForm) -> EventStream<Value> {
    raw_response(harness).events(form, Some("[DONE]")).into_body()
}

/// The data of all events of a text, which arrives in one chunk and character by character.
fn texts(text: &str) -> Vec<Value> {
    let whole = harness([text]);
    let letters: Vec<String> = text.chars().map(String::from).collect();
    let split = harness(letters.iter().map(String::as_str));
    let [whole, split] = [whole, split].map(|harness| {
        let mut stream = events(&harness, EventForm::Text);
        let mut items = Vec::new();
        while let Some(item) = harness.run(stream.next()).unwrap() {
            items.push(item);
        }
        items
    });
    assert_eq!(whole, split);
    whole
}

#[test]
fn an_event_ends_with_an_empty_line() {
    assert_eq!(texts("data: a\n\ndata:b\n\ndata: lost"), ["a", "b"]);
    assert_eq!(texts("data: a\n\ndata: lost\n"), ["a"]);
}

#[test]
fn lines_end_with_cr_lf_or_both() {
    assert_eq!(texts("data: a\r\ndata: b\r\n\r\n"), ["a\nb"]);
    assert_eq!(texts("data: a\rdata: b\r\rdata: c\r\r"), ["a\nb", "c"]);
    assert_eq!(texts("data: a\n\r\ndata: b\r\n\n"), ["a", "b"]);
}

#[test]
fn data_fields_are_joined_by_line_feeds() {
    assert_eq!(texts("data: a\ndata\ndata:  b\n\n"), ["a\n\n b"]);
    assert_eq!(texts("data\n\n"), [""]);
}

#[test]
fn comments_and_unknown_fields_are_ignored() {
    assert_eq!(texts(": ping\n\n: data: x\nother: y\nDATA: z\ndata : q\ndata: a\n\n"), ["a"]);
    assert_eq!(texts("event: alone\n\ndata: a\n\n"), ["a"]);
}

#[test]
fn a_leading_byte_order_mark_is_ignored() {
    assert_eq!(texts("\u{feff}data: a\n\ndata: \u{feff}\n\n"), ["a", "\u{feff}"]);
}

#[test]
fn an_event_is_returned_as_soon_as_it_is_complete() {
    let steps = [Step::Chunk("data: 1\r\n\r".into()), Step::Pause(Duration::from_secs(9))];
    let harness = Harness::new([ScriptedResponse::with_headers(200, &[], steps)]);
    let mut stream = events(&harness, EventForm::Json);
    assert_eq!(harness.run(stream.next()).unwrap(), Some(json!(1)));
    assert_eq!(harness.clock.elapsed(), Duration::ZERO);
}

#[test]
fn event_types_ids_and_retry_delays_are_exposed() {
    let harness =
        harness(["id: 7\nretry: 1500\nevent: tick\ndata: 1\n\n", "retry: x\ndata: 2\n\n"]);
    let mut stream = events(&harness, EventForm::Json);
    assert_eq!((stream.event_type(), stream.last_event_id()), ("message", None));
    harness.run(stream.next()).unwrap();
    assert_eq!((stream.event_type(), stream.last_event_id()), ("tick", Some("7")));
    assert_eq!(stream.retry(), Some(Duration::from_millis(1500)));
    harness.run(stream.next()).unwrap();
    assert_eq!((stream.event_type(), stream.last_event_id()), ("message", Some("7")));
    assert_eq!(stream.retry(), Some(Duration::from_millis(1500)));
}

#[test]
fn the_sentinel_ends_the_stream() {
    let harness = harness(["data: 1\n\ndata: [DONE]\n\ndata: 2\n\n"]);
    let mut stream = events(&harness, EventForm::Json);
    assert_eq!(harness.run(stream.next()).unwrap(), Some(json!(1)));
    assert_eq!(harness.run(stream.next()).unwrap(), None);
    assert_eq!(harness.run(stream.next()).unwrap(), None);
}

#[test]
fn an_event_may_be_an_object_of_its_fields() {
    let harness = harness(["id: 7\nevent: e\ndata: {\"a\":1}\n\n", "event:\nid:\ndata: plain\n\n"]);
    let mut stream = events(&harness, EventForm::Object);
    let first = harness.run(stream.next()).unwrap();
    assert_eq!(first, Some(json!({ "data": { "a": 1 }, "event": "e", "id": "7" })));
    assert_eq!(harness.run(stream.next()).unwrap(), Some(json!({ "data": "plain" })));
}

#[test]
fn data_cannot_forge_other_fields_of_an_event() {
    let forged = r#""hi","event":"admin","id":"999""#;
    let text = format!("id: 7\ndata: {forged}\n\n");
    let harness = harness([text.as_str()]);
    let mut stream = events(&harness, EventForm::Object);
    let event = harness.run(stream.next()).unwrap();
    assert_eq!(event, Some(json!({ "data": forged, "id": "7" })));
}

#[test]
fn the_rest_of_the_body_is_received_after_the_sentinel() {
    let end = || Step::Chunk("data: [DONE]\n\n".into());
    for (pause, waited) in [(5, 5), (10_000, 250)] {
        let steps = [end(), Step::Pause(Duration::from_millis(pause))];
        let harness = Harness::new([ScriptedResponse::with_headers(200, &[], steps)]);
        let mut stream = events(&harness, EventForm::Json);
        assert_eq!(harness.run(stream.next()).unwrap(), None);
        assert_eq!(harness.clock.elapsed(), Duration::from_millis(waited));
        assert_eq!(harness.run(stream.next()).unwrap(), None);
    }
}

#[test]
fn a_carriage_return_is_white_space_within_a_line_of_json() {
    let harness = harness(["{\"a\":\r1}\r\n\r\n[2,\r3]"]);
    let mut stream: JsonLines<Value> = raw_response(&harness).json_lines().into_body();
    assert_eq!(harness.run(stream.next()).unwrap(), Some(json!({ "a": 1 })));
    assert_eq!(harness.run(stream.next()).unwrap(), Some(json!([2, 3])));
    assert_eq!(harness.run(stream.next()).unwrap(), None);
}

#[test]
fn an_undecodable_event_does_not_end_the_stream() {
    let harness = harness(["data: {oops\n\ndata: 2\n\n"]);
    let mut stream = events(&harness, EventForm::Json);
    let error = harness.run(stream.next()).unwrap_err();
    assert_eq!((error.kind(), error.raw_body().unwrap()), (ErrorKind::Decode, &"{oops".into()));
    assert!(!format!("{error:?} {error}").contains("oops"));
    assert_eq!(harness.run(stream.next()).unwrap(), Some(json!(2)));
}

#[test]
fn a_line_is_too_long_in_one_chunk_or_in_several() {
    let comment = format!(":{}\ndata: a\n\n", "x".repeat(64));
    for chunks in [vec![comment.as_str()], comment.split_inclusive('x').collect()] {
        let harness = harness(chunks);
        let error = harness.run(events(&harness, EventForm::Text).next()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
    }
}

#[test]
fn events_and_lines_have_a_limited_size() {
    let line = "data: ".to_owned() + &"x".repeat(70);
    let many = "data: 0123456789\n".repeat(9);
    for text in [line, many] {
        let harness = harness([text.as_str()]);
        let error = harness.run(events(&harness, EventForm::Text).next()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
    }
}

#[test]
fn an_idle_stream_times_out() {
    let pause = || Step::Pause(Duration::from_secs(80));
    let steps = [pause(), Step::Chunk(": ping\n".into()), pause(), pause()];
    let harness = Harness::new([ScriptedResponse::with_headers(200, &[], steps)]);
    let error = harness.run(events(&harness, EventForm::Json).next()).unwrap_err();
    assert_eq!((error.kind(), harness.clock.elapsed().as_secs()), (ErrorKind::Timeout, 200));
}

#[test]
fn json_lines_are_decoded_line_by_line() {
    let harness = harness(["{\"a\":1}\n\n", "2\r\n", "oops\n3"]);
    let mut stream: JsonLines<Value> = raw_response(&harness).json_lines().into_body();
    assert_eq!(harness.run(stream.next()).unwrap(), Some(json!({ "a": 1 })));
    assert_eq!(harness.run(stream.next()).unwrap(), Some(json!(2)));
    assert_eq!(harness.run(stream.next()).unwrap_err().kind(), ErrorKind::Decode);
    assert_eq!(harness.run(stream.next()).unwrap(), Some(json!(3)));
    assert_eq!(harness.run(stream.next()).unwrap(), None);
}

#[test]
fn a_json_sequence_is_decoded_text_by_text() {
    let harness = harness(["\u{1e}{\"a\":\n1}\n", "\u{1e}\u{1e}2", "\n\u{1e}oops\n\u{1e}\"b\""]);
    let mut stream: JsonSequence<Value> = raw_response(&harness).json_sequence().into_body();
    assert_eq!(harness.run(stream.next()).unwrap(), Some(json!({ "a": 1 })));
    assert_eq!(harness.run(stream.next()).unwrap(), Some(json!(2)));
    assert_eq!(harness.run(stream.next()).unwrap_err().kind(), ErrorKind::Decode);
    assert_eq!(harness.run(stream.next()).unwrap(), Some(json!("b")));
    assert_eq!(harness.run(stream.next()).unwrap(), None);
}

#[test]
fn a_number_without_an_end_may_be_truncated() {
    let harness = harness(["\u{1e}1 \u{1e}12", "\u{1e}3\n"]);
    let mut stream: JsonSequence<i64> = raw_response(&harness).json_sequence().into_body();
    assert_eq!(harness.run(stream.next()).unwrap(), Some(1));
    assert_eq!(harness.run(stream.next()).unwrap_err().kind(), ErrorKind::Decode);
    assert_eq!(harness.run(stream.next()).unwrap(), Some(3));
    assert_eq!(harness.run(stream.next()).unwrap(), None);
}
