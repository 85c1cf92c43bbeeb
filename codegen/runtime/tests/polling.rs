//! Waiting for jobs, by a clock that nobody waits for: when it looks, and how it ends.

use std::sync::Arc;
use std::time::Duration;

use crate::runtime::client::ConfigError;
use crate::runtime::jobs::{JobResult, PollPolicy, PollPolicyError, Poller, Progress};
use crate::runtime::response::ErrorKind;

use crate::tests::support::Scene;
use crate::tests::support::job::{call, running, state, waiter};
use crate::tests::support::random::Always;
use crate::tests::support::transport::Answer;

/// A scene whose waits are as long as can be.
fn scene(answers: impl IntoIterator<Item = Answer>) -> Scene {
    let mut scene = Scene::new(answers);
    scene.builder = scene.builder.random(Arc::new(Always(0)));
    scene
}

const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// When each answer came, in milliseconds.
fn looks(scene: &Scene) -> Vec<u128> {
    let mut waiter = waiter(scene);
    let mut looks = Vec::new();
    while scene.run(waiter.next()).unwrap().is_some() {
        looks.push(scene.clock.passed().as_millis());
    }
    looks
}

#[test]
fn the_first_look_is_after_a_second_and_waits_grow_by_half_up_to_15_seconds() {
    let answers = (0..12).map(|_| state("queued")).chain([state("done")]);
    let looks = looks(&scene(answers));
    let waits: Vec<_> = std::iter::once(&0)
        .chain(&looks)
        .zip(&looks)
        .map(|(earlier, later)| later - earlier)
        .collect();
    let growing = [1_000, 1_500, 2_250, 3_375, 5_062, 7_594, 11_390];
    assert_eq!(waits[..7], growing);
    assert_eq!(waits[7..], [15_000; 6]);
}

#[test]
fn waits_are_shortened_by_up_to_a_fifth() {
    for (number, first) in [(0, 1_000), (u64::MAX / 2 + 1, 900), (u64::MAX, 800)] {
        let mut scene = scene([state("done")]);
        scene.builder = scene.builder.random(Arc::new(Always(number)));
        scene.run(waiter(&scene).until_done()).unwrap();
        let passed = u64::try_from(scene.clock.passed().as_micros()).unwrap();
        assert_eq!(passed.div_ceil(1_000), first, "{number}");
    }
}

#[test]
fn progress_brings_the_wait_back_to_a_second() {
    let counts = [0, 0, 0, 1, 1, 2];
    let answers = counts.map(running).into_iter().chain([state("done")]);
    assert_eq!(looks(&scene(answers)), [1_000, 2_500, 4_750, 8_125, 9_125, 10_625, 11_625]);
}

#[test]
fn another_state_is_progress() {
    let states = ["queued", "queued", "running", "done"];
    assert_eq!(looks(&scene(states.map(state))), [1_000, 2_500, 4_750, 5_750]);
}

#[test]
fn the_first_answer_is_no_progress_unless_an_earlier_one_told_otherwise() {
    let scene = scene([state("queued"), state("running"), state("done")]);
    let earlier = scene.run(waiter(&scene).next()).unwrap().unwrap();
    let mut waiter = Poller::after(call(&scene), &earlier, scene.client().poll_context());
    assert_eq!(waiter.state(), Some("queued"));
    scene.run(waiter.until_done()).unwrap();
    // One second for the earlier answer, one each for two looks, as the state has changed.
    assert_eq!(scene.clock.passed(), seconds(3));
}

#[test]
fn an_answer_that_tells_the_end_needs_no_look() {
    for end in ["done", "skipped", "failed"] {
        let scene = scene([state(end)]);
        let answer = scene.run(waiter(&scene).next()).unwrap().unwrap();
        let passed = scene.clock.passed();
        let mut waiter = Poller::after(call(&scene), &answer, scene.client().poll_context());
        let ended = scene.run(waiter.until_done()).unwrap().into_response();
        assert_eq!(ended.state.as_deref(), Some(end));
        assert_eq!((scene.clock.passed(), scene.transport.count()), (passed, 1));
        assert!(scene.run(waiter.next()).unwrap().is_none());
    }
}

#[test]
fn a_failed_job_is_not_one_that_is_done() {
    let scene = scene([state("failed"), state("skipped")]);
    let failed = scene.run(waiter(&scene).until_done()).unwrap();
    assert!(matches!(failed, JobResult::Failed(_)));
    let done = scene.run(waiter(&scene).until_done()).unwrap();
    assert!(matches!(done, JobResult::Succeeded(_)));
}

#[test]
fn states_that_are_not_listed_and_no_state_at_all_are_not_the_end() {
    let unknown = [state("Done"), state("paused"), state(""), Answer::json(200, "{}")];
    let scene = scene(unknown.into_iter().chain([state("done")]));
    assert!(scene.run(waiter(&scene).until_done()).is_ok());
    assert_eq!(scene.transport.count(), 5);
}

#[test]
fn each_answer_is_given_and_none_after_the_end() {
    let scene = scene([running(0), running(4), state("done")]);
    let mut waiter = waiter(&scene);
    assert_eq!((waiter.state(), waiter.progress()), (None, None));
    let mut seen = Vec::new();
    while let Some(job) = scene.run(waiter.next()).unwrap() {
        seen.push((job.complete, waiter.progress().map(|progress| progress.to_string())));
    }
    let of = |text: &str| Some(text.to_owned());
    assert_eq!(seen, [(Some(0), of("0 of 9")), (Some(4), of("4 of 9")), (None, None)]);
    assert_eq!(waiter.state(), Some("done"));
    assert!(scene.run(waiter.next()).unwrap().is_none());
    assert_eq!(Progress { complete: 3, total: None }.to_string(), "3");
}

#[test]
fn failures_in_passing_are_tolerated_until_the_deadline() {
    let failures = [
        Answer::empty(500),
        Answer::empty(503),
        Answer::empty(429),
        Answer::Failure(crate::runtime::transport::Phase::Connect),
        Answer::Failure(crate::runtime::transport::Phase::Body),
        Answer::Silence,
    ];
    let scene = scene(failures.into_iter().chain([state("done")]));
    assert!(scene.run(waiter(&scene).until_done()).is_ok());
    assert_eq!(scene.transport.count(), 7);
}

#[test]
fn failures_that_last_end_the_wait_at_once_with_the_id() {
    for status in [400, 401, 403, 409, 410] {
        let scene = scene([running(1), Answer::json(status, r#"{"code":"no"}"#)]);
        let error = scene.run(waiter(&scene).until_done()).unwrap_err();
        assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, status));
        assert_eq!(error.job_id(), Some("j1"));
        assert_eq!(error.api().unwrap().code, "no");
    }
    let scene = scene([Answer::json(200, "[]")]);
    let error = scene.run(waiter(&scene).until_done()).unwrap_err();
    assert_eq!((error.kind(), error.job_id()), (ErrorKind::Decode, Some("j1")));
}

#[test]
fn after_a_failure_that_lasts_one_can_go_on_to_wait() {
    let scene = scene([Answer::empty(403), state("done")]);
    let mut waiter = waiter(&scene);
    assert!(scene.run(waiter.next()).unwrap_err().is_forbidden());
    assert!(scene.run(waiter.until_done()).is_ok());
    assert_eq!(scene.clock.passed(), seconds(2));
}

#[test]
fn a_job_may_be_missing_for_30_seconds() {
    // Looks are after 1, 2.5, 4.75, 8.125, 13.1875, 20.78125 and 32.171875 seconds.
    let missing = |count| (0..count).map(|_| Answer::empty(404)).chain([state("done")]);
    let found = scene(missing(6));
    assert!(found.run(waiter(&found).until_done()).is_ok());

    let lost = scene(missing(7));
    let error = lost.run(waiter(&lost).until_done()).unwrap_err();
    assert!(error.is_not_found());
    assert_eq!((error.job_id(), lost.clock.passed().as_millis()), (Some("j1"), 32_171));

    let exactly = scene(missing(1));
    let error = exactly
        .run(waiter(&exactly).policy(PollPolicy::new().not_found_grace(seconds(1))).until_done())
        .unwrap_err();
    assert!(error.is_not_found());
    let barely = scene(missing(1));
    let mut waiter = waiter(&barely).policy(PollPolicy::new().not_found_grace(millis(1_001)));
    assert!(barely.run(waiter.until_done()).is_ok());
}

#[test]
fn what_a_server_asks_for_is_waited_within_the_deadline() {
    let asked = || Answer::with_headers(429, &[("retry-after", "100")], []);
    let heeded = scene([asked(), state("done")]);
    heeded.run(waiter(&heeded).until_done()).unwrap();
    assert_eq!(heeded.clock.passed(), seconds(101));

    let short = Answer::with_headers(503, &[("retry-after", "1")], []);
    let growing = scene([short, state("done")]);
    growing.run(waiter(&growing).until_done()).unwrap();
    assert_eq!(growing.clock.passed(), millis(2_500));

    let refused = scene([asked()]);
    let error = refused.run(waiter(&refused).deadline(seconds(101)).next()).unwrap_err();
    assert_eq!((error.kind(), refused.clock.passed()), (ErrorKind::JobTimeout, seconds(1)));
}

#[test]
fn there_is_always_a_deadline() {
    let scene = scene((0..70).map(|_| state("running")));
    let error = scene.run(waiter(&scene).until_done()).unwrap_err();
    assert_eq!((error.kind(), error.job_id()), (ErrorKind::JobTimeout, Some("j1")));
    // The next look would have been after 15 minutes.
    assert_eq!(error.elapsed(), scene.clock.passed());
    assert_eq!((error.elapsed().as_millis(), error.attempts()), (887_171, 64));
    assert!(error.is_timeout() && !error.is_connect() && !error.may_have_been_processed());
    assert_eq!(error.to_string(), "GET /jobs/{id}: the job did not finish in time");
    assert!(std::error::Error::source(&error).is_none());
}

#[test]
fn a_look_does_not_last_beyond_the_deadline() {
    let scene = scene([Answer::Silence]);
    let error = scene.run(waiter(&scene).deadline(seconds(3)).next()).unwrap_err();
    assert_eq!((error.kind(), scene.clock.passed()), (ErrorKind::JobTimeout, seconds(3)));
    assert_eq!(error.attempts(), 1);
}

#[test]
fn the_error_of_the_deadline_tells_why_the_last_look_failed() {
    let scene = scene([state("running"), Answer::json(500, r#"{"code":"s3cret"}"#)]);
    let error = scene.run(waiter(&scene).deadline(seconds(4)).until_done()).unwrap_err();
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(source.to_string(), "GET /jobs/{id}: 500 Internal Server Error");
    assert!(!format!("{error:?}").contains("s3cret"));
    assert!(error.api().is_none() && error.status().is_none());
}

#[test]
fn an_answer_after_trouble_makes_it_forgotten() {
    let scene = scene([Answer::empty(500), state("running"), state("running")]);
    let error = scene.run(waiter(&scene).deadline(seconds(6)).until_done()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::JobTimeout);
    assert!(std::error::Error::source(&error).is_none());
}

#[test]
fn whoever_goes_on_after_the_deadline_has_as_much_time_again() {
    let scene = scene([state("running"), state("running"), state("done")]);
    let mut waiter = waiter(&scene).deadline(seconds(3));
    assert_eq!(scene.run(waiter.until_done()).unwrap_err().kind(), ErrorKind::JobTimeout);
    assert_eq!(scene.clock.passed(), millis(2_500));
    assert!(scene.run(waiter.until_done()).is_ok());
    assert_eq!(scene.clock.passed(), millis(3_500));
}

#[test]
fn the_intervals_can_be_chosen() {
    let scene = scene((0..4).map(|_| state("running")).chain([state("done")]));
    let mut waiter = waiter(&scene).policy(PollPolicy::new().intervals(millis(100), millis(200)));
    scene.run(waiter.until_done()).unwrap();
    // 100, 150, and three times 200.
    assert_eq!(scene.clock.passed(), millis(850));
}

#[test]
fn a_client_can_have_a_policy_for_all_waits() {
    let mut scene = scene((0..9).map(|_| state("running")));
    let policy = PollPolicy::new().intervals(seconds(2), seconds(2)).deadline(seconds(5));
    scene.builder = scene.builder.polling(policy);
    let error = scene.run(waiter(&scene).until_done()).unwrap_err();
    assert_eq!((error.kind(), error.elapsed()), (ErrorKind::JobTimeout, seconds(4)));
    // What is set for one wait leaves the rest as it is.
    let error = scene.run(waiter(&scene).deadline(seconds(7)).until_done()).unwrap_err();
    assert_eq!((error.kind(), error.elapsed()), (ErrorKind::JobTimeout, seconds(6)));
}

#[test]
fn each_wrong_policy_has_its_own_error_and_nothing_is_sent() {
    let table = [
        (PollPolicy::new().deadline(seconds(1)), PollPolicyError::DeadlineTooShort),
        (PollPolicy::new().deadline(Duration::ZERO), PollPolicyError::DeadlineTooShort),
        (PollPolicy::new().intervals(Duration::ZERO, seconds(1)), PollPolicyError::ZeroInterval),
        (PollPolicy::new().intervals(seconds(2), seconds(1)), PollPolicyError::IntervalsOutOfOrder),
    ];
    for (policy, problem) in table {
        let scene = scene([]);
        let error = scene.run(waiter(&scene).policy(policy).until_done()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        let source = std::error::Error::source(&error).unwrap();
        assert_eq!(source.downcast_ref(), Some(&problem));
        let refused = scene.builder.polling(policy).build().unwrap_err();
        assert_eq!(refused, ConfigError::Polling(problem));
        assert!(refused.to_string().starts_with("set the "), "{refused}");
        assert_eq!(refused.to_string(), source.to_string());
    }
    let scene = scene([state("done")]);
    let constant = PollPolicy::new().intervals(seconds(2), seconds(2)).deadline(millis(2_001));
    assert!(scene.run(waiter(&scene).policy(constant).until_done()).is_ok());
}

#[test]
fn huge_times_do_not_overflow() {
    let policy = PollPolicy::new().intervals(seconds(1), Duration::MAX).deadline(Duration::MAX);
    let asked = || Answer::with_headers(429, &[("retry-after", "18446744073709551615")], []);
    let scene = scene([asked(), asked()]);
    let mut huge = waiter(&scene).policy(policy);
    assert_eq!(scene.run(huge.next()).unwrap_err().kind(), ErrorKind::JobTimeout);
    let mut asked = waiter(&scene);
    assert_eq!(scene.run(asked.next()).unwrap_err().kind(), ErrorKind::JobTimeout);
}

#[test]
fn debug_shows_neither_the_state_nor_the_id() {
    let scene = scene([state("s3cret")]);
    let mut waiter = waiter(&scene);
    scene.run(waiter.next()).unwrap();
    let text = format!("{waiter:?}");
    assert!(text.starts_with("Poller { operation: \"readJob\""), "{text}");
    assert!(!text.contains("s3cret") && !text.contains("j1"));
}
