//! Tests of programs that call the API, without a network and without waiting. The feature
//! `testing` enables it.
//!
//! [`MockTransport`] takes the place of the network: it returns responses by operation, which are queued
//! or computed, and records the requests. [`PausedClock`] skips all waits in tests with paused time.
//!
//! Depends on `request`, `system` and `transport`.

mod mock_response;
mod mock_transport;
mod paused_clock;
mod script;
mod verify_error;

pub use self::mock_response::MockResponse;
pub use self::mock_transport::MockTransport;
pub use self::paused_clock::PausedClock;
pub use self::verify_error::VerifyError;
