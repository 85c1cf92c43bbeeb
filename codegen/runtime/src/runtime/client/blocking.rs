//! Blocking calls: waits for any future of the client.
//!
//! Invariant: it never panics. On a thread of an asynchronous runtime it fails before anything is
//! sent.

use std::fmt;
use std::sync::OnceLock;
use std::time::Duration;

use http::Method;
use tokio::runtime::{Builder, Handle, Runtime};

use crate::runtime::request::{Idempotence, Operation};
use crate::runtime::response::{CallInfo, Error, ErrorKind};

/// The runtime that drives connections. The first call starts it, and it runs until the program
/// ends, so that connections are reused.
static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();

/// The operation of an error that occurs before any operation has started.
static NO_OPERATION: Operation = Operation {
    id: "",
    method: Method::GET,
    path: "",
    idempotence: Idempotence::NotIdempotent,
    security: &[],
    server: None,
};

/// Blocks the thread until a future is ready, in place of `.await`. All futures of this crate that
/// return an [`Error`](crate::Error) implement it: calls, chunks of streams, pollers. The feature
/// `blocking` enables it.
///
/// ```
/// use bytes::Bytes;
/// use runtime::{ByteStream, Error, Wait};
///
/// fn read(body: ByteStream) -> Result<Bytes, Error> {
///     body.bytes().wait()
/// }
/// ```
pub trait Wait {
    /// The output of the future on success.
    type Output;
    /// The typed body of an error.
    type ApiError;

    /// Blocks the thread until the future is ready.
    ///
    /// # Errors
    /// The error of the future. On a thread of an asynchronous runtime it fails at once with
    /// [`ErrorKind::Setup`](crate::ErrorKind::Setup); use `.await` there.
    fn wait(self) -> Result<Self::Output, Error<Self::ApiError>>;
}

impl<F, T, E> Wait for F
where
    F: Future<Output = Result<T, Error<E>>>,
{
    type Output = T;
    type ApiError = E;

    fn wait(self) -> Result<T, Error<E>> {
        if Handle::try_current().is_ok() {
            return Err(error(BlockingError::InsideRuntime));
        }
        match RUNTIME.get_or_init(start) {
            Some(runtime) => runtime.block_on(self),
            None => Err(error(BlockingError::NoThread)),
        }
    }
}

/// Why a call cannot block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BlockingError {
    /// The thread belongs to an asynchronous runtime.
    InsideRuntime,
    /// No thread could be started.
    NoThread,
}

impl fmt::Display for BlockingError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::InsideRuntime => {
                "a thread of an asynchronous runtime cannot block; use `.await` instead of `.wait()`"
            }
            Self::NoThread => "no thread could be started for the runtime",
        })
    }
}

impl std::error::Error for BlockingError {}

/// Starts the runtime. Its worker thread drives connections while no thread is blocked.
fn start() -> Option<Runtime> {
    Builder::new_multi_thread()
        .worker_threads(1)
        .thread_name("api-client")
        .enable_all()
        .build()
        .ok()
}

fn error<E>(problem: BlockingError) -> Error<E> {
    let call = CallInfo {
        operation: &NO_OPERATION,
        attempts: 0,
        elapsed: Duration::ZERO,
        sent: false,
        ambiguous: false,
    };
    Error::new(ErrorKind::Setup, call).with_source(problem).into_typed()
}
