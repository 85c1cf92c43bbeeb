//! Retries and rate limits: whether and when a request is sent, and sent again.
//!
//! Depends on `request`, `response` and `system`.

mod backoff;
mod bucket;
mod closure;
mod failed_attempt;
mod in_flight;
mod limit_state;
mod permit;
mod rate_limit_fields;
mod rate_limit_headers;
mod rate_limit_status;
mod rate_limiter;
mod rate_limiting;
mod request_queue;
mod reset_time;
mod retry;
mod retry_decision;
mod retry_policy;
mod token_bucket;
mod uncounted;
mod wait;
mod window;

pub(crate) use self::backoff::Backoff;
pub(crate) use self::failed_attempt::FailedAttempt;
pub(crate) use self::permit::Permit;
pub use self::rate_limit_status::RateLimitStatus;
pub use self::rate_limiter::RateLimiter;
pub(crate) use self::rate_limiter::Refusal;
pub use self::rate_limiting::RateLimiting;
pub use self::retry::Retry;
pub use self::retry_decision::{FailedRequest, RetryDecision};
pub use self::retry_policy::{RetryBudget, RetryPolicy, RetryPolicyError};
pub(crate) use self::token_bucket::TokenBucket;
