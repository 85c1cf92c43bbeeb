//! Server-sent events and lines of JSON.

use std::time::Duration;

use crate::runtime::client::CallOptions;
use crate::runtime::response::{ErrorKind, RawResponse};
use crate::runtime::streams::{EventForm, EventStream, JsonLines};
use serde_json::{Value, json};

use crate::tests::support::Scene;
use crate::tests::support::api::operation;
use crate::tests::support::transport::{Answer, Step};

/// A script whose body arrives in these parts.
fn scene<'p>(parts: impl IntoIterator<Item = &'p str>) -> Scene {
    let steps: Vec<Step> =
        parts.into_iter().map(|part| Step::Chunk(part.to_owned().into())).collect();
    Scene::new([Answer::with_headers(200, &[("content-type", "text/event-stream")], steps)])
}

fn reply(scene: &Scene) -> RawResponse {
    let options = CallOptions::new().max_response_bytes(64);
    let client = scene.client();
    let mut request = client.request(operation(|_| {}));
    request.stream(200..=200, "*/*");
    scene.run(client.execute::<()>(request, options)).unwrap()
}

fn events(scene: &Scene, form: EventForm) -> EventStream<Value> {
    reply(scene).events(form, Some("[DONE]")).into_body()
}

/// All data of a text, which arrives at once and byte by byte.
fn texts(text: &str) -> Vec<Value> {
    let whole = scene([text]);
    let letters: Vec<String> = text.chars().map(String::from).collect();
    let split = scene(letters.iter().map(String::as_str));
    let [whole, split] = [whole, split].map(|scene| {
        let mut stream = events(&scene, EventForm::Text);
        let mut items = Vec::new();
        while let Some(item) = scene.run(stream.next()).unwrap() {
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
fn data_has_as_many_lines_as_it_has_fields() {
    assert_eq!(texts("data: a\ndata\ndata:  b\n\n"), ["a\n\n b"]);
    assert_eq!(texts("data\n\n"), [""]);
}

#[test]
fn comments_and_unknown_fields_are_nothing() {
    assert_eq!(texts(": ping\n\n: data: x\nother: y\nDATA: z\ndata : q\ndata: a\n\n"), ["a"]);
    assert_eq!(texts("event: alone\n\ndata: a\n\n"), ["a"]);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_line() {
    assert_eq!(texts("\u{feff}data: a\n\ndata: \u{feff}\n\n"), ["a", "\u{feff}"]);
}

#[test]
fn an_event_is_there_when_its_end_is() {
    let steps = [Step::Chunk("data: 1\r\n\r".into()), Step::Pause(Duration::from_secs(9))];
    let scene = Scene::new([Answer::with_headers(200, &[], steps)]);
    let mut stream = events(&scene, EventForm::Json);
    assert_eq!(scene.run(stream.next()).unwrap(), Some(json!(1)));
    assert_eq!(scene.clock.passed(), Duration::ZERO);
}

#[test]
fn types_ids_and_waits_come_with_the_events() {
    let scene = scene(["id: 7\nretry: 1500\nevent: tick\ndata: 1\n\n", "retry: x\ndata: 2\n\n"]);
    let mut stream = events(&scene, EventForm::Json);
    assert_eq!((stream.event_type(), stream.last_event_id()), ("message", None));
    scene.run(stream.next()).unwrap();
    assert_eq!((stream.event_type(), stream.last_event_id()), ("tick", Some("7")));
    assert_eq!(stream.retry(), Some(Duration::from_millis(1500)));
    scene.run(stream.next()).unwrap();
    assert_eq!((stream.event_type(), stream.last_event_id()), ("message", Some("7")));
    assert_eq!(stream.retry(), Some(Duration::from_millis(1500)));
}

#[test]
fn the_sentinel_ends_the_stream() {
    let scene = scene(["data: 1\n\ndata: [DONE]\n\ndata: 2\n\n"]);
    let mut stream = events(&scene, EventForm::Json);
    assert_eq!(scene.run(stream.next()).unwrap(), Some(json!(1)));
    assert_eq!(scene.run(stream.next()).unwrap(), None);
    assert_eq!(scene.run(stream.next()).unwrap(), None);
}

#[test]
fn an_event_may_be_an_object_of_its_fields() {
    let scene = scene(["id: 7\nevent: e\ndata: {\"a\":1}\n\n", "event:\nid:\ndata: plain\n\n"]);
    let mut stream = events(&scene, EventForm::Object);
    let first = scene.run(stream.next()).unwrap();
    assert_eq!(first, Some(json!({ "data": { "a": 1 }, "event": "e", "id": "7" })));
    assert_eq!(scene.run(stream.next()).unwrap(), Some(json!({ "data": "plain" })));
}

#[test]
fn an_event_that_does_not_fit_does_not_end_the_stream() {
    let scene = scene(["data: {oops\n\ndata: 2\n\n"]);
    let mut stream = events(&scene, EventForm::Json);
    let error = scene.run(stream.next()).unwrap_err();
    assert_eq!((error.kind(), error.raw_body().unwrap()), (ErrorKind::Decode, &"{oops".into()));
    assert!(!format!("{error:?} {error}").contains("oops"));
    assert_eq!(scene.run(stream.next()).unwrap(), Some(json!(2)));
}

#[test]
fn events_and_lines_have_a_limited_size() {
    let line = "data: ".to_owned() + &"x".repeat(70);
    let many = "data: 0123456789\n".repeat(9);
    for text in [line, many] {
        let scene = scene([text.as_str()]);
        let error = scene.run(events(&scene, EventForm::Text).next()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
    }
}

#[test]
fn a_server_that_says_nothing_for_too_long_is_a_timeout() {
    let pause = || Step::Pause(Duration::from_secs(20));
    let steps = [pause(), Step::Chunk(": ping\n".into()), pause(), pause()];
    let scene = Scene::new([Answer::with_headers(200, &[], steps)]);
    let error = scene.run(events(&scene, EventForm::Json).next()).unwrap_err();
    assert_eq!((error.kind(), scene.clock.passed().as_secs()), (ErrorKind::Timeout, 50));
}

#[test]
fn lines_of_json_are_values() {
    let scene = scene(["{\"a\":1}\n\n", "2\r\n", "oops\n3"]);
    let mut stream: JsonLines<Value> = reply(&scene).json_lines().into_body();
    assert_eq!(scene.run(stream.next()).unwrap(), Some(json!({ "a": 1 })));
    assert_eq!(scene.run(stream.next()).unwrap(), Some(json!(2)));
    assert_eq!(scene.run(stream.next()).unwrap_err().kind(), ErrorKind::Decode);
    assert_eq!(scene.run(stream.next()).unwrap(), Some(json!(3)));
    assert_eq!(scene.run(stream.next()).unwrap(), None);
}
