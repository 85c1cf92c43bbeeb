//! The numbers in `RELIABILITY.md` are those of the code.

use std::time::Duration;

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
fn each_bound_is_that_of_the_code() {
    let text = include_str!("../../../generated/RELIABILITY.md");
    let table = text.split("## Bounds").nth(1).unwrap().split("\n\n").nth(1).unwrap();
    let rows = table.lines().skip(2).map(|row| {
        let mut cells = row.split('|').skip(1).map(|cell| cell.trim().to_owned());
        (cells.next().unwrap(), cells.next().unwrap())
    });
    let expected = [
        ("making a connection", time(CONNECT_TIMEOUT)),
        ("one request and its response", time(ATTEMPT_TIMEOUT)),
        ("a call with all its attempts and waits", time(OPERATION_TIMEOUT)),
        ("the body of a success", size(MAX_RESPONSE_BYTES)),
        ("the body of an error", size(MAX_ERROR_BYTES)),
        ("requests of one call", MAX_ATTEMPTS.to_string()),
        ("wait before the first retry", time(INITIAL_BACKOFF)),
        ("wait before any retry", time(MAX_BACKOFF)),
        ("wait that `Retry-After` may ask for", time(MAX_RETRY_AFTER)),
        ("tokens for the retries of a client", RETRY_TOKENS.to_string()),
        ("tokens for a retry", RETRY_COST.to_string()),
        ("tokens for a retry after a timeout", TIMEOUT_RETRY_COST.to_string()),
        ("tokens that a success at once gives back", SUCCESS_REFUND.to_string()),
        ("share of a rate limit that is left alone", format!("{RESERVE_PERCENT} %")),
        ("share below which requests are spread", format!("{PACING_THRESHOLD_PERCENT} %")),
        ("wait beyond the reset of a limit", time(RESET_JITTER)),
        ("time that a limit holds all requests back", time(MAX_RATE_LIMIT_WAIT)),
        ("first wait after a 429 without a limit", time(INITIAL_RATE_LIMIT_BACKOFF)),
        ("longest such wait, unless the server asks for more", time(MAX_RATE_LIMIT_BACKOFF)),
        ("waiting for a job", time(JOB_DEADLINE)),
        ("wait before the first look at it", time(INITIAL_POLL_INTERVAL)),
        ("wait before any look at it, unless the server asks for more", time(MAX_POLL_INTERVAL)),
        (
            "growth of these waits while nothing changes",
            format!("{POLL_INTERVAL_GROWTH_PERCENT} %"),
        ),
        ("share of them that is left out at random", format!("{POLL_JITTER_PERCENT} %")),
        ("time for which a job may not be found", time(JOB_NOT_FOUND_GRACE)),
    ];
    let rows: Vec<_> = rows.collect();
    let expected: Vec<_> =
        expected.into_iter().map(|(bound, value)| (bound.into(), value)).collect();
    assert_eq!(rows, expected);
    let code = include_str!("../src/runtime/defaults.rs");
    assert_eq!(code.matches("\npub const ").count(), rows.len(), "a default has no row");
}
