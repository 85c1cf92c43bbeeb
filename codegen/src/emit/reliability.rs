//! `RELIABILITY.md` of the generated crate: what its client does when something fails.
//!
//! Invariant: each number is one of `runtime/src/defaults.rs`, which a test compares.

use super::Origin;
use crate::format;
use crate::ir::Idempotence;
use crate::rust::Api;

/// The text of the file.
pub(super) fn text(api: &Api, origin: Origin<'_>) -> String {
    let header = format::header("<!--", origin.source, " -->");
    let waits = api.operations.iter().any(|operation| operation.poller.is_some());
    let (looks, jobs) = if waits { (LOOKS, JOBS) } else { ("", "") };
    let mut text = format!("{header}\n{BOUNDS}{looks}{GENERAL}{jobs}{OBSERVING}");
    if !api.operations.is_empty() {
        text.push_str(OPERATIONS);
        for operation in &api.operations {
            let repeated = match operation.idempotence {
                Idempotence::Idempotent => "yes",
                Idempotence::NotIdempotent => "no",
            };
            let name = operation.name.as_str().trim_start_matches("r#");
            text.push_str(&format!("| `{name}` | {} | {repeated} |\n", operation.method));
        }
    }
    text
}

const OPERATIONS: &str = "
## Which operations are repeated in doubt

| method | HTTP | idempotent |
|---|---|---|
";

const BOUNDS: &str = "
# Reliability

What the client does by itself, and every bound on what it waits for, repeats and reads. Setters are
those of `ClientBuilder` and `CallOptions`: what is set for a call counts for that call, what is set
for the client counts for all others. `Disabled` turns something off, which is not the same as
leaving it unset.

## Bounds

| bound | default | set by | protects against |
|---|---|---|---|
| making a connection | 5 seconds | `connect_timeout` | hosts that do not answer |
| one request and its response | 30 seconds | `attempt_timeout` | servers that stall |
| a call with all its attempts and waits | 2 minutes | `operation_timeout` | all waits together |
| the body of a success | 8 MiB | `max_response_bytes` | answers that fill the memory |
| the body of an error | 256 KiB | | the same |
| requests of one call | 4 | `RetryPolicy::max_attempts` | pressing a server in trouble |
| wait before the first retry | 250 milliseconds | `RetryPolicy::backoff` | callers that come back at once |
| wait before any retry | 20 seconds | `RetryPolicy::backoff` | waits that double for ever |
| wait that `Retry-After` may ask for | 1 minute | `RetryPolicy::longest_retry_after` | waits that a server chooses |
| tokens for the retries of a client | 100 | `RetryPolicy::budget` | retries that multiply the load |
| tokens for a retry | 5 | | |
| tokens for a retry after a timeout | 10 | | |
| tokens that a success at once gives back | 1 | | |
| share of a rate limit that is left alone | 10 % | `gate` | other programs that share the limit |
| share below which requests are spread | 50 % | `gate` | a limit that is used up at once |
| wait beyond the reset of a limit | 250 milliseconds | `gate` | callers that come back at once |
| time that a limit holds all requests back | 2 minutes | `gate` | limits that make no sense |
| first wait after a 429 without a limit | 1 second | `gate` | servers that say nothing but 429 |
| longest such wait, unless the server asks for more | 1 minute | `gate` | the same |
";

/// The bounds of waiting for jobs.
const LOOKS: &str = "\
| waiting for a job | 15 minutes | `PollPolicy::deadline` | jobs that nobody works on |
| wait before the first look at it | 1 second | `PollPolicy::intervals` | questions that nobody can answer yet |
| wait before any look at it, unless the server asks for more | 15 seconds | `PollPolicy::intervals` | ends that are noticed late |
| growth of these waits while nothing changes | 50 % | | questions that tell nothing new |
| share of them that is left out at random | 20 % | | callers that come at once |
| time for which a job may not be found | 30 seconds | `PollPolicy::missing_for` | servers of which a part knows no better yet |
";

const GENERAL: &str = r#"
A body that is left to the caller as a stream has the time of an attempt for each of its parts.

## What is repeated

| failure | repeated |
|---|---|
| no connection | always |
| 429 | always |
| 503 with `Retry-After` | always |
| 408, 500, 502, 503, 504 | if the operation is idempotent |
| the connection failed, or the body broke off | if the operation is idempotent |
| a time limit ran out | if the operation is idempotent |
| any other status | never |
| a success that cannot be read | never |
| a request whose body is a stream | never |

- There is no wait before the first attempt. Before a retry, the wait is random, between none and a
  bound that starts at that of the first retry and doubles; if `Retry-After` asks for more, it is that.
- A call that would have to wait longer than `Retry-After` may ask for, or past its own time, ends at
  once. `Error::retry_after` tells how long the server asks to wait.
- The tokens belong to one client and its clones. A retry takes some; a success gives back what its
  last retry took. Without tokens, calls are not repeated.
- A token that proves who calls is asked for before each attempt.

## What "may have been processed" means

`Error::may_have_been_processed` is false only if the server has surely not done what was asked in any
of the attempts: nothing was sent, there was no connection, the server refused with a status from 300
to 499 other than 408, or it said when to come back. In doubt it is true. Then look before you repeat
the call, unless the operation is idempotent. `Error::is_retryable` tells whether repeating it can help
and does no harm.

## Rate limits

A gate reads `x-ratelimit-limit`, `-remaining` and `-reset` (seconds from now, or seconds or
milliseconds since 1970) from each response. A client and its clones have one gate. Give one `Gate` to
all clients whose requests the server counts together.

- A share of the limit is left alone: at least one request, unless the limit is 1. When nothing else is
  left, requests wait for the reset. Requests without an answer count as sent.
- While nothing is known, one request at a time finds out. After the longest time that a limit holds
  requests back, one request finds out again.
- A 429 without these headers holds all requests back: as long as it asks for, or for a time that
  doubles with each further 429.
- A call that cannot be sent within its time fails with `ErrorKind::RateLimit`, and nothing was sent.
"#;

const JOBS: &str = "
## Waiting for jobs

A `Waiter` looks at a job until an answer tells that it has ended. A state that the description does not
list is not the end. `ClientBuilder::polling` sets the policy of all waits, `Waiter::policy` and
`Waiter::deadline` that of one.

- Each look is a call with its own attempts. If it fails all the same, but in a way that may pass (no
  connection, time limits, 408, 429, 500, 502, 503, 504, a connection that failed), the next look is
  another try. Any other failure ends the wait.
- The wait for the next look begins anew with the first one after progress: another state, or other
  numbers.
- A look that would come after the deadline is not waited for, and one that is under way then is given
  up: the error is `ErrorKind::Unfinished`, and its source is what went wrong at the last look, if
  anything did. The job itself goes on.
- `Error::job_id` tells the id with which one can wait for it again. A wait that is dropped goes on
  where it was with the next `next` or `until_done`.
";

const OBSERVING: &str = "
## What can be observed

`ClientBuilder::observer` takes an `Observer`, which is told of calls, attempts, waits and their ends.
The feature `tracing` makes a span of each call, with the fields `otel.name`, `http.request.method`,
`url.template`, `server.address`, `http.response.status_code`, `http.request.resend_count` and
`error.type`. Neither shows payloads, headers or credentials.

The feature `opentelemetry-0-33` has an observer, `Metrics`, that records the duration of each request as
`http.client.request.duration`, by the conventions of OpenTelemetry. Any other observer can do the same
at `AttemptEnded`.
";
