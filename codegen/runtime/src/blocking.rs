#![cfg(feature = "blocking")]
//! Calls for programs that are not asynchronous: whatever can be awaited can be waited for.
//!
//! Invariant: it never panics. A thread of an asynchronous runtime is not blocked; there, waiting is
//! an error before anything is sent.
//!
//! The feature `blocking` turns it on.

use std::sync::OnceLock;
use std::time::Duration;

use http::Method;
use tokio::runtime::{Builder, Handle, Runtime};

use super::error::{Error, ErrorKind, Trace};
use super::operation::{Idempotence, Operation};
use super::request_error::RequestError;

/// Drives connections. It is made by the first that waits, and lasts as long as the program, so that
/// connections live on from one call to the next.
static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();

/// What an error names that comes before any operation has begun.
static NO_OPERATION: Operation = Operation {
    id: "",
    method: Method::GET,
    path: "",
    idempotence: Idempotence::NotIdempotent,
    security: &[],
    server: None,
};

/// Waits for what could be awaited as well: calls that are sent, parts of streams, jobs.
pub trait Wait {
    /// What comes of it.
    type Value;
    /// The typed body of an error.
    type Failure;

    /// Blocks the thread until it is there.
    ///
    /// # Errors
    /// As where it is awaited. In a thread of an asynchronous runtime it is an error at once:
    /// await it there, or, where that thread may be blocked, use `Handle::block_on` of Tokio.
    fn wait(self) -> Result<Self::Value, Error<Self::Failure>>;
}

impl<F, T, E> Wait for F
where
    F: Future<Output = Result<T, Error<E>>>,
{
    type Value = T;
    type Failure = E;

    fn wait(self) -> Result<T, Error<E>> {
        if Handle::try_current().is_ok() {
            return Err(refuse(RequestError::InsideRuntime));
        }
        match RUNTIME.get_or_init(start) {
            Some(runtime) => runtime.block_on(self),
            None => Err(refuse(RequestError::NoRuntime)),
        }
    }
}

/// A thread of its own lets connections notice that they end while nobody waits.
fn start() -> Option<Runtime> {
    Builder::new_multi_thread()
        .worker_threads(1)
        .thread_name("api-client")
        .enable_all()
        .build()
        .ok()
}

fn refuse<E>(problem: RequestError) -> Error<E> {
    let trace = Trace {
        operation: &NO_OPERATION,
        attempts: 0,
        elapsed: Duration::ZERO,
        sent: false,
        in_doubt: false,
    };
    Error::new(ErrorKind::InvalidRequest, trace).with_source(problem).widen()
}
