//! Time and random numbers: everything that a client takes from the operating system, apart from the
//! network. Tests can replace both.
//!
//! Depends on no other folder.

mod boxed_future;
mod clock;
mod deadline;
mod jitter;
mod random;
mod thread_timer;
mod timeout;

pub use self::boxed_future::BoxFuture;
pub use self::clock::{Clock, SystemClock};
pub(crate) use self::deadline::Deadline;
pub(crate) use self::jitter::up_to;
pub use self::random::{Random, SystemRandom};
pub use self::timeout::Timeout;
