//! The defaults: timeouts, size limits, and the parameters of retries, rate limits and polling.
//!
//! Invariant: each default is a constant here and nowhere else, and `RELIABILITY.md` lists all of
//! them.

use std::time::Duration;

/// The timeout for establishing a connection. Protects against unreachable hosts.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// The time for which a connection is kept that is not used. It is shorter than that of common
/// servers, which close such connections after 5 seconds or more. Protects against requests of which
/// nobody knows whether they were processed.
pub const POOL_IDLE_TIMEOUT: Duration = Duration::from_secs(4);

/// The silence of a server after which an HTTP/2 connection with requests is probed.
pub const HTTP2_KEEP_ALIVE_INTERVAL: Duration = Duration::from_secs(15);

/// The time in which a server answers such a probe. Protects against connections that are dead.
pub const HTTP2_KEEP_ALIVE_TIMEOUT: Duration = Duration::from_secs(10);

/// The number of redirects of a request that are followed, if any are. Protects against loops.
pub const MAX_REDIRECTS: usize = 10;

/// The timeout of an attempt: of sending a request and reading its response. Protects against
/// servers that stall.
pub const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);

/// The timeout of a call with all its attempts and waits.
pub const OPERATION_TIMEOUT: Duration = Duration::from_secs(2 * 60);

/// The maximum size of the body of a successful response. Protects the memory of the program.
pub const MAX_RESPONSE_BYTES: usize = 8 << 20;

/// The maximum size of the body of an error response.
pub const MAX_ERROR_BYTES: usize = 256 << 10;

/// The timeout of receiving a chunk of a streamed body. Protects against connections that died
/// without a notice.
pub const SILENCE_TIMEOUT: Duration = Duration::from_secs(2 * 60);

/// The time for which the end of a stream is awaited after the event that marks it, so that the
/// connection can be used again.
pub const STREAM_REST_TIMEOUT: Duration = Duration::from_millis(250);

/// The maximum number of bytes after that event. With more, the connection is closed.
pub const MAX_STREAM_REST_BYTES: usize = 64 << 10;

/// The maximum number of times that a stream of events is opened again without an event.
pub const MAX_RECONNECTIONS: u32 = 5;

/// The wait before a stream of events is opened again, unless the server asks for another one. It
/// doubles with each further attempt.
pub const RECONNECTION_DELAY: Duration = Duration::from_secs(3);

/// The shortest such wait, whatever the server asks for. Protects an overloaded server.
pub const MIN_RECONNECTION_DELAY: Duration = Duration::from_millis(100);

/// The longest such wait, whatever the server asks for. Protects against waits that the server
/// chooses.
pub const MAX_RECONNECTION_DELAY: Duration = Duration::from_secs(60);

/// The maximum percentage by which such a wait is prolonged at random, so that clients do not all
/// connect at once.
pub const RECONNECTION_JITTER_PERCENT: u32 = 25;

/// The maximum number of attempts of a call. Protects an overloaded server.
pub const MAX_ATTEMPTS: u32 = 4;

/// The bound of the wait before the first retry. It doubles with each further retry.
pub const INITIAL_BACKOFF: Duration = Duration::from_millis(250);

/// The bound of the wait before any retry, unless the server asks for more.
pub const MAX_BACKOFF: Duration = Duration::from_secs(20);

/// The longest `Retry-After` that a retry waits for. Protects against waits that the server chooses.
pub const MAX_RETRY_AFTER: Duration = Duration::from_secs(60);

/// The tokens in the retry budget of a client. Protects a server that fails for all calls.
pub const RETRY_TOKENS: u32 = 100;

/// The number of tokens that a retry takes from the budget.
pub const RETRY_COST: u32 = 5;

/// The number of tokens that a retry after a timeout takes. It is higher because a timeout suggests
/// overload.
pub const TIMEOUT_RETRY_COST: u32 = 10;

/// The number of tokens that a success of the first attempt returns to the budget.
pub const SUCCESS_REFUND: u32 = 1;

/// The shortest time that an attempt needs. A call that would have less left after a wait fails
/// instead. Protects against attempts of which nobody knows how they ended.
pub const MIN_ATTEMPT_TIME: Duration = Duration::from_secs(1);

/// The percentage of an announced rate limit that is reserved for other programs. It is at least
/// one request.
pub const RESERVE_PERCENT: u64 = 10;

/// The percentage of an announced rate limit below which the remaining requests are spread over the
/// rest of the window.
pub const PACING_THRESHOLD_PERCENT: u64 = 50;

/// The interval from which requests are not paced, because a call would wait for what may be sent.
pub const MAX_PACING_INTERVAL: Duration = Duration::from_secs(1);

/// The time after which a request has arrived at the server. What the server announces later
/// includes it.
pub const MAX_REQUEST_DELAY: Duration = Duration::from_secs(5);

/// The number of rate limits of one server that are distinguished. Protects the memory of the
/// program.
pub const MAX_RATE_LIMITS: usize = 64;

/// The maximum jitter after the reset of an exhausted rate limit, so that clients do not all send at
/// once.
pub const RESET_JITTER: Duration = Duration::from_millis(250);

/// The longest time for which a rate limit blocks all requests. After it, one request is sent for
/// each such time, because the announced reset may be wrong.
pub const MAX_RATE_LIMIT_WAIT: Duration = Duration::from_secs(2 * 60);

/// The backoff after the first 429 without an announced limit. It doubles with each further 429.
pub const INITIAL_RATE_LIMIT_BACKOFF: Duration = Duration::from_secs(1);

/// The maximum backoff after a 429 without an announced limit, unless the server asks for more.
pub const MAX_RATE_LIMIT_BACKOFF: Duration = Duration::from_secs(60);

/// The deadline of polling a job. Protects against jobs that never finish.
pub const JOB_DEADLINE: Duration = Duration::from_secs(15 * 60);

/// The poll interval before the first poll, and after a poll that found progress.
pub const INITIAL_POLL_INTERVAL: Duration = Duration::from_secs(1);

/// The maximum poll interval, unless the server asks for more.
pub const MAX_POLL_INTERVAL: Duration = Duration::from_secs(15);

/// The percentage by which the poll interval grows after a poll that found no progress.
pub const POLL_INTERVAL_GROWTH_PERCENT: u32 = 50;

/// The maximum percentage by which a poll interval is shortened at random, so that clients do not
/// all poll at once.
pub const POLL_JITTER_PERCENT: u32 = 20;

/// The time after the start of polling in which 404 is tolerated. A new job may not be visible to
/// all replicas of a server at once.
pub const JOB_NOT_FOUND_GRACE: Duration = Duration::from_secs(30);

/// The number of polls in a row after which an error ends polling that may be permanent: of the
/// token provider, or a success of a media type that is not declared.
pub const MAX_DOUBTFUL_POLLS: u32 = 5;

/// The time for which a bulk request waits for more items while the input is pending. Protects
/// against inputs that trickle.
pub const BULK_LINGER: Duration = Duration::from_millis(200);

/// The maximum number of bulk jobs that are open at once.
pub const MAX_OPEN_JOBS: usize = 256;

/// The number of bulk jobs that are open at once before it is known how long they take.
pub const INITIAL_OPEN_JOBS: usize = 16;

/// The number of bulk requests that are submitted at once.
pub const MAX_CONCURRENT_SUBMITS: usize = 16;

/// The number of bulk jobs whose state or results are read at once. It is greater than that of
/// submits, because finishing a job has priority over starting one.
pub const MAX_CONCURRENT_READS: usize = 48;

/// The number of bulk items that wait for an earlier item with the same id. Protects the memory of
/// the program.
pub const MAX_PARKED_ITEMS: usize = 1_000;

/// The bytes of bulk items that wait for an earlier item with the same id.
pub const MAX_PARKED_BYTES: usize = 8 << 20;

/// The bytes of bulk items that are kept until their job is finished, because they may be tried
/// again.
pub const MAX_RETAINED_BYTES: usize = 64 << 20;

/// The number of bulk requests in a row that are refused with the same error before the run stops.
/// Protects the rate limit from an error in all items.
pub const MAX_SAME_REFUSALS: u32 = 3;

/// The same for requests whose refusal names the items, and for those that look for them.
pub const MAX_SAME_ITEM_REFUSALS: u32 = 20;

/// The wait after a bulk request that was not processed, or whose response is lost, before another one
/// is submitted. It doubles with each further one.
pub const INITIAL_SUBMIT_BACKOFF: Duration = Duration::from_secs(1);

/// The wait before an item is tried again that a bulk job has refused in passing. It doubles with
/// each further attempt.
pub const INITIAL_ITEM_BACKOFF: Duration = Duration::from_secs(1);

/// The longest such wait.
pub const MAX_ITEM_BACKOFF: Duration = Duration::from_secs(60);

/// The number of times that results are read again which a finished job does not have yet.
pub const MAX_LATE_RESULTS: u32 = 2;

/// The number of rejections in a row after which the results of a bulk job are given up.
pub const MAX_REJECTED_READS: u32 = 3;

/// The number of bulk requests in a row that may have been processed, without a response that says so,
/// before the run stops. Protects the rest of the items from becoming unknown as well.
pub const MAX_LOST_SUBMITS: u32 = 5;
