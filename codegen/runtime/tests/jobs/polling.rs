//! Polling jobs in virtual time: poll intervals, terminal states, failures and deadlines.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::runtime::auth::{Credential, Token, TokenProvider};
use crate::runtime::client::ConfigError;
use crate::runtime::jobs::{JobResult, PollPolicy, PollPolicyError, Poller, Progress};
use crate::runtime::response::ErrorKind;
use crate::runtime::system::BoxFuture;

use crate::tests::support::Harness;
use crate::tests::support::job::{call, poller, running, state};
use crate::tests::support::random::Always;
use crate::tests::support::transport::{ScriptedResponse, Step};

/// A harness without jitter.
fn harness(responses: impl IntoIterator<Item = ScriptedResponse>) -> Harness {
    let mut harness = Harness::new(responses);
    harness.builder = harness.builder.random(Arc::new(Always(0)));
    harness
}

const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// The times at which the responses arrive, in milliseconds.
fn poll_times(harness: &Harness) -> Vec<u128> {
    let mut poller = poller(harness);
    let mut times = Vec::new();
    while harness.run(poller.next()).unwrap().is_some() {
        times.push(harness.clock.elapsed().as_millis());
    }
    times
}

#[test]
fn the_first_poll_is_after_one_second_and_intervals_grow_by_half_up_to_15_seconds() {
    let responses = (0..12).map(|_| state("queued")).chain([state("done")]);
    let times = poll_times(&harness(responses));
    let waits: Vec<_> = std::iter::once(&0)
        .chain(&times)
        .zip(&times)
        .map(|(earlier, later)| later - earlier)
        .collect();
    let growing = [1_000, 1_500, 2_250, 3_375, 5_062, 7_594, 11_390];
    assert_eq!(waits[..7], growing);
    assert_eq!(waits[7..], [15_000; 6]);
}

#[test]
fn jitter_shortens_intervals_by_up_to_a_fifth() {
    for (number, first) in [(0, 1_000), (u64::MAX / 2 + 1, 900), (u64::MAX, 800)] {
        let mut harness = harness([state("done")]);
        harness.builder = harness.builder.random(Arc::new(Always(number)));
        harness.run(poller(&harness).until_done()).unwrap();
        let elapsed = u64::try_from(harness.clock.elapsed().as_micros()).unwrap();
        assert_eq!(elapsed.div_ceil(1_000), first, "{number}");
    }
}

#[test]
fn progress_resets_the_interval_to_one_second() {
    let counts = [0, 0, 0, 1, 1, 2];
    let responses = counts.map(running).into_iter().chain([state("done")]);
    assert_eq!(
        poll_times(&harness(responses)),
        [1_000, 2_500, 4_750, 8_125, 9_125, 10_625, 11_625]
    );
}

#[test]
fn a_changed_state_counts_as_progress() {
    let states = ["queued", "queued", "running", "done"];
    assert_eq!(poll_times(&harness(states.map(state))), [1_000, 2_500, 4_750, 5_750]);
}

#[test]
fn the_first_response_is_progress_only_if_it_differs_from_an_earlier_one() {
    let harness = harness([state("queued"), state("running"), state("done")]);
    let earlier = harness.run(poller(&harness).next()).unwrap().unwrap();
    let mut poller = Poller::after(call(&harness), &earlier, harness.client().poll_context());
    assert_eq!(poller.state(), Some("queued"));
    harness.run(poller.until_done()).unwrap();
    // One second for the earlier response and one for each of two polls, as the state has changed.
    assert_eq!(harness.clock.elapsed(), seconds(3));
}

#[test]
fn a_response_with_a_terminal_state_needs_no_poll() {
    for end in ["done", "skipped", "failed"] {
        let harness = harness([state(end)]);
        let response = harness.run(poller(&harness).next()).unwrap().unwrap();
        let elapsed = harness.clock.elapsed();
        let mut poller = Poller::after(call(&harness), &response, harness.client().poll_context());
        let ended = harness.run(poller.until_done()).unwrap().into_response();
        assert_eq!(ended.state.as_deref(), Some(end));
        assert_eq!((harness.clock.elapsed(), harness.transport.count()), (elapsed, 1));
        assert!(harness.run(poller.next()).unwrap().is_none());
    }
}

#[test]
fn a_failed_job_is_a_failed_result() {
    let harness = harness([state("failed"), state("skipped")]);
    let failed = harness.run(poller(&harness).until_done()).unwrap();
    assert!(matches!(failed, JobResult::Failed(_)));
    let done = harness.run(poller(&harness).until_done()).unwrap();
    assert!(matches!(done, JobResult::Succeeded(_)));
}

#[test]
fn unknown_and_missing_states_are_not_terminal() {
    let unknown = [state("Done"), state("paused"), state(""), ScriptedResponse::json(200, "{}")];
    let harness = harness(unknown.into_iter().chain([state("done")]));
    assert!(harness.run(poller(&harness).until_done()).is_ok());
    assert_eq!(harness.transport.count(), 5);
}

#[test]
fn next_returns_each_response_and_then_none() {
    let harness = harness([running(0), running(4), state("done")]);
    let mut poller = poller(&harness);
    assert_eq!((poller.state(), poller.progress()), (None, None));
    let mut seen = Vec::new();
    while let Some(job) = harness.run(poller.next()).unwrap() {
        seen.push((job.complete, poller.progress().map(|progress| progress.to_string())));
    }
    let of = |text: &str| Some(text.to_owned());
    assert_eq!(seen, [(Some(0), of("0 of 9")), (Some(4), of("4 of 9")), (None, None)]);
    assert_eq!(poller.state(), Some("done"));
    assert!(harness.run(poller.next()).unwrap().is_none());
    assert_eq!(Progress { complete: 3, total: None }.to_string(), "3");
}

#[test]
fn transient_failures_are_tolerated_until_the_deadline() {
    let failures = [
        ScriptedResponse::empty(500),
        ScriptedResponse::empty(503),
        ScriptedResponse::empty(429),
        ScriptedResponse::Failure(crate::runtime::transport::Phase::Connect),
        ScriptedResponse::Failure(crate::runtime::transport::Phase::Body),
        ScriptedResponse::Hang,
    ];
    let harness = harness(failures.into_iter().chain([state("done")]));
    assert!(harness.run(poller(&harness).until_done()).is_ok());
    assert_eq!(harness.transport.count(), 7);
}

#[test]
fn permanent_failures_end_polling_at_once_with_the_job_id() {
    for status in [400, 401, 403, 409, 410] {
        let harness = harness([running(1), ScriptedResponse::json(status, r#"{"code":"no"}"#)]);
        let error = harness.run(poller(&harness).until_done()).unwrap_err();
        assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, status));
        assert_eq!(error.job_id(), Some("j1"));
        assert_eq!(error.api().unwrap().code, "no");
    }
    let harness = harness([ScriptedResponse::json(200, "[]")]);
    let error = harness.run(poller(&harness).until_done()).unwrap_err();
    assert_eq!((error.kind(), error.job_id()), (ErrorKind::Decode, Some("j1")));
}

#[test]
fn polling_can_continue_after_a_permanent_failure() {
    let harness = harness([ScriptedResponse::empty(403), state("done")]);
    let mut poller = poller(&harness);
    assert!(harness.run(poller.next()).unwrap_err().is_forbidden());
    assert!(harness.run(poller.until_done()).is_ok());
    assert_eq!(harness.clock.elapsed(), seconds(2));
}

#[test]
fn a_job_may_be_not_found_for_30_seconds() {
    // Polls are after 1, 2.5, 4.75, 8.125, 13.1875, 20.78125 and 32.171875 seconds.
    let missing = |count| (0..count).map(|_| ScriptedResponse::empty(404)).chain([state("done")]);
    let found = harness(missing(6));
    assert!(found.run(poller(&found).until_done()).is_ok());

    let lost = harness(missing(7));
    let error = lost.run(poller(&lost).until_done()).unwrap_err();
    assert!(error.is_not_found());
    assert_eq!((error.job_id(), lost.clock.elapsed().as_millis()), (Some("j1"), 32_171));

    let exactly = harness(missing(1));
    let error = exactly
        .run(poller(&exactly).policy(PollPolicy::new().not_found_grace(seconds(1))).until_done())
        .unwrap_err();
    assert!(error.is_not_found());
    let barely = harness(missing(1));
    let mut poller = poller(&barely).policy(PollPolicy::new().not_found_grace(millis(1_001)));
    assert!(barely.run(poller.until_done()).is_ok());
}

#[test]
fn retry_after_is_honored_within_the_deadline() {
    let retry_after = || ScriptedResponse::with_headers(429, &[("retry-after", "100")], []);
    let honored = harness([retry_after(), state("done")]);
    honored.run(poller(&honored).until_done()).unwrap();
    assert_eq!(honored.clock.elapsed(), seconds(101));

    let short = ScriptedResponse::with_headers(503, &[("retry-after", "1")], []);
    let growing = harness([short, state("done")]);
    growing.run(poller(&growing).until_done()).unwrap();
    assert_eq!(growing.clock.elapsed(), millis(2_500));

    let timed_out = harness([retry_after()]);
    let error = timed_out.run(poller(&timed_out).deadline(seconds(101)).next()).unwrap_err();
    assert_eq!((error.kind(), timed_out.clock.elapsed()), (ErrorKind::JobTimeout, seconds(1)));
}

#[test]
fn polling_has_a_default_deadline() {
    let harness = harness((0..70).map(|_| state("running")));
    let error = harness.run(poller(&harness).until_done()).unwrap_err();
    assert_eq!((error.kind(), error.job_id()), (ErrorKind::JobTimeout, Some("j1")));
    // The next poll would have been after 15 minutes.
    assert_eq!(error.elapsed(), harness.clock.elapsed());
    assert_eq!((error.elapsed().as_millis(), error.attempts()), (887_171, 64));
    assert!(error.is_timeout() && !error.is_connect() && !error.may_have_been_processed());
    assert_eq!(error.to_string(), "GET /jobs/{id}: the job did not finish in time");
    assert!(std::error::Error::source(&error).is_none());
}

#[test]
fn a_poll_does_not_last_beyond_the_deadline() {
    let harness = harness([ScriptedResponse::Hang]);
    let error = harness.run(poller(&harness).deadline(seconds(3)).next()).unwrap_err();
    assert_eq!((error.kind(), harness.clock.elapsed()), (ErrorKind::JobTimeout, seconds(3)));
    assert_eq!(error.attempts(), 1);
}

#[test]
fn the_timeout_error_has_the_last_failed_poll_as_its_source() {
    let harness = harness([state("running"), ScriptedResponse::json(500, r#"{"code":"s3cret"}"#)]);
    let error = harness.run(poller(&harness).deadline(seconds(4)).until_done()).unwrap_err();
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(source.to_string(), "GET /jobs/{id}: 500 Internal Server Error");
    assert!(!format!("{error:?}").contains("s3cret"));
    assert!(error.api().is_none() && error.status().is_none());
}

#[test]
fn a_successful_poll_clears_the_last_failure() {
    let harness = harness([ScriptedResponse::empty(500), state("running"), state("running")]);
    let error = harness.run(poller(&harness).deadline(seconds(6)).until_done()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::JobTimeout);
    assert!(std::error::Error::source(&error).is_none());
}

#[test]
fn polling_after_the_deadline_starts_a_new_deadline() {
    let harness = harness([state("running"), state("running"), state("done")]);
    let mut poller = poller(&harness).deadline(seconds(3));
    assert_eq!(harness.run(poller.until_done()).unwrap_err().kind(), ErrorKind::JobTimeout);
    assert_eq!(harness.clock.elapsed(), millis(2_500));
    assert!(harness.run(poller.until_done()).is_ok());
    assert_eq!(harness.clock.elapsed(), millis(3_500));
}

#[test]
fn poll_intervals_are_configurable() {
    let harness = harness((0..4).map(|_| state("running")).chain([state("done")]));
    let mut poller = poller(&harness).policy(PollPolicy::new().intervals(millis(100), millis(200)));
    harness.run(poller.until_done()).unwrap();
    // 100, 150, and three times 200.
    assert_eq!(harness.clock.elapsed(), millis(850));
}

#[test]
fn a_poll_policy_can_be_set_for_a_client() {
    let mut harness = harness((0..9).map(|_| state("running")));
    let policy = PollPolicy::new().intervals(seconds(2), seconds(2)).deadline(seconds(5));
    harness.builder = harness.builder.polling(policy);
    let error = harness.run(poller(&harness).until_done()).unwrap_err();
    assert_eq!((error.kind(), error.elapsed()), (ErrorKind::JobTimeout, seconds(4)));
    // A deadline for one poller leaves the rest of the policy unchanged.
    let error = harness.run(poller(&harness).deadline(seconds(7)).until_done()).unwrap_err();
    assert_eq!((error.kind(), error.elapsed()), (ErrorKind::JobTimeout, seconds(6)));
}

#[test]
fn invalid_poll_policies_are_rejected_before_sending() {
    let table = [
        (PollPolicy::new().deadline(seconds(1)), PollPolicyError::DeadlineTooShort),
        (PollPolicy::new().deadline(Duration::ZERO), PollPolicyError::DeadlineTooShort),
        (PollPolicy::new().intervals(Duration::ZERO, seconds(1)), PollPolicyError::ZeroInterval),
        (PollPolicy::new().intervals(seconds(2), seconds(1)), PollPolicyError::IntervalsOutOfOrder),
    ];
    for (policy, problem) in table {
        let harness = harness([]);
        let error = harness.run(poller(&harness).policy(policy).until_done()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        let source = std::error::Error::source(&error).unwrap();
        assert_eq!(source.downcast_ref(), Some(&problem));
        let config_error = harness.builder.polling(policy).build().unwrap_err();
        assert_eq!(config_error, ConfigError::Polling(problem));
        assert!(config_error.to_string().starts_with("set the "), "{config_error}");
        assert_eq!(config_error.to_string(), source.to_string());
    }
    let harness = harness([state("done")]);
    let constant = PollPolicy::new().intervals(seconds(2), seconds(2)).deadline(millis(2_001));
    assert!(harness.run(poller(&harness).policy(constant).until_done()).is_ok());
}

#[test]
fn huge_durations_do_not_overflow() {
    let policy = PollPolicy::new().intervals(seconds(1), Duration::MAX).deadline(Duration::MAX);
    let retry_after =
        || ScriptedResponse::with_headers(429, &[("retry-after", "18446744073709551615")], []);
    let harness = harness([retry_after(), retry_after()]);
    let mut huge = poller(&harness).policy(policy);
    assert_eq!(harness.run(huge.next()).unwrap_err().kind(), ErrorKind::JobTimeout);
    let mut delayed = poller(&harness);
    assert_eq!(harness.run(delayed.next()).unwrap_err().kind(), ErrorKind::JobTimeout);
}

#[test]
fn debug_shows_neither_the_state_nor_the_id() {
    let harness = harness([state("s3cret")]);
    let mut poller = poller(&harness);
    harness.run(poller.next()).unwrap();
    let text = format!("{poller:?}");
    assert!(text.starts_with("Poller { operation: \"readJob\""), "{text}");
    assert!(!text.contains("s3cret") && !text.contains("j1"));
}

#[test]
fn a_running_job_is_not_polled_before_its_retry_after() {
    let headers = [("content-type", "application/json"), ("retry-after", "30")];
    let body = || [Step::Chunk(r#"{"state":"running"}"#.into())];
    let running = || ScriptedResponse::with_headers(200, &headers, body());
    let harness = harness([running(), running(), state("done")]);
    assert_eq!(poll_times(&harness), [1_000, 31_000, 61_000]);
}

#[test]
fn the_first_poll_waits_for_the_retry_after_of_the_response_that_started_the_job() {
    let headers = [("content-type", "application/json"), ("retry-after", "30")];
    let started = [Step::Chunk(r#"{"state":"queued"}"#.into())];
    let harness = harness([
        ScriptedResponse::with_headers(200, &headers, started),
        state("queued"),
        state("done"),
    ]);
    let started = harness.run(poller(&harness).next()).unwrap().unwrap();
    let before = harness.clock.elapsed();
    let mut poller = Poller::after(call(&harness), &started, harness.client().poll_context());
    harness.run(poller.next()).unwrap();
    assert_eq!(harness.clock.elapsed().saturating_sub(before), seconds(30));
    harness.run(poller.next()).unwrap();
    assert_eq!(harness.clock.elapsed().saturating_sub(before), millis(31_500));
}

#[test]
fn unknown_5xx_statuses_are_transient_for_a_poller() {
    let failures = [520, 529, 599].map(ScriptedResponse::empty);
    let harness = harness(failures.into_iter().chain([state("done")]));
    assert!(harness.run(poller(&harness).until_done()).is_ok());
}

#[test]
fn a_maintenance_page_does_not_end_polling() {
    let page = || ScriptedResponse::new(200, "text/html", "<html>");
    let restored = harness([running(1), page(), page(), page(), page(), state("done")]);
    assert!(restored.run(poller(&restored).until_done()).is_ok());

    let lost = harness((0..9).map(|_| page()));
    let error = lost.run(poller(&lost).until_done()).unwrap_err();
    assert_eq!((error.kind(), error.job_id()), (ErrorKind::ContentType, Some("j1")));
    assert_eq!(lost.transport.count(), 5);
}

/// A token provider that always fails.
struct Revoked(AtomicUsize);

impl TokenProvider for Arc<Revoked> {
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn Error + Send + Sync>>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async { Err("revoked".into()) })
    }
}

#[test]
fn a_token_provider_that_always_fails_ends_polling() {
    let mut harness = harness([]);
    let provider = Arc::new(Revoked(AtomicUsize::new(0)));
    harness.builder =
        harness.builder.credential("token", Credential::provider(Arc::clone(&provider)));
    let error = harness.run(poller(&harness).until_done()).unwrap_err();
    assert_eq!((error.kind(), error.job_id()), (ErrorKind::Credential, Some("j1")));
    assert_eq!(provider.0.load(Ordering::Relaxed), 5);
    assert!(harness.clock.elapsed() < seconds(30));
}
