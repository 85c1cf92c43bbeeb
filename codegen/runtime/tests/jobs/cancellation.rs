//! Dropping and resuming the futures of a poller.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::runtime::jobs::{PollPolicy, Poller};

use crate::tests::support::Harness;
use crate::tests::support::job::{ReadJob, poller, running, state};
use crate::tests::support::transport::ScriptedResponse;

/// Polls `next` and drops it after the clock has advanced this many times.
fn drop_after(harness: &Harness, poller: &mut Poller<ReadJob>, advances: u32) {
    let mut next = pin!(poller.next());
    let mut context = Context::from_waker(Waker::noop());
    assert!(next.as_mut().poll(&mut context).is_pending());
    for _ in 0..advances {
        harness.clock.advance();
        assert!(matches!(next.as_mut().poll(&mut context), Poll::Pending));
    }
}

#[test]
fn a_future_dropped_while_it_sleeps_resumes_the_interval() {
    let harness = Harness::new([state("done")]);
    let ten = Duration::from_secs(10);
    let mut poller = poller(&harness).policy(PollPolicy::new().intervals(ten, ten));
    drop_after(&harness, &mut poller, 0);
    assert_eq!(harness.transport.count(), 0);
    let before = harness.clock.elapsed();
    harness.run(poller.until_done()).unwrap();
    let slept = harness.clock.elapsed().saturating_sub(before);
    assert!((8..=10).contains(&slept.as_secs()), "{slept:?}");
    assert_eq!(harness.transport.count(), 1);
}

#[test]
fn a_dropped_poll_is_sent_again_at_once() {
    let harness = Harness::new([ScriptedResponse::Hang, running(1), state("done")]);
    let mut poller = poller(&harness);
    // The poll is sent, but its response never arrives.
    drop_after(&harness, &mut poller, 1);
    let before = harness.clock.elapsed();
    assert_eq!(harness.transport.count(), 1);
    harness.run(poller.next()).unwrap();
    assert_eq!((harness.clock.elapsed(), harness.transport.count()), (before, 2));
    assert!(harness.run(poller.until_done()).is_ok());
}

#[test]
fn pollers_and_their_futures_are_send() {
    fn is_send<T: Send>(_: T) {}
    let harness = Harness::new([]);
    let mut poller = poller(&harness);
    is_send(poller.next());
    is_send(poller.until_done());
    is_send(poller);
}
