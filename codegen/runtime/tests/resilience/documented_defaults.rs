//! The numbers in `RELIABILITY.md` match the code.

use std::time::Duration;

use crate::runtime::auth::{RENEWAL_MARGIN, RENEWAL_PAUSE, RENEWAL_TIMEOUT};
use crate::runtime::defaults::*;

fn time(time: Duration) -> String {
    let unit =
        |count: u128, name: &str| format!("{count} {name}{}", if count == 1 { "" } else { "s" });
    match time.as_millis() {
        millis if millis % 60_000 == 0 => unit(millis / 60_000, "minute"),
        millis if millis % 1_000 == 0 => unit(millis / 1_000, "second"),
        millis => unit(millis, "millisecond"),
    }
}

fn size(bytes: usize) -> String {
    if bytes.is_multiple_of(1 << 20) {
        format!("{} MiB", bytes >> 20)
    } else {
        format!("{} KiB", bytes >> 10)
    }
}

#[test]
fn each_documented_default_matches_the_code() {
    let text = include_str!("../../../src/emit/reliability.rs");
    let tables = text.split("const BOUNDS").nth(1).unwrap().split("const GENERAL").next().unwrap();
    let rows = tables.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| bound"));
    let rows = rows.map(|row| {
        let mut cells = row.split('|').skip(1).map(|cell| cell.trim().to_owned());
        (cells.next().unwrap(), cells.next().unwrap())
    });
    let expected = [
        ("establishing a connection", time(CONNECT_TIMEOUT)),
        ("keeping an unused connection", time(POOL_IDLE_TIMEOUT)),
        ("silence until an HTTP/2 connection is probed", time(HTTP2_KEEP_ALIVE_INTERVAL)),
        ("answering such a probe", time(HTTP2_KEEP_ALIVE_TIMEOUT)),
        ("redirects of a request, if they are followed", MAX_REDIRECTS.to_string()),
        ("an attempt: one request and its response", time(ATTEMPT_TIMEOUT)),
        ("a call with all its attempts and waits", time(OPERATION_TIMEOUT)),
        ("the body of a successful response", size(MAX_RESPONSE_BYTES)),
        ("the body of an error response", size(MAX_ERROR_BYTES)),
        ("attempts of a call", MAX_ATTEMPTS.to_string()),
        ("initial backoff", time(INITIAL_BACKOFF)),
        ("maximum backoff", time(MAX_BACKOFF)),
        ("maximum `Retry-After` that is waited for", time(MAX_RETRY_AFTER)),
        ("retry tokens of a client", RETRY_TOKENS.to_string()),
        ("tokens for a retry", RETRY_COST.to_string()),
        ("tokens for a retry after a timeout", TIMEOUT_RETRY_COST.to_string()),
        ("tokens that a success returns", SUCCESS_REFUND.to_string()),
        ("shortest time for an attempt after a wait", time(MIN_ATTEMPT_TIME)),
        ("share of a rate limit that is reserved", format!("{RESERVE_PERCENT} %")),
        ("share below which requests are paced", format!("{PACING_THRESHOLD_PERCENT} %")),
        ("interval from which requests are not paced", time(MAX_PACING_INTERVAL)),
        ("time after which a request has arrived", time(MAX_REQUEST_DELAY)),
        ("rate limits that are distinguished", MAX_RATE_LIMITS.to_string()),
        ("jitter after the reset of a rate limit", time(RESET_JITTER)),
        ("maximum wait for a rate limit", time(MAX_RATE_LIMIT_WAIT)),
        ("initial wait after a 429 without an announced limit", time(INITIAL_RATE_LIMIT_BACKOFF)),
        ("maximum such wait, unless `Retry-After` is longer", time(MAX_RATE_LIMIT_BACKOFF)),
        ("a chunk of a streamed body", time(SILENCE_TIMEOUT)),
        ("the rest of a stream of events after its last event", time(STREAM_REST_TIMEOUT)),
        ("the size of that rest", size(MAX_STREAM_REST_BYTES)),
        ("new connections of a stream of events without an event", MAX_RECONNECTIONS.to_string()),
        ("wait before the first of them, unless `retry` differs", time(RECONNECTION_DELAY)),
        ("shortest such wait", time(MIN_RECONNECTION_DELAY)),
        ("maximum such wait", time(MAX_RECONNECTION_DELAY)),
        ("jitter of such a wait", format!("{RECONNECTION_JITTER_PERCENT} %")),
        ("polling of a job", time(JOB_DEADLINE)),
        ("initial poll interval", time(INITIAL_POLL_INTERVAL)),
        ("maximum poll interval, unless `Retry-After` is longer", time(MAX_POLL_INTERVAL)),
        ("growth of the interval without progress", format!("{POLL_INTERVAL_GROWTH_PERCENT} %")),
        ("jitter of the interval", format!("{POLL_JITTER_PERCENT} %")),
        ("time for which 404 is tolerated", time(JOB_NOT_FOUND_GRACE)),
        ("polls in a row with an error that may be permanent", MAX_DOUBTFUL_POLLS.to_string()),
        ("wait for more items while the input is pending", time(BULK_LINGER)),
        ("bulk jobs that are open at once", MAX_OPEN_JOBS.to_string()),
        ("bulk jobs at once before their duration is known", INITIAL_OPEN_JOBS.to_string()),
        ("bulk requests that are submitted at once", MAX_CONCURRENT_SUBMITS.to_string()),
        ("bulk jobs that are read at once", MAX_CONCURRENT_READS.to_string()),
        ("items that wait for an earlier one with the same id", MAX_PARKED_ITEMS.to_string()),
        ("the size of these items", size(MAX_PARKED_BYTES)),
        ("the size of items that may be tried again", size(MAX_RETAINED_BYTES)),
        ("bulk requests in a row with the same refusal", MAX_SAME_REFUSALS.to_string()),
        ("such requests whose refusal names the items", MAX_SAME_ITEM_REFUSALS.to_string()),
        ("bulk requests in a row whose response is lost", MAX_LOST_SUBMITS.to_string()),
        ("wait after a bulk request that was not processed", time(INITIAL_SUBMIT_BACKOFF)),
        ("wait before an item is tried again", time(INITIAL_ITEM_BACKOFF)),
        ("maximum such wait", time(MAX_ITEM_BACKOFF)),
        ("reads of results that a finished job does not have yet", MAX_LATE_RESULTS.to_string()),
        ("rejections in a row of a read of a bulk job", MAX_REJECTED_READS.to_string()),
    ];
    let of_tokens = [
        ("renewal of a token before it expires, or a tenth of its lifetime", time(RENEWAL_MARGIN)),
        ("wait for a renewal while the token is valid", time(RENEWAL_TIMEOUT)),
        ("time until the next renewal if one has failed", time(RENEWAL_PAUSE)),
    ];
    let rows: Vec<_> = rows.collect();
    let expected: Vec<_> = expected
        .into_iter()
        .chain(of_tokens.clone())
        .map(|(bound, value)| (bound.into(), value))
        .collect();
    assert_eq!(rows, expected);
    let code = include_str!("../../src/runtime/defaults.rs");
    assert_eq!(
        code.matches("\npub const ").count() + of_tokens.len(),
        rows.len(),
        "a default has no row"
    );
}
