//! Sleeping outside of a Tokio runtime: one thread wakes all tasks.
//!
//! Invariant: there is at most one thread, which ends when nobody sleeps. A sleep that is dropped
//! leaves nothing behind. If the thread cannot be started, sleeps end at once.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

/// When a sleep ends, and a number that tells it from others that end then.
type Key = (Instant, u64);

/// The sleeps that have not ended.
struct Timers {
    wakers: BTreeMap<Key, Waker>,
    next_number: u64,
    thread: TimerThread,
}

enum TimerThread {
    Absent,
    Running,
}

static TIMERS: Mutex<Timers> =
    Mutex::new(Timers { wakers: BTreeMap::new(), next_number: 0, thread: TimerThread::Absent });

/// Notified when the first sleep to end is another one.
static CHANGED: Condvar = Condvar::new();

/// Completes after `duration`.
pub(crate) fn sleep(duration: Duration) -> Sleep {
    Sleep { end: Instant::now().checked_add(duration), key: None }
}

/// A sleep.
pub(crate) struct Sleep {
    /// `None` if it is later than a clock can tell.
    end: Option<Instant>,
    key: Option<Key>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Some(end) = self.end else { return Poll::Pending };
        if Instant::now() >= end {
            return Poll::Ready(());
        }
        let mut timers = timers();
        let key = self.key.unwrap_or_else(|| timers.new_key(end));
        self.key = Some(key);
        timers.wakers.insert(key, context.waker().clone());
        if !timers.is_running() {
            return Poll::Ready(());
        }
        if timers.wakers.first_key_value().is_some_and(|(first, _)| *first == key) {
            CHANGED.notify_one();
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            timers().wakers.remove(&key);
        }
    }
}

fn timers() -> MutexGuard<'static, Timers> {
    TIMERS.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Timers {
    fn new_key(&mut self, end: Instant) -> Key {
        self.next_number = self.next_number.wrapping_add(1);
        (end, self.next_number)
    }

    /// Starts the thread if it is absent. Returns whether it runs.
    fn is_running(&mut self) -> bool {
        if matches!(self.thread, TimerThread::Absent) {
            let started = thread::Builder::new().name("api-client-time".to_owned()).spawn(run);
            if started.is_ok() {
                self.thread = TimerThread::Running;
            }
        }
        matches!(self.thread, TimerThread::Running)
    }

    /// Takes the waker of a sleep that has ended.
    fn take_ended(&mut self) -> Option<Waker> {
        let first = self.wakers.first_entry().filter(|first| first.key().0 <= Instant::now())?;
        Some(first.remove())
    }
}

/// Wakes tasks until nobody sleeps.
fn run() {
    let mut timers = timers();
    loop {
        if let Some(waker) = timers.take_ended() {
            drop(timers);
            waker.wake();
            timers = self::timers();
            continue;
        }
        let Some((&(end, _), _)) = timers.wakers.first_key_value() else {
            timers.thread = TimerThread::Absent;
            return;
        };
        let rest = end.saturating_duration_since(Instant::now());
        (timers, _) = CHANGED.wait_timeout(timers, rest).unwrap_or_else(PoisonError::into_inner);
    }
}
