//! After an error of the connection or of the size, a stream returns errors only.

use crate::runtime::response::{Error, ErrorKind, RawResponse};
use crate::runtime::streams::EventForm;
use crate::runtime::transport::Phase;
use serde_json::Value;

use super::raw_response;
use crate::tests::support::Harness;
use crate::tests::support::transport::{ScriptedResponse, Step};

/// The kinds of the next reads after all complete items. The last value says whether one read more has
/// returned an item.
fn kinds<S, T>(
    steps: Vec<Step>,
    open: impl FnOnce(RawResponse) -> S,
    mut next: impl AsyncFnMut(&mut S) -> Result<Option<T>, Error>,
) -> (usize, Vec<Option<ErrorKind>>) {
    let harness = Harness::new([ScriptedResponse::with_headers(200, &[], steps)]);
    let mut stream = open(raw_response(&harness));
    let mut items = 0;
    let mut kinds = Vec::new();
    for _ in 0..6 {
        match harness.run(next(&mut stream)) {
            Ok(Some(_)) => items += 1,
            Ok(None) => kinds.push(None),
            Err(error) => kinds.push(Some(error.kind())),
        }
    }
    (items, kinds)
}

fn broken(text: &str) -> Vec<Step> {
    vec![Step::Chunk(text.to_owned().into()), Step::Failure(Phase::Body)]
}

#[test]
fn half_of_a_line_is_no_value_after_a_broken_connection() {
    let open = |response: RawResponse| response.json_lines::<i64>().into_body();
    let (items, kinds) = kinds(broken("12\n34"), open, async |lines| lines.next().await);
    assert_eq!((items, kinds), (1, vec![Some(ErrorKind::Transport); 5]));
}

#[test]
fn half_of_an_event_is_no_event_after_a_broken_connection() {
    let open = |response: RawResponse| response.events::<Value>(EventForm::Json, None).into_body();
    let text = "data: 1\n\ndata: 2\n";
    let (items, kinds) = kinds(broken(text), open, async |events| events.next().await);
    assert_eq!((items, kinds), (1, vec![Some(ErrorKind::Transport); 5]));
}

#[test]
fn half_of_a_text_of_a_sequence_is_no_value_after_a_broken_connection() {
    let open = |response: RawResponse| response.json_sequence::<Value>().into_body();
    let text = "\u{1e}1\n\u{1e}[2]";
    let (items, kinds) = kinds(broken(text), open, async |texts| texts.next().await);
    assert_eq!((items, kinds), (1, vec![Some(ErrorKind::Transport); 5]));
}

#[test]
fn a_body_has_no_end_after_a_broken_connection() {
    let open = |response: RawResponse| response.stream().into_body();
    let (items, kinds) = kinds(broken("a"), open, async |body| body.chunk().await);
    assert_eq!((items, kinds), (1, vec![Some(ErrorKind::Transport); 5]));
}

#[test]
fn what_follows_an_item_that_is_too_large_is_not_returned() {
    let large = "x".repeat(70);
    let chunk = |text: String| vec![Step::Chunk(text.into())];
    let lines = kinds(
        chunk(format!("1\n\"{large}\"\n3\n")),
        |response| response.json_lines::<Value>().into_body(),
        async |lines| lines.next().await,
    );
    let events = kinds(
        chunk(format!("data: 1\n\ndata: {large}\ndata: 2\n\ndata: 3\n\n")),
        |response| response.events::<Value>(EventForm::Json, None).into_body(),
        async |events| events.next().await,
    );
    let texts = kinds(
        chunk(format!("\u{1e}1\n\u{1e}\"{large}\"\n\u{1e}3\n")),
        |response| response.json_sequence::<Value>().into_body(),
        async |texts| texts.next().await,
    );
    for result in [lines, events, texts] {
        assert_eq!(result, (1, vec![Some(ErrorKind::BodyTooLarge); 5]));
    }
}
