//! A signal from a scripted server to a scripted clock.

use std::future::poll_fn;
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};

/// A signal that tasks can wait for. Clones share the signal.
#[derive(Clone, Default)]
pub struct Signal(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    is_set: bool,
    wakers: Vec<Waker>,
}

impl Signal {
    /// Notifies one waiting task.
    pub fn notify(&self) {
        let mut state = self.0.lock().unwrap();
        state.is_set = true;
        state.wakers.drain(..).for_each(Waker::wake);
    }

    /// Waits for a notification, which may have been sent already, and consumes it.
    pub fn wait(&self) -> impl Future<Output = ()> + Send + 'static {
        let signal = self.clone();
        poll_fn(move |context| {
            let mut state = signal.0.lock().unwrap();
            if std::mem::take(&mut state.is_set) {
                return Poll::Ready(());
            }
            state.wakers.push(context.waker().clone());
            Poll::Pending
        })
    }
}
