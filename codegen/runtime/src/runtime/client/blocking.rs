//! Blocking calls: waits for any future of the client.
//!
//! Invariant: it never panics. In an asynchronous task it fails before anything is sent.

use std::fmt;
use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use http::Method;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::task::coop::{RestoreOnPending, poll_proceed};

use crate::runtime::request::{Idempotence, Operation};
use crate::runtime::response::{CallInfo, Error, ErrorKind};

/// The runtime that drives connections. The first call starts it, and it runs until the program
/// ends, so that connections are reused.
static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();

/// More than the budget of a task, which is 128 in Tokio 1.
const TASK_BUDGET: usize = 1024;

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
    /// The error of the future. In an asynchronous task of Tokio it fails at once with
    /// [`ErrorKind::Setup`](crate::ErrorKind::Setup); use `.await` there. In
    /// `tokio::task::spawn_blocking` it works.
    fn wait(self) -> Result<Self::Output, Error<Self::ApiError>>;
}

impl<F, T, E> Wait for F
where
    F: Future<Output = Result<T, Error<E>>>,
{
    type Output = T;
    type ApiError = E;

    fn wait(self) -> Result<T, Error<E>> {
        if is_in_task() {
            return Err(error(BlockingError::InsideTask));
        }
        match RUNTIME.get_or_init(start) {
            Some(runtime) => block_on(runtime, self),
            None => Err(error(BlockingError::NoThread)),
        }
    }
}

/// Whether this thread is polling a task of Tokio. Only there, a budget limits how often a task
/// proceeds before it returns to the scheduler; `spawn_blocking` has none.
fn is_in_task() -> bool {
    let mut context = Context::from_waker(Waker::noop());
    let mut proceeded = Vec::new();
    while Handle::try_current().is_ok() && proceeded.len() <= TASK_BUDGET {
        match poll_proceed(&mut context) {
            Poll::Ready(restore) => proceeded.push(restore),
            Poll::Pending => {
                restore(proceeded);
                return true;
            }
        }
    }
    restore(proceeded);
    false
}

/// Returns what was taken from the budget. Each value sets it to what it was before.
fn restore(mut proceeded: Vec<RestoreOnPending>) {
    while proceeded.pop().is_some() {}
}

/// Polls a future on this thread, while the runtime drives its connections and timers. The method of
/// the runtime itself panics on threads of other runtimes.
fn block_on<F: Future>(runtime: &Runtime, future: F) -> F::Output {
    let _context = runtime.enter();
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

/// Wakes a thread that is parked.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Why a call cannot block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BlockingError {
    /// The thread is running an asynchronous task.
    InsideTask,
    /// No thread could be started.
    NoThread,
}

impl fmt::Display for BlockingError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::InsideTask => {
                "an asynchronous task cannot block; use `.await` instead of `.wait()`"
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
    let call = CallInfo::unsent(&NO_OPERATION);
    Error::new(ErrorKind::Setup, call).with_source(problem).into_typed()
}
