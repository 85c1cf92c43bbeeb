//! Sleeping outside of a Tokio runtime, and in one without timers.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use crate::runtime::request::RequestBody;
use crate::runtime::system::{BoxFuture, Clock, SystemClock, Timeout};
use crate::runtime::transport::{HttpTransport, Phase, Transport};

/// Wakes a thread that is parked.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn wait(mut sleep: Pin<&mut dyn Future<Output = ()>>) {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    while sleep.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
        thread::park();
    }
}

#[test]
fn sleeps_end_in_their_order() {
    let mut longer = SystemClock.sleep(Duration::from_millis(2));
    let mut shorter = SystemClock.sleep(Duration::from_millis(1));
    let mut context = Context::from_waker(Waker::noop());
    assert!(longer.as_mut().poll(&mut context).is_pending());
    wait(shorter.as_mut());
    wait(longer.as_mut());
    wait(SystemClock.sleep(Duration::ZERO).as_mut());
}

#[cfg(target_os = "linux")]
#[test]
fn all_sleeps_share_one_thread() {
    let threads = || std::fs::read_dir("/proc/self/task").unwrap().count();
    let before = threads();
    let mut context = Context::from_waker(Waker::noop());
    let sleeps: Vec<BoxFuture<'static, ()>> = (0..500)
        .map(|_| {
            let mut sleep = SystemClock.sleep(Duration::from_secs(30));
            assert!(sleep.as_mut().poll(&mut context).is_pending());
            sleep
        })
        .collect();
    // Other tests have threads as well.
    assert!(threads() < before + 250, "{before} {}", threads());
    drop(sleeps);
}

#[test]
fn a_sleep_longer_than_a_clock_can_tell_is_pending() {
    let mut context = Context::from_waker(Waker::noop());
    assert!(SystemClock.sleep(Duration::MAX).as_mut().poll(&mut context).is_pending());
}

#[test]
fn a_runtime_without_timers_can_sleep() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(SystemClock.sleep(Duration::from_millis(1)));
}

#[test]
fn a_runtime_without_timers_or_io_is_an_error() {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let transport = HttpTransport::new(Timeout::After(Duration::from_secs(5))).unwrap();
    for runtime in [builder.build().unwrap(), builder.enable_time().build().unwrap()] {
        let request = http::Request::get("http://127.0.0.1:9/").body(RequestBody::default());
        let error = runtime.block_on(transport.send(request.unwrap())).map(|_| ()).unwrap_err();
        assert_eq!(error.phase(), Phase::Setup);
        let source = std::error::Error::source(&error).unwrap().to_string();
        assert!(source.contains("enable_all"), "{source}");
    }
}
