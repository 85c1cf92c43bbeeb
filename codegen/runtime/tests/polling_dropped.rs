//! Waiting for jobs that is given up and taken up again.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::runtime::jobs::{PollPolicy, Poller};

use crate::tests::support::Scene;
use crate::tests::support::job::{ReadJob, running, state, waiter};
use crate::tests::support::transport::Answer;

/// Waits for the next look, but no longer than until the clock has rung that often.
fn drop_after(scene: &Scene, waiter: &mut Poller<ReadJob>, rings: u32) {
    let mut next = pin!(waiter.next());
    let mut context = Context::from_waker(Waker::noop());
    assert!(next.as_mut().poll(&mut context).is_pending());
    for _ in 0..rings {
        scene.clock.ring();
        assert!(matches!(next.as_mut().poll(&mut context), Poll::Pending));
    }
}

#[test]
fn a_wait_that_is_dropped_while_it_sleeps_goes_on_where_it_was() {
    let scene = Scene::new([state("done")]);
    let ten = Duration::from_secs(10);
    let mut waiter = waiter(&scene).policy(PollPolicy::new().intervals(ten, ten));
    drop_after(&scene, &mut waiter, 0);
    assert_eq!(scene.transport.count(), 0);
    let before = scene.clock.passed();
    scene.run(waiter.until_done()).unwrap();
    let slept = scene.clock.passed().saturating_sub(before);
    assert!((8..=10).contains(&slept.as_secs()), "{slept:?}");
    assert_eq!(scene.transport.count(), 1);
}

#[test]
fn a_look_that_is_dropped_is_made_again_at_once() {
    let scene = Scene::new([Answer::Silence, running(1), state("done")]);
    let mut waiter = waiter(&scene);
    // The clock rings for the look; its answer never comes.
    drop_after(&scene, &mut waiter, 1);
    let before = scene.clock.passed();
    assert_eq!(scene.transport.count(), 1);
    scene.run(waiter.next()).unwrap();
    assert_eq!((scene.clock.passed(), scene.transport.count()), (before, 2));
    assert!(scene.run(waiter.until_done()).is_ok());
}

#[test]
fn waits_can_go_to_another_thread() {
    fn is_send<T: Send>(_: T) {}
    let scene = Scene::new([]);
    let mut waiter = waiter(&scene);
    is_send(waiter.next());
    is_send(waiter.until_done());
    is_send(waiter);
}
