//! `RELIABILITY.md` of the generated crate: timeouts, retries, rate limits, polling, bulk operations and
//! pages.
//!
//! Invariant: each number is one of `runtime/src/runtime/defaults.rs`, or of the only file that needs
//! it, which a test compares.

use super::{Origin, client_credentials, reconnecting};
use crate::format;
use crate::ir::{Idempotence, Method};
use crate::rust::Api;
use crate::text::{Line, code_span, line};

/// The lines of the file.
pub(super) fn lines(api: &Api, origin: &Origin) -> Vec<Line> {
    let has_jobs = api.operations.iter().any(|operation| operation.poller.is_some());
    let (job_bounds, jobs) = if has_jobs { (POLLING_BOUNDS, POLLING) } else { ("", "") };
    let has_bulk = api.operations.iter().any(|operation| operation.bulk.is_some());
    let (bulk_bounds, bulk) = if has_bulk { (BULK_BOUNDS, BULK) } else { ("", "") };
    let mut lines = vec![format::header("<!--", &origin.source, " -->")];
    let has_pages = api.operations.iter().any(|operation| operation.pages.is_some());
    let pages = if has_pages { PAGES } else { "" };
    let has_streams = api.operations.iter().any(|operation| !operation.streams.is_empty());
    let (stream_bounds, streams) = if has_streams { (STREAM_BOUNDS, STREAMS) } else { ("", "") };
    let reconnects = api.operations.iter().any(|it| reconnecting::item(it).is_some());
    let (reconnection_bounds, reconnection) =
        if reconnects { (RECONNECTION_BOUNDS, RECONNECTION) } else { ("", "") };
    let mut parameters = api.operations.iter().flat_map(|operation| &operation.parameters);
    let keys = if parameters.any(|it| it.is_idempotency_key) { KEYS } else { "" };
    let has_tokens = client_credentials::is_used(api);
    let (token_bounds, tokens) = if has_tokens { (TOKEN_BOUNDS, TOKENS) } else { ("", "") };
    let bounds =
        [BOUNDS, stream_bounds, reconnection_bounds, job_bounds, bulk_bounds, token_bounds];
    let topics = [GENERAL, keys, tokens, streams, reconnection, jobs, bulk, pages, OBSERVING];
    lines.extend(bounds.into_iter().chain(topics).flat_map(Line::all));
    if !api.operations.is_empty() {
        lines.extend(Line::all(OPERATIONS));
        for operation in &api.operations {
            let idempotent = match operation.idempotence {
                Idempotence::Idempotent => "yes",
                Idempotence::NotIdempotent => "no",
                Idempotence::WithKey => "with its key",
            };
            let name = operation.name.shown();
            let method = match &operation.method {
                Method::Fixed(method) => Line::from(*method),
                Method::Additional(token) => code_span::cell(token),
            };
            lines.push(line!["| `", name, "` | ", method, " | ", idempotent, " |"]);
        }
    }
    lines
}

const OPERATIONS: &str = "
## Idempotent operations

| method | HTTP | idempotent |
|---|---|---|
";

const BOUNDS: &str = "
# Reliability

What the client does by itself, and every bound on what it waits for, retries and reads. The setters
are those of `ClientBuilder` for all calls, and of `CallOptions` for one call. `Disabled` turns a
feature off, which differs from leaving it unset.

## Bounds

| bound | default | set by | protects against |
|---|---|---|---|
| establishing a connection | 5 seconds | `connect_timeout` | unreachable hosts |
| keeping an unused connection | 4 seconds | `HttpTransportBuilder::pool_idle_timeout` | requests at the moment when a server closes |
| silence until an HTTP/2 connection is probed | 15 seconds | `HttpTransportBuilder::http2_keep_alive_interval` | dead connections |
| answering such a probe | 10 seconds | `HttpTransportBuilder::http2_keep_alive_timeout` | dead connections |
| redirects of a request, if they are followed | 10 | `HttpTransportBuilder::redirect` | redirects in a circle |
| an attempt: one request and its response | 30 seconds | `attempt_timeout` | servers that stall |
| a call with all its attempts and waits | 2 minutes | `operation_timeout` | waits that add up |
| the body of a successful response | 8 MiB | `max_response_bytes` | exhausted memory |
| the body of an error response | 256 KiB | | exhausted memory |
| attempts of a call | 4 | `RetryPolicy::max_attempts` | load on a failing server |
| initial backoff | 250 milliseconds | `RetryPolicy::backoff` | synchronized retries |
| maximum backoff | 20 seconds | `RetryPolicy::backoff` | waits that double without end |
| maximum `Retry-After` that is waited for | 1 minute | `RetryPolicy::max_retry_after` | waits that a server chooses |
| retry tokens of a client | 100 | `RetryPolicy::budget` | retries that multiply the load |
| tokens for a retry | 5 | | |
| tokens for a retry after a timeout | 10 | | |
| tokens that a success returns | 1 | | |
| shortest time for an attempt after a wait | 1 second | | requests whose result comes too late |
| share of a rate limit that is reserved | 10 % | `rate_limiter` | starving other clients of the limit |
| share below which requests are paced | 50 % | `rate_limiter` | a limit that is used up at once |
| interval from which requests are not paced | 1 second | `rate_limiter` | waits for what may be sent |
| time after which a request has arrived | 5 seconds | | requests that count twice or never |
| rate limits that are distinguished | 64 | | exhausted memory |
| jitter after the reset of a rate limit | 250 milliseconds | `rate_limiter` | synchronized requests |
| maximum wait for a rate limit | 2 minutes | `rate_limiter` | invalid limits |
| initial wait after a 429 without an announced limit | 1 second | `rate_limiter` | servers that announce no limit |
| maximum such wait, unless `Retry-After` is longer | 1 minute | `rate_limiter` | waits that double without end |
";

/// What is done about idempotency keys.
const KEYS: &str = "
## Idempotency keys

A server recognizes a repeated request by its idempotency key, a header such as `Idempotency-Key`. The
client sets it to a random UUID for each call, unless the caller sets it. All attempts of a call have the
same key. An operation that is idempotent `with its key` is retried like an idempotent one.

Another call has another key, so a call that has failed in doubt can be repeated safely only with a key
of the caller. `Error::is_retryable` respects that. Each page of a list, each poll of a job and each
connection of a stream of events is a request of its own, with a new key; only the first page has the key
of the caller.
";

/// What is done for tokens in exchange for client credentials.
const TOKENS: &str = "
## Client credentials

A client that is built with `ClientCredentials` requests a token when a call needs one, and keeps it
until shortly before it expires. Clones of the client share it.

- The request is a call of its own, with the transport, clock, timeouts, retries and observer of the
  client, but without its default headers, credentials and rate limiter: it goes to another server. The
  timeout of the call that needs the token includes it.
- Calls that need a token at the same time wait for one request, and share its token or its error.
- One call renews the token before it expires, while others use it. If that fails, calls go on with the
  token as long as it is valid.
- A token without a lifetime is kept until the server rejects it with 401. Then it is replaced as that of
  any token provider.
- Without a token a call fails with `ErrorKind::Credential`. The source of the error says what the
  authorization server has refused, and the source of that is the error of the request.
- The secret is sent by `https` only, except to this machine, or with `allow_plain_http`.
";

/// The bounds of streams.
const STREAM_BOUNDS: &str = "\
| a chunk of a streamed body | 2 minutes | `silence_timeout` | connections that died without a notice |
| the rest of a stream of events after its last event | 250 milliseconds | | streams without an end |
| the size of that rest | 64 KiB | | streams without an end |
";

/// The bounds of events over several connections.
const RECONNECTION_BOUNDS: &str = "\
| new connections of a stream of events without an event | 5 | `Reconnection::max_attempts` | servers that send nothing |
| wait before the first of them, unless `retry` differs | 3 seconds | `Reconnection::delay` | load on a failing server |
| shortest such wait | 100 milliseconds | | load on a failing server |
| maximum such wait | 1 minute | `Reconnection::max_delay` | waits that a server chooses |
| jitter of such a wait | 25 % | | synchronized connections |
";

/// The bounds of polling.
const POLLING_BOUNDS: &str = "\
| polling of a job | 15 minutes | `PollPolicy::deadline` | jobs that never finish |
| initial poll interval | 1 second | `PollPolicy::intervals` | polls that come too early |
| maximum poll interval, unless `Retry-After` is longer | 15 seconds | `PollPolicy::intervals` | results that are noticed late |
| growth of the interval without progress | 50 % | | useless polls |
| jitter of the interval | 20 % | | synchronized polls |
| time for which 404 is tolerated | 30 seconds | `PollPolicy::not_found_grace` | eventual consistency |
| polls in a row with an error that may be permanent | 5 | | waits for what never succeeds |
";

/// The bounds of bulk operations.
const BULK_BOUNDS: &str = "\
| wait for more items while the input is pending | 200 milliseconds | `Bulk::linger` | inputs that trickle |
| bulk jobs that are open at once | 256 | `Bulk::max_open_jobs` | jobs that slow each other down |
| bulk jobs at once before their duration is known | 16 | | jobs that slow each other down |
| bulk requests that are submitted at once | 16 | | load on the server |
| bulk jobs that are read at once | 48 | | load on the server |
| items that wait for an earlier one with the same id | 1000 | `Bulk::max_parked_items` | exhausted memory |
| the size of these items | 8 MiB | | exhausted memory |
| the size of items that may be tried again | 64 MiB | | exhausted memory |
| bulk requests in a row with the same refusal | 3 | | an error in all items |
| such requests whose refusal names the items | 20 | | an error in all items |
| bulk requests in a row whose response is lost | 5 | | items of which nothing is known |
| wait after a bulk request that was not processed | 1 second | | load on a failing server |
| wait before an item is tried again | 1 second | | load on a busy server |
| maximum such wait | 1 minute | | waits that double without end |
| reads of results that a finished job does not have yet | 2 | | eventual consistency |
| rejections in a row of a read of a bulk job | 3 | | waits for what never succeeds |
";

/// The bounds of tokens for client credentials.
const TOKEN_BOUNDS: &str = "\
| renewal of a token before it expires, or a tenth of its lifetime | 1 minute | | tokens that expire on their way |
| wait for a renewal while the token is valid | 5 seconds | | authorization servers that stall |
| time until the next renewal if one has failed | 10 seconds | | load on a failing authorization server |
";

const GENERAL: &str = r"
## Memory and time of decoding

The maximum size of a body limits the bytes that are received, not all that they become. Besides the
body and the result, a JSON body takes 24 bytes for each value and each name of a member while it is
decoded: usually two or three times the size of the body, and 12 times its size for a list of numbers
with one digit each, or twice that while the memory grows. Where that matters, set a lower
`max_response_bytes`. If responses are compressed (`HttpTransportBuilder::gzip`), what counts is the
unpacked body.

The time is proportional to the size of the body for all types, whatever the members are and in
whatever order they come. For a union that no tag decides, each variant that may fit is decoded.

## JSON that is not exact

- The last of several members with one name counts.
- Half of an escaped surrogate pair, which no text can contain, becomes U+FFFD.
- A number is read as the nearest float, or as the exact integer, however it is written: a number that
  is outside of the range of its type is an error of that value. Where the type is text, a number keeps
  its text.

## Retries

| failure | retried |
|---|---|
| no connection | always |
| 421, 425, 429 | always |
| 503 with `Retry-After` | always |
| 408, and any status from 500 but 501, 505, 506, 508, 510, 511 | if the operation is idempotent |
| a failed connection, or an incomplete body | if the operation is idempotent |
| a timeout | if the operation is idempotent |
| a certificate that is not trusted, or another failure of TLS | never |
| any other status | never |
| a successful response that cannot be decoded | never |
| a request whose body is a stream that cannot be opened again | never |

- A `Retry-After` that is a date is relative to the `Date` of the response and the `Age` that a cache
  has added.
- The first attempt is not delayed. The wait before a retry is random between zero and the backoff,
  which doubles with each retry; if `Retry-After` is longer, the client waits for that.
- A call whose `Retry-After` is longer than the maximum, or that would have less than a second left for
  the next attempt after the wait, fails at once. `Error::retry_after` returns the time.
- `CallOptions::idempotent` marks one call as idempotent.
- `RetryPolicy::decide` sets a predicate that is asked after each failed attempt, and can retry or stop
  it in place of this table. It is not asked about successful responses. It lifts no bound, and repeats
  no stream that cannot be opened again.
- `RequestBody::from_fn` opens a stream again for each attempt, such as a file. If that fails, so does
  the call.
- A client and its clones share the retry tokens. A retry takes tokens, and a success returns those of
  its last retry. Without tokens, calls are not retried.
- A token provider is called before each attempt, after any wait. If the server rejects its token with
  401, it is asked for another one, once for each call and once for all calls with that token. If it
  has another one, the request is sent once more at once, also without retries. A request whose body
  is a stream that cannot be opened again is not.
- A server may refuse a body before it has received it, such as with 413, and close the connection. The
  client sends a body in parts and receives before each of them, so that the response is seen. It is lost
  if it arrives, and the connection is closed, in the moment between receiving and sending. The call
  then fails as one whose connection has failed.

## `may_have_been_processed`

`Error::may_have_been_processed` is false only if the server has certainly processed none of the
attempts: no request was sent, there was no connection or no TLS, the response was a 503 with `Retry-After`, or
the status was from 300 to 499 except 408, and except 301, 302 and 303 after a method that is not safe,
such as `POST`: a server that has done what was asked answers so. Otherwise it is true. Then check the state of the resource
before another attempt, unless the operation is idempotent. `Error::is_retryable` says whether another
attempt can help and is safe.

## Rate limits

A rate limiter reads the limits that a server announces from each response, while requests go on.
Without an announcement it delays nothing. A client and its clones share one limiter. Use one
`RateLimiter` for all clients whose requests the server counts together.

It reads `RateLimit` with `RateLimit-Policy`, or else a limit, what remains of it and its reset from
`x-ratelimit-limit`, `-remaining` and `-reset` (or `-reset-after`), `x-rate-limit-…`, `ratelimit-…` or
`x-ratelimit-…-requests`. `RateLimiter::with_headers` sets other names. A reset is a number of seconds
from now, of seconds or milliseconds since 1970, a date, or a duration such as `1m30s`.

- Each limit has a name, by `RateLimit`, `x-ratelimit-bucket` or `x-ratelimit-resource`, or else is
  known by its number. An operation waits for the limits that its last response with these headers
  has announced; before its first response, for those that any operation has announced last. An
  operation whose responses announce no limit waits for none.
- A share of the limit is reserved: at least one request, unless the limit is 1. When only the reserve
  remains, requests wait for the reset. A request counts until a response includes it, that is, the
  response to a request that was sent 5 seconds later, or to itself.
- Requests are spread over the rest of the window only where that delays each by less than a second.
- A reset may be wrong. After the maximum wait, one request is sent for each such time.
- A limit of 0 is none, if the request succeeds.
- After a 429 that no announced limit explains, or a 503 with `Retry-After`, the limits of the
  operation admit nothing: for its `Retry-After` or a time that doubles with each further one,
  whichever is longer.
  Operations without a limit share such a wait. Afterwards one request is sent, and twice as many in
  each further second, until one is answered.
- Calls that wait for the same limits are sent in their order, and never wait for others. A call that
  would have less than a second left for its attempt after the wait fails at once with
  `ErrorKind::RateLimit`, and nothing is sent.
";

/// Bodies that are received in parts.
const STREAMS: &str = r"
## Streams

The methods that read a stream can be dropped at any time, for example by a timeout or in a `select`:
the next call continues where it was, and nothing is lost.

- The timeouts of attempts and calls end with the head of the response. Then each chunk of the body has
  the silence timeout. Disable it for events that may come after any time.
- The maximum size of a response is that of each item: a line, an event or a text of a sequence.
- After an error of the connection, or an item that is too large, each further read is an error. What
  had arrived of an incomplete item is never returned. An item that does not match its type is an
  error too, and the next read continues with the next item.
- After the event that marks the end, the rest of the body is received, so that its connection can be
  used again.
";

/// Events over several connections.
const RECONNECTION: &str = r"
## Events over several connections

A stream of events ends with its connection. `reconnecting`, a method of the request, reads a stream
that does not: `ReconnectingEvents`.

- When a connection ends, fails or is silent, the request is sent again, as a call with its own
  attempts, with the last id of a complete event as `Last-Event-ID`. An event that was received in part
  is forgotten.
- The wait before it is what the server asks for by `retry`, or else the default. It doubles with each
  attempt that receives no event, within the bounds, and is prolonged by the jitter.
- It ends with the event that marks the end, or with a response of the status 204. If no attempt
  receives an event, it ends with the last error, or as a stream does if there was none.
- Any other failure to open the stream is an error at once, and so is each failure of the first
  connection.
";

/// Polling of jobs.
const POLLING: &str = r"
## Polling

A `Poller` polls a job until a response has a terminal state. A state that the description does not
list is not terminal. `ClientBuilder::polling` sets the policy of all pollers, `Poller::policy` and
`Poller::deadline` that of one.

- Each poll is a call with its own attempts. If it fails with a transient error all the same (no
  connection, a timeout, a failed connection, a rate limit, or a status that is retried for an
  idempotent operation), polling continues. It also continues if the token provider fails or the response is a
  success of another media type, such as the maintenance page of a gateway, until that has happened
  five times in a row. Any other error ends it.
- A poll is not sent before the `Retry-After` of the last response, whether it failed or not. If a
  method of the response that started the job creates the poller, that applies to the first poll.
- The interval starts again with the initial one after progress: another state, or other numbers.
- A poll that would start after the deadline is not waited for, and one in progress is dropped: the
  error is `ErrorKind::JobTimeout`, and its source is the error of the last poll, if it failed. The job
  itself continues.
- `Error::job_id` is the id from which another poller can resume. A poller whose future is dropped
  continues with the next `next` or `until_done`.
";

/// Bulk operations.
const BULK: &str = r"
## Bulk operations

A run of `Bulk` sends any number of items in few requests, and returns exactly one outcome for each item
that it has taken from the input.

- An item is updated only if a result of the server says so, and has failed only if it was surely not
  applied. Everything else is unknown, with the reason. Results are assigned by the reference of the
  item and never by their position.
- Two items with the same id are never in flight at once, and keep their order.
- Each request is a call with its own attempts, and waits for the rate limits like all others, as long as
  it takes: the timeout of a call is that of `Bulk::options`, or none. A request that may have been
  processed is not sent again, and its items are unknown, unless `Bulk::resubmit_ambiguous` allows it.
- A run stops with a `BulkError`, after the outcomes of all items that it has taken, if several requests in
  a row are refused with the same error or have lost their response, if the credential is rejected, or if
  the server accepts nothing until the deadline of polling.
- How many jobs are open follows from the time that jobs take and the rate limit. The number grows while
  jobs do not get slower.
- Jobs are polled until the deadline of `ClientBuilder::polling`. A failed poll does not fail a job.
- Nothing is sent while the run is not polled, and no item is taken from the input that it cannot hold.
- `Handle::shut_down` submits nothing more and waits for open jobs. With a `Journal`, a later run
  continues where one has ended, even if the program was killed.
";

/// Lists that are read in pages.
const PAGES: &str = r"
## Pages

`Pages` and `Items` read a list page by page, and a page only when it is needed.

- Each page is a call with its own attempts, with the options of the request.
- There is no limit on the number of pages: a client that stopped elsewhere than the server would lose
  items. `Pages::max_pages` sets one.
- A page that refers to one that was read before would never end. After its items, the error is
  `ErrorKind::Pagination`.
- A link to the next page is followed only to the origin of the request, because the credentials are
  sent there. Another origin is the same error.
- After an error, or if its future is dropped, the next `next` requests the same page again. No item is
  lost, and none is returned twice.
";

const OBSERVING: &str = r#"
## The Tokio runtime

The default transport needs a Tokio runtime with timers and I/O: build it with `enable_all`. Nothing
tells beforehand whether a runtime has them, and Tokio panics if not. The client catches that panic, and
the call fails with `ErrorKind::Setup`. The panic hook still runs, which by default prints the panic, and
with `panic = "abort"` the program ends. Outside of a Tokio runtime a call fails without a panic.

## Telemetry

`ClientBuilder::observer` sets an `Observer`, which receives the start and end of calls and attempts,
and the waits between them. Whatever started also ends, as `Outcome::Dropped` if the call is dropped.
Events contain no payload, header or credential.

The feature `tracing` creates a span for each call and, in it, one for each attempt, by the conventions
of OpenTelemetry for HTTP clients: `otel.kind = client`, `otel.name`, `http.request.method`,
`server.address`, `server.port`, `url.template`, `url.full`, `http.response.status_code`,
`http.request.resend_count` of a repeated attempt, and `error.type` and `otel.status_code` of a failure.
Values of parameters are private: `url.full` has the placeholders of the path and no query. A method
that the conventions do not know is `_OTHER`, and `http.request.method_original` has its name.

The feature `opentelemetry-0-33` has an observer, `Metrics`, that records the duration of each attempt
as `http.client.request.duration`, by the same conventions. Each request also has the trace of its
caller in its headers, such as `traceparent` of W3C Trace Context, if the program sets a propagator
with `opentelemetry::global::set_text_map_propagator`. A header of the caller is not replaced.
"#;
