//! A timer for programs without a runtime of Tokio: a thread that sleeps and wakes.
//!
//! Invariant: the wait ends. If there is no thread to be had, it ends at once.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Waker};
use std::thread;
use std::time::Duration;

/// What the thread and the one that waits tell each other.
#[derive(Default)]
struct State {
    is_over: bool,
    waiting: Option<Waker>,
}

/// Waits.
pub(super) async fn sleep(duration: Duration) {
    let state = Arc::new(Mutex::new(State::default()));
    let shared = Arc::clone(&state);
    let ring = move || {
        thread::sleep(duration);
        let mut state = shared.lock().unwrap_or_else(PoisonError::into_inner);
        state.is_over = true;
        if let Some(waker) = state.waiting.take() {
            waker.wake();
        }
    };
    if thread::Builder::new().spawn(ring).is_err() {
        return;
    }
    poll_fn(|context| {
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.is_over {
            return Poll::Ready(());
        }
        state.waiting = Some(context.waker().clone());
        Poll::Pending
    })
    .await;
}
