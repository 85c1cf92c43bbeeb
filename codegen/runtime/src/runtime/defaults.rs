//! The numbers that hold unless a caller sets others: every bound on what a client waits for,
//! repeats and reads.
//!
//! Invariant: a number of behaviour is written here and nowhere else, and `RELIABILITY.md` tells
//! all of them.

use std::time::Duration;

/// How long making a connection may take. Protects against hosts that do not answer.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// How long one request and its response may take. Protects against servers that stall.
pub const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);

/// How long a call may take with all its attempts and waits.
pub const OPERATION_TIMEOUT: Duration = Duration::from_secs(2 * 60);

/// How long the body of a success may be. Protects the memory of the program.
pub const MAX_RESPONSE_BYTES: usize = 8 << 20;

/// How long the body of an error may be.
pub const MAX_ERROR_BYTES: usize = 256 << 10;

/// How many requests one call may send. Protects a server in trouble from more of it.
pub const MAX_ATTEMPTS: u32 = 4;

/// The longest wait before the first retry, which doubles with each further one.
pub const INITIAL_BACKOFF: Duration = Duration::from_millis(250);

/// The longest wait before any retry, unless the server asks for more.
pub const MAX_BACKOFF: Duration = Duration::from_secs(20);

/// The longest wait that a server may ask for. Protects against waits that a server chooses.
pub const MAX_RETRY_AFTER: Duration = Duration::from_secs(1 * 60);

/// The tokens that all calls of a client have together for retries. Protects a server that fails
/// for all of them.
pub const RETRY_TOKENS: u32 = 100;

/// What a retry costs.
pub const RETRY_COST: u32 = 5;

/// What a retry after a timeout costs, which has kept the server busy for longer.
pub const TIMEOUT_RETRY_COST: u32 = 10;

/// What the success of a first attempt gives back.
pub const SUCCESS_REFUND: u32 = 1;

/// The part of an announced limit that is left alone, in hundredths, for other programs that share
/// it. At least one request is.
pub const RESERVE_PERCENT: u64 = 10;

/// The part of an announced limit below which what is left is spread over the rest of the time.
pub const PACING_THRESHOLD_PERCENT: u64 = 50;

/// How much later than announced a used up limit is tried again, at most, so that not all callers
/// come at once.
pub const RESET_JITTER: Duration = Duration::from_millis(250);

/// How long no request is sent because of a limit, at most. Then one request finds out how things
/// stand. Protects against limits that make no sense.
pub const MAX_RATE_LIMIT_WAIT: Duration = Duration::from_secs(2 * 60);

/// How long no request is sent after the first 429 without an announced limit, which doubles with
/// each further one.
pub const INITIAL_RATE_LIMIT_BACKOFF: Duration = Duration::from_secs(1);

/// The longest of these times, unless the server asks for more.
pub const MAX_RATE_LIMIT_BACKOFF: Duration = Duration::from_secs(1 * 60);

/// How long to wait for a job. Protects against jobs that nobody works on.
pub const JOB_DEADLINE: Duration = Duration::from_secs(15 * 60);

/// The longest wait before the first look at a job, and after one that found progress.
pub const INITIAL_POLL_INTERVAL: Duration = Duration::from_secs(1);

/// The longest wait before any look at a job, unless the server asks for more.
pub const MAX_POLL_INTERVAL: Duration = Duration::from_secs(15);

/// How much longer the wait for the next look is after one that found no progress, in hundredths.
pub const POLL_INTERVAL_GROWTH_PERCENT: u32 = 50;

/// How much of the wait for a look is left out at random, at most, in hundredths, so that not all
/// callers come at once.
pub const POLL_JITTER_PERCENT: u32 = 20;

/// How long a job may not be found after the wait for it has begun. Protects against parts of a
/// server that do not know of it yet.
pub const JOB_NOT_FOUND_GRACE: Duration = Duration::from_secs(30);
