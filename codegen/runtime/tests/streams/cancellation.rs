//! A read that is dropped at any poll loses nothing, for every type of stream.

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;

use crate::runtime::response::{Error, RawResponse};
use crate::runtime::streams::{EventForm, EventStream, JsonLines, JsonSequence};

use super::{raw_response, split};
use crate::tests::support::Harness;

/// The output of a read that is dropped and started again whenever it is pending.
pub(super) fn interrupted<T>(harness: &Harness, mut read: impl AsyncFnMut() -> T) -> T {
    let mut context = Context::from_waker(Waker::noop());
    loop {
        {
            let mut future = pin!(read());
            if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
                return output;
            }
        }
        assert!(harness.clock.advance(), "the read is pending without a timer");
    }
}

/// What a stream of a body returns, if each byte arrives for itself and each read is dropped before.
fn all<S, T>(
    text: &str,
    open: impl FnOnce(RawResponse) -> S,
    mut next: impl AsyncFnMut(&mut S) -> Result<Option<T>, Error>,
) -> Vec<T> {
    let harness = split(text, Duration::from_millis(1));
    let mut stream = open(raw_response(&harness));
    let mut items = Vec::new();
    while let Some(item) = interrupted(&harness, async || next(&mut stream).await).unwrap() {
        items.push(item);
    }
    items
}

#[test]
fn a_dropped_read_loses_no_part_of_an_event() {
    let text = "id: 7\nevent: delete\ndata: one\ndata: two\n\ndata: three\n\ndata: [DONE]\n\n";
    let events = all(
        text,
        |response| response.events::<String>(EventForm::Text, Some("[DONE]")).into_body(),
        async |events: &mut EventStream<String>| {
            let Some(data) = events.next().await? else { return Ok(None) };
            let id = events.last_event_id().map(str::to_owned);
            Ok(Some((data, events.event_type().to_owned(), id)))
        },
    );
    let id = Some("7".to_owned());
    let expected =
        [("one\ntwo".into(), "delete".into(), id.clone()), ("three".into(), "message".into(), id)];
    assert_eq!(events, expected);
}

#[test]
fn a_dropped_read_loses_no_part_of_a_line() {
    let open = |response: RawResponse| response.json_lines::<i64>().into_body();
    let next = async |lines: &mut JsonLines<i64>| lines.next().await;
    assert_eq!(all("12\n\n345\n6", open, next), [12, 345, 6]);
}

#[test]
fn a_dropped_read_loses_no_part_of_a_text_of_a_sequence() {
    let open = |response: RawResponse| response.json_sequence::<i64>().into_body();
    let next = async |texts: &mut JsonSequence<i64>| texts.next().await;
    assert_eq!(all("\u{1e}12\n\u{1e}345\n\u{1e}6\n", open, next), [12, 345, 6]);
}

#[test]
fn a_dropped_read_loses_no_chunk() {
    let chunks: Vec<Bytes> =
        all("abcdef", |response| response.stream().into_body(), async |body| body.chunk().await);
    assert_eq!(chunks.concat(), b"abcdef");
}
