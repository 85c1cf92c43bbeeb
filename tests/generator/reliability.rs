//! The text about reliability has the numbers of the code.

use std::fs;
use std::time::Duration;

use kustomer_client::runtime::defaults::{
    ATTEMPT_TIMEOUT, CONNECT_TIMEOUT, FIRST_BACKOFF, FIRST_CLOSING, FIRST_LOOK, JOB_DEADLINE,
    LONGEST_BACKOFF, LONGEST_CLOSING, LONGEST_DOUBLED_CLOSING, LONGEST_LOOK, LONGEST_RETRY_AFTER,
    LOOK_GROWTH_PERCENT, LOOK_JITTER_PERCENT, MAX_ATTEMPTS, MAX_ERROR_BYTES, MAX_RESPONSE_BYTES,
    MISSING_JOB, OPERATION_TIMEOUT, PACE_BELOW_PERCENT, RESERVE_PERCENT, RESET_JITTER, RETRY_COST,
    RETRY_TOKENS, SUCCESS_REFUND, TIMEOUT_RETRY_COST,
};

use super::support::{fixture, generated, workspace};

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
    let text = fs::read_to_string(workspace().join("generated/RELIABILITY.md")).unwrap();
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
        ("wait before the first retry", time(FIRST_BACKOFF)),
        ("wait before any retry", time(LONGEST_BACKOFF)),
        ("wait that `Retry-After` may ask for", time(LONGEST_RETRY_AFTER)),
        ("tokens for the retries of a client", RETRY_TOKENS.to_string()),
        ("tokens for a retry", RETRY_COST.to_string()),
        ("tokens for a retry after a timeout", TIMEOUT_RETRY_COST.to_string()),
        ("tokens that a success at once gives back", SUCCESS_REFUND.to_string()),
        ("share of a rate limit that is left alone", format!("{RESERVE_PERCENT} %")),
        ("share below which requests are spread", format!("{PACE_BELOW_PERCENT} %")),
        ("wait beyond the reset of a limit", time(RESET_JITTER)),
        ("time that a limit holds all requests back", time(LONGEST_CLOSING)),
        ("first wait after a 429 without a limit", time(FIRST_CLOSING)),
        ("longest such wait, unless the server asks for more", time(LONGEST_DOUBLED_CLOSING)),
        ("waiting for a job", time(JOB_DEADLINE)),
        ("wait before the first look at it", time(FIRST_LOOK)),
        ("wait before any look at it, unless the server asks for more", time(LONGEST_LOOK)),
        ("growth of these waits while nothing changes", format!("{LOOK_GROWTH_PERCENT} %")),
        ("share of them that is left out at random", format!("{LOOK_JITTER_PERCENT} %")),
        ("time for which a job may not be found", time(MISSING_JOB)),
    ];
    let rows: Vec<_> = rows.collect();
    let expected: Vec<_> =
        expected.into_iter().map(|(bound, value)| (bound.into(), value)).collect();
    assert_eq!(rows, expected);
    let code = fs::read_to_string(workspace().join("codegen/runtime/src/defaults.rs")).unwrap();
    assert_eq!(code.matches("\npub const ").count(), rows.len(), "a default has no row");
}

#[test]
fn it_tells_of_jobs_only_where_one_can_wait_for_them() {
    let text = |name| generated(&fixture(name), "fixture-client").files["RELIABILITY.md"].clone();
    assert!(text("accept/jobs_that_are_waited_for.yaml").contains("## Waiting for jobs"));
    let without = text("accept/idempotence_by_extension.yaml");
    assert!(!without.contains("job") && !without.contains("Waiter"));
}

#[test]
fn it_tells_which_operations_are_repeated_in_doubt() {
    let output = generated(&fixture("accept/idempotence_by_extension.yaml"), "fixture-client");
    let text = &output.files["RELIABILITY.md"];
    let table = text.split("repeated in doubt").nth(1).unwrap();
    let rows: Vec<_> = table.lines().filter(|line| line.starts_with("| `")).collect();
    let expected =
        ["| `append` | PUT | no |", "| `order` | POST | yes |", "| `change` | PATCH | no |"];
    assert_eq!(rows, expected);
    let warnings = format!("{:?}", output.warnings);
    assert!(warnings.contains("unknown-idempotence"), "{warnings}");
}
