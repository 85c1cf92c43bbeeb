//! Sleeping outside of a Tokio runtime: a thread sleeps and wakes the task.
//!
//! Invariant: the sleep ends. If no thread can be started, it ends at once.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Waker};
use std::thread;
use std::time::Duration;

/// State that the thread and the task share.
#[derive(Default)]
struct State {
    elapsed: bool,
    waker: Option<Waker>,
}

/// Completes after `duration`.
pub(crate) async fn sleep(duration: Duration) {
    let state = Arc::new(Mutex::new(State::default()));
    let shared = Arc::clone(&state);
    let timer = move || {
        thread::sleep(duration);
        let mut state = shared.lock().unwrap_or_else(PoisonError::into_inner);
        state.elapsed = true;
        if let Some(waker) = state.waker.take() {
            waker.wake();
        }
    };
    if thread::Builder::new().spawn(timer).is_err() {
        return;
    }
    poll_fn(|context| {
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.elapsed {
            return Poll::Ready(());
        }
        state.waker = Some(context.waker().clone());
        Poll::Pending
    })
    .await;
}
