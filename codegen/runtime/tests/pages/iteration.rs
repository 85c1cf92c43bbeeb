//! Iteration over pages and items: order, ends, errors, dropped futures.

use std::error::Error as _;
use std::pin::pin;
use std::task::{Context, Waker};

use crate::runtime::client::CallOptions;
use crate::runtime::pages::{PageError, Pages};
use crate::runtime::resilience::Retry;
use crate::runtime::response::ErrorKind;

use crate::tests::support::Harness;
use crate::tests::support::list::{ListThings, Shape, list, page, pages, targets};
use crate::tests::support::transport::ScriptedResponse;

fn three_pages() -> [ScriptedResponse; 3] {
    [page(r#""items":[1,2],"next":"a""#), page(r#""items":[],"next":"b""#), page(r#""items":[3]"#)]
}

/// The items until the end.
fn items(harness: &Harness, pages: Pages<ListThings>) -> Vec<i64> {
    let mut items = pages.items();
    let mut all = Vec::new();
    while let Some(item) = harness.run(items.next()).unwrap() {
        all.push(item);
    }
    assert_eq!(harness.run(items.next()).unwrap(), None);
    all
}

#[test]
fn items_come_in_the_order_of_the_pages() {
    let harness = Harness::new(three_pages());
    assert_eq!(items(&harness, pages(&harness, Shape::Cursor)), [1, 2, 3]);
    let path = "/v1/things/big?color=red";
    assert_eq!(
        targets(&harness),
        [path.to_owned(), format!("{path}&cursor=a"), format!("{path}&cursor=b")]
    );
}

#[test]
fn nothing_is_requested_before_next_and_a_page_only_when_it_is_needed() {
    let harness = Harness::new(three_pages());
    let mut items = pages(&harness, Shape::Cursor).items();
    assert_eq!(harness.transport.count(), 0);
    for (item, requests) in [(1, 1), (2, 1), (3, 3)] {
        assert_eq!(harness.run(items.next()).unwrap(), Some(item));
        assert_eq!(harness.transport.count(), requests);
    }
}

#[test]
fn the_page_limit_ends_the_list() {
    let harness = Harness::new(three_pages());
    assert_eq!(items(&harness, pages(&harness, Shape::Cursor).max_pages(2)), [1, 2]);
    assert_eq!(harness.transport.count(), 2);
    assert_eq!(items(&harness, pages(&harness, Shape::Cursor).max_pages(0)), [0; 0]);
    assert_eq!(harness.transport.count(), 2);
}

#[test]
fn the_body_may_say_that_no_page_follows() {
    let harness = Harness::new([
        page(r#""items":[1],"next":"a","more":true"#),
        page(r#""items":[2],"next":"b","more":false"#),
    ]);
    assert_eq!(items(&harness, pages(&harness, Shape::Cursor)), [1, 2]);
}

#[test]
fn a_response_that_is_no_page_ends_the_pages_and_is_an_error_of_the_items() {
    let other = || ScriptedResponse::new(202, "application/json", r#"{"progress":50}"#);
    let first = || page(r#""items":[1],"next":"a""#);
    let harness = Harness::new([first(), other(), first(), other(), page(r#""items":[2]"#)]);
    let mut read = pages(&harness, Shape::Cursor);
    let mut statuses = Vec::new();
    while let Some(page) = harness.run(read.next()).unwrap() {
        statuses.push(page.status().as_u16());
    }
    assert_eq!(statuses, [200, 202]);
    let mut items = pages(&harness, Shape::Cursor).items();
    assert_eq!(harness.run(items.next()).unwrap(), Some(1));
    let error = harness.run(items.next()).unwrap_err();
    let source = error.source().and_then(|source| source.downcast_ref());
    assert_eq!(source, Some(&PageError::OtherResponse(http::StatusCode::ACCEPTED)));
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert_eq!(harness.run(items.next()).unwrap(), Some(2));
    assert_eq!(harness.run(items.next()).unwrap(), None);
}

#[test]
fn an_offset_grows_by_the_items_received_until_a_page_is_empty_or_the_total_is_reached() {
    let harness = Harness::new([
        page(r#""items":[1,2,3]"#),
        page(r#""items":[4]"#),
        page(r#""items":[]"#),
        page(r#""items":[1,2],"total":3"#),
        page(r#""items":[3],"total":2"#),
        page(r#""items":[4],"total":2"#),
    ]);
    assert_eq!(items(&harness, pages(&harness, Shape::Offset)), [1, 2, 3, 4]);
    let path = "/v1/things/big?color=red";
    assert_eq!(
        targets(&harness),
        [path.to_owned(), format!("{path}&offset=3"), format!("{path}&offset=4")]
    );
    let from_ten = ListThings { offset: Some(10), ..list(&harness, Shape::Offset) };
    assert_eq!(items(&harness, Pages::new(from_ten)), [1, 2]);
    assert_eq!(items(&harness, pages(&harness, Shape::Offset)), [3, 4]);
}

#[test]
fn a_repeated_cursor_is_an_error_after_its_page() {
    let harness = Harness::new([
        page(r#""items":[1],"next":"a""#),
        page(r#""items":[2],"next":"b""#),
        page(r#""items":[3],"next":"a""#),
    ]);
    let mut items = pages(&harness, Shape::Cursor).items();
    for item in 1..=3 {
        assert_eq!(harness.run(items.next()).unwrap(), Some(item));
    }
    for _ in 0..2 {
        let error = harness.run(items.next()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Pagination);
        let source = error.source().and_then(|source| source.downcast_ref());
        assert_eq!(source, Some(&PageError::Repeated));
        assert!(!error.is_retryable() && !error.may_have_been_processed());
    }
    assert_eq!(harness.transport.count(), 3);
}

#[test]
fn the_cursor_of_the_caller_counts_as_requested() {
    let harness = Harness::new([page(r#""items":[1],"next":"a""#)]);
    let first = ListThings { cursor: Some("a".to_owned()), ..list(&harness, Shape::Cursor) };
    let mut pages = Pages::new(first);
    assert!(harness.run(pages.next()).unwrap().is_some());
    assert_eq!(harness.run(pages.next()).unwrap_err().kind(), ErrorKind::Pagination);
}

#[test]
fn after_an_error_the_same_page_is_requested() {
    let [first, second, third] = three_pages();
    let harness = Harness::new([first, ScriptedResponse::empty(500), second, third]);
    let mut items = pages(&harness, Shape::Cursor).items();
    let mut seen = Vec::new();
    loop {
        match harness.run(items.next()) {
            Ok(Some(item)) => seen.push(item),
            Ok(None) => break,
            Err(error) => assert!(error.is_server_error()),
        }
    }
    assert_eq!(seen, [1, 2, 3]);
    assert_eq!(harness.transport.count(), 4);
}

#[test]
fn a_page_whose_future_is_dropped_is_requested_again() {
    let [first, second, third] = three_pages();
    let harness = Harness::new([first, ScriptedResponse::Hang, second, third]);
    let mut items = pages(&harness, Shape::Cursor).items();
    let mut seen = vec![harness.run(items.next()).unwrap(), harness.run(items.next()).unwrap()];
    let mut context = Context::from_waker(Waker::noop());
    assert!(pin!(items.next()).as_mut().poll(&mut context).is_pending());
    assert_eq!(harness.transport.count(), 2);
    seen.push(harness.run(items.next()).unwrap());
    assert_eq!(seen, [Some(1), Some(2), Some(3)]);
}

#[test]
fn each_page_has_its_own_retries_and_the_options_of_the_request() {
    let [first, second, third] = three_pages();
    let failure = || ScriptedResponse::empty(503);
    let harness = Harness::with_retries([failure(), first, second, failure(), failure(), third]);
    let options = CallOptions::new().header("x-trace", "t1");
    let request = ListThings { options, ..list(&harness, Shape::Cursor) };
    assert_eq!(items(&harness, Pages::new(request)), [1, 2, 3]);
    let requests = harness.transport.requests();
    assert_eq!(requests.len(), 6);
    for request in &requests {
        assert_eq!(request.headers()["x-trace"], "t1");
        assert_eq!(request.headers()["authorization"], "Bearer t0ken");
    }
}

#[test]
fn the_options_may_disable_retries() {
    let harness = Harness::with_retries([ScriptedResponse::empty(503)]);
    let options = CallOptions::new().retry(Retry::Disabled);
    let mut pages = Pages::new(ListThings { options, ..list(&harness, Shape::Cursor) });
    assert!(harness.run(pages.next()).is_err());
    assert_eq!(harness.transport.count(), 1);
}

#[test]
fn a_body_without_a_list_is_a_page_without_items() {
    let harness = Harness::new([page(r#""next":"a""#), page(r#""items":[1]"#)]);
    assert_eq!(items(&harness, pages(&harness, Shape::Cursor)), [1]);
}

#[test]
fn iterators_and_their_futures_are_send_and_show_no_cursor() {
    fn is_send<T: Send>(_: T) {}
    let harness = Harness::new([]);
    let first = ListThings { cursor: Some("s3cret".to_owned()), ..list(&harness, Shape::Cursor) };
    let mut pages = Pages::new(first.clone()).max_pages(3);
    assert!(!format!("{pages:?} {:?}", Pages::new(first).items()).contains("s3cret"));
    is_send(pages.next());
    let mut items = pages.items();
    is_send(items.next());
    is_send(items);
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_program_reads_pages_and_items() {
    use crate::runtime::client::Wait;

    let harness = Harness::new(three_pages());
    let mut items = pages(&harness, Shape::Cursor).items();
    assert_eq!(items.next().wait().unwrap(), Some(1));
    let mut pages = pages(&harness, Shape::Cursor);
    assert!(pages.next().wait().unwrap().is_some());
}
