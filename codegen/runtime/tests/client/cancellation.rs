//! Each future can be dropped at each poll. Then later calls are neither refused nor delayed, and
//! lists and jobs go on where they were.

use std::error::Error;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use http::{Request, Response};

use crate::runtime::auth::{Credential, Token, TokenProvider};
use crate::runtime::client::CallOptions;
use crate::runtime::request::RequestBody;
use crate::runtime::system::{BoxFuture, Clock};
use crate::runtime::transport::{ResponseBody, Transport, TransportError};
use crate::tests::support::Harness;
use crate::tests::support::api::get_pet;
use crate::tests::support::clock::ScriptedClock;
use crate::tests::support::job::{poller, state};
use crate::tests::support::list::{Shape, page, pages};
use crate::tests::support::transport::{ScriptedResponse, ScriptedTransport, Step};

const SECOND: Duration = Duration::from_secs(1);

/// The time after which the rate limit of the server is reset.
const WINDOW: Duration = Duration::from_secs(10);

/// A server that answers a second after it has received a request.
struct Server<F> {
    clock: Arc<ScriptedClock>,
    received: AtomicUsize,
    /// The response to a request, by its number, its target and the time.
    respond: F,
}

impl<F> Transport for Server<F>
where
    F: Fn(usize, &str, Duration) -> ScriptedResponse + Send + Sync + 'static,
{
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        Box::pin(async move {
            let number = self.received.fetch_add(1, Ordering::Relaxed);
            let target = request.uri().to_string();
            let response = (self.respond)(number, &target, self.clock.elapsed());
            self.clock.sleep(SECOND).await;
            ScriptedTransport::new(self.clock.clone(), [response]).send(request).await
        })
    }
}

/// A provider that takes a second for each token.
struct SlowTokens {
    clock: Arc<ScriptedClock>,
    count: AtomicUsize,
}

impl TokenProvider for SlowTokens {
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn Error + Send + Sync>>> {
        Box::pin(async {
            self.clock.sleep(SECOND).await;
            Ok(Token::new(format!("t{}", self.count.fetch_add(1, Ordering::Relaxed))))
        })
    }
}

/// A client with retries, a rate limiter and a slow token provider.
fn harness(
    respond: impl Fn(usize, &str, Duration) -> ScriptedResponse + Send + Sync + 'static,
) -> Harness {
    let mut harness = Harness::with_retries([]);
    let clock = harness.clock.clone();
    let tokens = SlowTokens { clock: clock.clone(), count: AtomicUsize::new(0) };
    let server = Server { clock, received: AtomicUsize::new(0), respond };
    harness.builder = harness
        .builder
        .transport(Arc::new(server))
        .credential("token", Credential::provider(tokens));
    harness
}

/// The output of a future, which is dropped when it is pending for the n-th time.
fn dropped_at<T>(harness: &Harness, n: usize, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..n {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return Some(output);
        }
        assert!(harness.clock.advance(), "the future is pending without a timer");
    }
    None
}

/// Drops a future at its first pending poll, at its second one and so on, until it completes before.
/// Returns how often it was dropped.
fn drop_at_each_poll(mut completes_before: impl FnMut(usize) -> bool) -> usize {
    let first = (1..1_000).find(|n| completes_before(*n));
    first.expect("the future never completes") - 1
}

/// A pet, with what is left of the limit in the window of this time.
fn pet(remaining: &str, now: Duration) -> ScriptedResponse {
    let reset = WINDOW.saturating_sub(now).as_secs().to_string();
    let headers = [
        ("content-type", "application/json"),
        ("x-ratelimit-limit", "10"),
        ("x-ratelimit-remaining", remaining),
        ("x-ratelimit-reset", if now < WINDOW { &reset } else { "60" }),
    ];
    ScriptedResponse::with_headers(
        200,
        &headers,
        [Step::Chunk(r#"{"id":"#.into()), Step::Pause(SECOND), Step::Chunk("1}".into())],
    )
}

/// Its first response uses up the limit, the second one rejects the token, and the third one fails.
fn respond(number: usize, _: &str, now: Duration) -> ScriptedResponse {
    match number {
        0 => pet("0", now),
        1 => ScriptedResponse::empty(401),
        2 => ScriptedResponse::empty(503),
        _ => pet("8", now),
    }
}

#[test]
fn calls_that_are_dropped_before_they_are_sent_use_up_no_limit() {
    let hour = [
        ("content-type", "application/json"),
        ("x-ratelimit-limit", "10"),
        ("x-ratelimit-remaining", "8"),
        ("x-ratelimit-reset", "3600"),
    ];
    let body = || [Step::Chunk(r#"{"id":1}"#.into())];
    let harness = harness(move |_, _, _| ScriptedResponse::with_headers(200, &hour, body()));
    let client = harness.client();
    let call = || get_pet(&client, "1", CallOptions::new());
    assert!(harness.run(call()).is_ok());
    let before = harness.clock.elapsed();
    for _ in 0..20 {
        // A call first waits a second for its token, after it has been admitted.
        assert!(dropped_at(&harness, 1, call()).is_none());
    }
    assert!(harness.run(call()).is_ok());
    assert!(harness.clock.elapsed().saturating_sub(before) <= 23 * SECOND);
}

#[test]
fn a_call_that_is_dropped_at_any_poll_delays_no_later_call() {
    let mut longest = Duration::ZERO;
    let drops = drop_at_each_poll(|n| {
        let harness = harness(respond);
        let client = harness.client();
        let call = || get_pet(&client, "1", CallOptions::new());
        assert!(harness.run(call()).is_ok());
        let dropped = dropped_at(&harness, n, call());
        let before = harness.clock.elapsed();
        assert!(harness.run(call()).is_ok(), "dropped at poll {n}");
        longest = longest.max(harness.clock.elapsed().saturating_sub(before));
        dropped.is_some()
    });
    // For the limit, for tokens, and for responses, one of which is not complete before a second.
    assert!(drops >= 8, "{drops}");
    assert!(longest <= WINDOW + 8 * SECOND, "{longest:?}");
}

#[test]
fn a_list_that_is_dropped_at_any_poll_returns_each_item_once() {
    let respond = |number, target: &str, _| match (number, target) {
        (1, _) => ScriptedResponse::empty(503),
        (_, target) if target.contains("cursor=b") => page(r#""items":[4]"#),
        (_, target) if target.contains("cursor=a") => page(r#""items":[3],"next":"b""#),
        _ => page(r#""items":[1,2],"next":"a""#),
    };
    let drops = drop_at_each_poll(|n| {
        let harness = harness(respond);
        let mut items = pages(&harness, Shape::Cursor).items();
        let mut found = Vec::new();
        let mut was_dropped = false;
        loop {
            let next = dropped_at(&harness, n, items.next());
            was_dropped |= next.is_none();
            match next.unwrap_or_else(|| harness.run(items.next())).unwrap() {
                Some(item) => found.push(item),
                None => break,
            }
        }
        assert_eq!(found, [1, 2, 3, 4], "dropped at poll {n}");
        !was_dropped
    });
    assert!(drops >= 2, "{drops}");
}

#[test]
fn a_poller_that_is_dropped_at_any_poll_goes_on() {
    let respond = |number, _: &str, now| match number {
        1 => ScriptedResponse::empty(503),
        _ => state(if now < 9 * SECOND { "running" } else { "done" }),
    };
    let undisturbed = harness(respond);
    assert!(undisturbed.run(poller(&undisturbed).until_done()).is_ok());
    let drops = drop_at_each_poll(|n| {
        let harness = harness(respond);
        let mut poller = poller(&harness);
        let dropped = dropped_at(&harness, n, poller.until_done());
        if dropped.is_none() {
            assert!(harness.run(poller.until_done()).is_ok(), "dropped at poll {n}");
        }
        // The poll that was dropped is repeated, with a token and maybe after a failure.
        let longest = undisturbed.clock.elapsed() + 6 * SECOND;
        assert!(harness.clock.elapsed() <= longest, "dropped at poll {n}");
        dropped.is_some()
    });
    assert!(drops >= 6, "{drops}");
}
