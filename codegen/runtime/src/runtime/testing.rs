//! Tests of programs that call the API, without a network and without waiting. The feature
//! `testing` enables it.
//!
//! [`MockTransport`] takes the place of the network: it returns queued responses by operation and
//! records the requests. [`PausedClock`] skips all waits in tests with paused time.
//!
//! Depends on `request`, `system` and `transport`.

mod mock_response;
mod mock_transport;
mod paused_clock;

pub use self::mock_response::MockResponse;
pub use self::mock_transport::{MockTransport, VerifyError};
pub use self::paused_clock::PausedClock;
