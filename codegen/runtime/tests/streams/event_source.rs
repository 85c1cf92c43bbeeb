//! Server-sent events as browsers read them: the cases that the tests of the web platform have for
//! `EventSource` (HTML Standard, section 9.2.6).

use std::time::Duration;

use crate::runtime::streams::{EventForm, EventStream};

use super::{raw_response, split};
use crate::tests::support::Harness;

/// An event: its data, its type, and the last id.
type Event = (String, String, String);

/// The events of a text, and the stream after them. Each byte arrives for itself.
fn read(text: &str) -> (Vec<Event>, EventStream<String>, Harness) {
    let harness = split(text, Duration::ZERO);
    let mut stream = raw_response(&harness).events(EventForm::Text, None).into_body();
    let mut events = Vec::new();
    while let Some(data) = harness.run(stream.next()).unwrap() {
        let id = stream.last_event_id().unwrap_or_default().to_owned();
        events.push((data, stream.event_type().to_owned(), id));
    }
    (events, stream, harness)
}

fn events(text: &str) -> Vec<Event> {
    read(text).0
}

/// The data of all events.
fn data(text: &str) -> Vec<String> {
    events(text).into_iter().map(|(data, ..)| data).collect()
}

/// Each event as one text: data, type and id.
fn shown(text: &str) -> Vec<String> {
    events(text).into_iter().map(|(data, name, id)| format!("{data}|{name}|{id}")).collect()
}

fn retry(text: &str) -> Option<u64> {
    read(text).1.retry().map(|time| time.as_secs() * 1000 + u64::from(time.subsec_millis()))
}

#[test]
fn one_byte_order_mark_at_the_start_is_ignored() {
    assert_eq!(data("\u{feff}data: 1\n\n\u{feff}data: 2\n\ndata: 3\n\n"), ["1", "3"]);
    assert_eq!(data("\u{feff}\u{feff}data: 1\n\ndata: 2\n\n"), ["2"]);
    assert_eq!(data("\n\u{feff}data: 1\n\ndata: 2\n\n"), ["2"]);
}

#[test]
fn a_line_ends_with_lf_cr_or_both() {
    assert_eq!(data("data: 1\r\r"), ["1"]);
    assert_eq!(data("data: 1\r\n\r\n"), ["1"]);
    assert_eq!(data("data: 1\r\n\r"), ["1"]);
    assert_eq!(data("data:1\rdata:2\ndata:3\r\n\r\n"), ["1\n2\n3"]);
    assert_eq!(data("data:\r\ndata:x\n\r"), ["\nx"]);
}

#[test]
fn other_line_separators_and_nul_are_text() {
    assert_eq!(
        data("data: a\u{b}b\u{c}c\u{85}d\u{2028}e\0\n\n"),
        ["a\u{b}b\u{c}c\u{85}d\u{2028}e\0"]
    );
}

#[test]
fn a_line_that_starts_with_a_colon_is_a_comment() {
    let long = "x".repeat(60);
    assert_eq!(
        data(&format!("data:1\n:\0\n:\r\ndata:2\n:{long}\ndata:3\n:data:fail\n\n")),
        ["1\n2\n3"]
    );
    assert_eq!(data(":\n\n: \n\n::\n\n"), Vec::<String>::new());
}

#[test]
fn the_name_of_a_field_is_compared_exactly() {
    assert_eq!(
        data("data:ok\n data:1\n\ndata\u{2003}:2\n\nDATA:3\n\nDaTa:4\n\ndat\0a:5\n\n"),
        ["ok"]
    );
    assert_eq!(shown("data:a\nEvent:b\nEVENT:c\neventx:d\n\n"), ["a|message|"]);
    assert_eq!(shown("data:a\nID:1\nids:2\n\n"), ["a|message|"]);
}

#[test]
fn a_field_without_a_colon_has_an_empty_value() {
    assert_eq!(data("data\n\ndata\ndata\n\ndata:test\n\n"), ["", "\n", "test"]);
    assert_eq!(shown("event:x\nevent\ndata:a\n\n"), ["a|message|"]);
    assert_eq!(shown("id:1\ndata:a\n\nid\ndata:b\n\n"), ["a|message|1", "b|message|"]);
}

#[test]
fn one_space_after_the_colon_is_ignored() {
    assert_eq!(data("data:\ttest\rdata: \ndata:test\n\n"), ["\ttest\n\ntest"]);
    assert_eq!(data("data:  two\n\ndata: trailing \n\n"), [" two", "trailing "]);
    assert_eq!(shown("event: x\nid:  7\ndata: a:b\n\n"), ["a:b|x| 7"]);
}

#[test]
fn an_event_without_data_is_none() {
    assert_eq!(shown("data:\n\nevent:x\n\ndata:after\n\n"), ["|message|", "after|message|"]);
    assert_eq!(shown("event:x\n\ndata:a\n\n"), ["a|message|"]);
}

#[test]
fn an_incomplete_event_at_the_end_is_ignored() {
    assert_eq!(shown("retry:1000\ndata:1\n\nid:9\nevent:x\ndata:2"), ["1|message|"]);
    assert_eq!(shown("data:1\n\ndata:2\n"), ["1|message|"]);
    assert_eq!(read("data:1\n\nid:9\n").1.last_event_id(), None);
}

#[test]
fn the_type_is_that_of_the_last_event_field_of_the_event() {
    let text = "event:a\nevent:b\ndata:1\n\ndata:2\n\nevent:\ndata:3\n\n";
    assert_eq!(shown(text), ["1|b|", "2|message|", "3|message|"]);
}

#[test]
fn an_id_remains_until_another_one() {
    let text = "id:1\ndata:a\n\ndata:b\n\nid:\ndata:c\n\nid: …\ndata:d\n\n";
    assert_eq!(shown(text), ["a|message|1", "b|message|1", "c|message|", "d|message|…"]);
}

#[test]
fn an_id_with_nul_is_ignored() {
    assert_eq!(shown("id:1\ndata:a\n\nid:2\0\nid:\0\ndata:b\n\n"), ["a|message|1", "b|message|1"]);
}

#[test]
fn an_id_counts_without_data() {
    let (events, stream, _) = read("id:1\ndata:a\n\nid:2\n\n");
    assert_eq!((events.len(), stream.last_event_id()), (1, Some("2")));
}

#[test]
fn retry_is_a_number_of_milliseconds_in_digits() {
    assert_eq!(retry("retry:3000\ndata:x\n\n"), Some(3000));
    assert_eq!(retry("retry: 03000\n"), Some(3000));
    for other in
        ["retry:1000x", "retry:-1", "retry:+1", "retry:1.5", "retry:", "retry", "retry:  7"]
    {
        assert_eq!(retry(&format!("retry:3000\n{other}\ndata:x\n\n")), Some(3000), "{other}");
        assert_eq!(retry(&format!("{other}\ndata:x\n\n")), None, "{other}");
    }
    assert_eq!(retry("retry:99999999999999999999999\n\n"), None);
}

#[test]
fn retry_counts_at_once_and_without_an_event() {
    assert_eq!(retry("retry:5\n"), Some(5));
    assert_eq!(retry("retry:5\nretry:7000"), Some(5), "an incomplete line may be truncated");
}

#[test]
fn invalid_utf_8_is_replaced() {
    let harness = super::harness_of_bytes(b"data: a\xFFb\xC3\n\n");
    let mut stream: EventStream<String> =
        raw_response(&harness).events(EventForm::Text, None).into_body();
    assert_eq!(harness.run(stream.next()).unwrap().unwrap(), "a\u{fffd}b\u{fffd}");
}
