//! The runtime of every generated client, as a crate of its own, so that it can be compiled and
//! tested without an API.
//!
//! It exports what a generated client exports, so that the examples in the documentation compile in
//! both. The module `runtime`, with everything else, is private in both.

#![allow(dead_code, unused_imports, unused_macros, reason = "generated code uses the rest")]

mod runtime;

#[cfg(feature = "blocking")]
pub use self::runtime::client::Wait;
#[cfg(feature = "client")]
pub use self::runtime::client::{CallOptions, Client, ClientBuilder, ConfigError};
#[cfg(feature = "client")]
pub use self::runtime::jobs::{
    JobResult, PollPolicy, PollPolicyError, PollRequest, Poller, Progress,
};
pub use self::runtime::json::Field;
#[cfg(feature = "client")]
pub use self::runtime::pages::{Items, PageError, PageRequest, Pages};
#[cfg(feature = "client")]
pub use self::runtime::request::{
    Body, FilePart, Idempotence, Multipart, Operation, RequestError, SequenceBody,
};
#[cfg(feature = "client")]
pub use self::runtime::resilience::{
    FailedRequest, RateLimitStatus, RateLimiter, RateLimiting, Retry, RetryBudget, RetryDecision,
    RetryPolicy, RetryPolicyError,
};
#[cfg(feature = "client")]
pub use self::runtime::response::{ByteStream, Error, ErrorKind, Header, Problem, Response};
pub use self::runtime::scalars::{Base64, Base64Url, Date, DateTime};
#[cfg(feature = "client")]
pub use self::runtime::streams::{
    EventStream, JsonLines, JsonSequence, ReconnectingEvents, Reconnection,
};
#[cfg(feature = "client")]
pub use self::runtime::system::{Clock, Random, SystemClock, SystemRandom, Timeout};

/// Credentials and the tokens in them.
#[cfg(feature = "client")]
pub mod auth {
    pub use crate::runtime::auth::{
        ClientCredentials, Credential, TOKEN_REQUEST, Token, TokenProvider,
    };
}

/// Many items in few requests, each with its outcome.
#[cfg(feature = "client")]
pub mod bulk {
    pub use crate::runtime::bulk::{
        Bulk, BulkError, BulkRequest, Closed, Failure, Handle, ItemResult, Journal, JournalError,
        JournalStorage, Outcome, Report, Run, Sender, Summary, UnknownReason,
    };
}

/// Decoding of JSON text, and its errors.
pub mod json {
    pub use crate::runtime::json::{DecodeError, DecodeErrorKind, Kind, from_slice, from_str};
}

/// Observers of calls.
#[cfg(feature = "client")]
pub mod observe {
    #[cfg(feature = "opentelemetry-0-33")]
    pub use crate::runtime::observe::Metrics;
    pub use crate::runtime::observe::{Event, EventKind, Observer, Outcome};
}

/// Transports and the bodies that they send and receive.
#[cfg(feature = "client")]
pub mod transport {
    pub use crate::runtime::request::{BodyStream, BoxError, OutgoingBody, RequestBody};
    pub use crate::runtime::system::BoxFuture;
    pub use crate::runtime::transport::{
        HttpTransport, HttpTransportBuilder, Phase, Redirects, ResponseBody, TlsVersion, Transport,
        TransportError,
    };
}

/// Tests without a network and without waiting.
#[cfg(feature = "testing")]
pub mod testing {
    pub use crate::runtime::testing::{MockResponse, MockTransport, PausedClock, VerifyError};
}

#[cfg(test)]
#[path = "../tests/main.rs"]
mod tests;

#[cfg(fuzzing)]
#[path = "../tests/fuzzing.rs"]
pub mod fuzzing;

#[cfg(fuzzing)]
#[path = "../tests"]
mod tests {
    pub(crate) mod support;
}
