//! A signal from a scripted server to a scripted clock.

use std::future::poll_fn;
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};

/// A signal that one waits for. Clones are the same bell.
#[derive(Clone, Default)]
pub struct Bell(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    has_rung: bool,
    waiting: Vec<Waker>,
}

impl Bell {
    /// Gives the signal.
    pub fn ring(&self) {
        let mut state = self.0.lock().unwrap();
        state.has_rung = true;
        state.waiting.drain(..).for_each(Waker::wake);
    }

    /// Waits for the signal, which may have been given already, and takes it away.
    pub fn wait(&self) -> impl Future<Output = ()> + Send + 'static {
        let bell = self.clone();
        poll_fn(move |context| {
            let mut state = bell.0.lock().unwrap();
            if std::mem::take(&mut state.has_rung) {
                return Poll::Ready(());
            }
            state.waiting.push(context.waker().clone());
            Poll::Pending
        })
    }
}
