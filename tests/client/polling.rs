//! Polling bulk jobs, with the mock transport and with the fake.

use std::sync::Arc;
use std::time::Duration;

use kustomer_client::operations::bulk_batch_update_messages::OPERATION as UPDATE;
use kustomer_client::operations::get_bulk_operation::OPERATION as READ;
use kustomer_client::testing::{MockResponse, MockTransport, PausedClock};
use kustomer_client::types::BulkJobStatus;
use kustomer_client::{Client, ErrorKind, PollPolicy, Wait};
use kustomer_fake::{Faults, JobTiming, Setup};
use serde_json::json;
use tokio::task::JoinSet;

use super::fake::{PASSING_FAULTS, builder};
use super::support::{TOKEN, documents, update};

fn client(mock: &MockTransport, clock: PausedClock) -> Client {
    let transport = Arc::new(mock.clone());
    let builder = Client::builder().org("acme").token(TOKEN);
    builder.transport(transport).clock(Arc::new(clock)).build().unwrap()
}

fn job(status: &str, complete: u32) -> MockResponse {
    let attributes = json!({"status": status, "batches": {"complete": complete, "total": 3}});
    MockResponse::bytes(200, "application/json", documents::job(&attributes))
}

fn new_job() -> MockResponse {
    MockResponse::bytes(200, "application/json", documents::NEW_JOB)
}

#[tokio::test(start_paused = true)]
async fn polls_a_job_by_its_id() {
    let mock = MockTransport::new();
    mock.on(&READ, [new_job(), job("running", 1), job("complete", 3)]);
    let clock = PausedClock::new();
    let client = client(&mock, clock);

    let job = client.wait_for_bulk_operation("j1").until_done().await.unwrap();

    assert_eq!(job.data.attributes.status, BulkJobStatus::Complete);
    let paths: Vec<_> = mock.requests().iter().map(|it| it.uri().path().to_owned()).collect();
    assert_eq!(paths, ["/v1/bulk/j1"; 3]);
    // One second, one and a half, and one again after the first progress.
    let seconds = clock.elapsed().as_secs_f64();
    assert!((2.8..=3.5).contains(&seconds), "{seconds}");
    mock.verify().unwrap();
}

#[tokio::test(start_paused = true)]
async fn polls_a_job_from_a_response() {
    let mock = MockTransport::new();
    mock.on(&UPDATE, [new_job()]).on(&READ, [job("running", 1), job("complete", 3)]);
    let clock = PausedClock::new();
    let client = client(&mock, clock);

    let job = update(&client).await.unwrap();
    let mut poller = job.wait_for_bulk_operation(&client);
    assert_eq!(poller.state(), Some("queued"));
    poller.until_done().await.unwrap();

    // The state of the first response makes the second one progress.
    let seconds = clock.elapsed().as_secs_f64();
    assert!((1.6..=2.0).contains(&seconds), "{seconds}");
    let path = mock.requests_of(&READ)[0].uri().path().to_owned();
    assert_eq!(path, format!("/v1/bulk/{}", job.data.id));
}

#[tokio::test(start_paused = true)]
async fn a_response_with_a_terminal_state_needs_no_poll() {
    let mock = MockTransport::new();
    mock.on(&UPDATE, [job("complete", 3)]);
    let client = client(&mock, PausedClock::new());
    let job = update(&client).await.unwrap();
    let done = job.wait_for_bulk_operation(&client).until_done().await.unwrap();
    assert_eq!(done.data.id, job.data.id);
    assert_eq!(mock.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn progress_is_reported_while_polling() {
    let mock = MockTransport::new();
    mock.on(&READ, [new_job(), job("running", 1), job("running", 2), job("complete", 3)]);
    let client = client(&mock, PausedClock::new());
    let mut poller = client.wait_for_bulk_operation("j1");
    let mut reported = Vec::new();
    while let Some(job) = poller.next().await.unwrap() {
        let progress = poller.progress().map(|progress| progress.to_string());
        reported.push((job.data.attributes.status.to_string(), progress.unwrap_or_default()));
    }
    let reported: Vec<_> =
        reported.iter().map(|(state, text)| (state.as_str(), text.as_str())).collect();
    let running = |text| ("running", text);
    assert_eq!(
        reported,
        [("queued", ""), running("1 of 3"), running("2 of 3"), ("complete", "3 of 3")]
    );
}

#[tokio::test(start_paused = true)]
async fn an_undeclared_status_is_not_terminal() {
    let mock = MockTransport::new();
    mock.on(&READ, [job("paused", 1), job("completed", 3), job("complete", 3)]);
    let client = client(&mock, PausedClock::new());
    client.wait_for_bulk_operation("j1").until_done().await.unwrap();
    mock.verify().unwrap();
}

#[tokio::test(start_paused = true)]
async fn polling_can_continue_after_a_job_timeout() {
    let mock = MockTransport::new();
    mock.on(&READ, (0..80).map(|_| job("running", 1)).chain([job("complete", 3)]));
    let clock = PausedClock::new();
    let client = client(&mock, clock);

    let error = client.wait_for_bulk_operation("j1").until_done().await.unwrap_err();

    assert_eq!((error.kind(), error.job_id()), (ErrorKind::JobTimeout, Some("j1")));
    assert!(
        clock.elapsed() > Duration::from_secs(880) && clock.elapsed() < Duration::from_mins(15)
    );
    let id = error.job_id().unwrap();
    assert!(client.wait_for_bulk_operation(id).until_done().await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn an_unauthorized_poll_ends_with_the_api_error() {
    let mock = MockTransport::new();
    mock.on(&READ, [MockResponse::bytes(401, "application/json", documents::error(401))]);
    let client = client(&mock, PausedClock::new());
    let error = client.wait_for_bulk_operation("j1").until_done().await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(error.job_id(), Some("j1"));
    assert_eq!(error.api().unwrap().errors[0].code.as_deref(), Some("scripted"));
}

#[test]
fn polling_works_with_blocking_calls() {
    let mock = MockTransport::new();
    mock.on(&READ, [new_job(), job("complete", 3), job("complete", 3)]);
    let builder = Client::builder().org("acme").token(TOKEN).transport(Arc::new(mock.clone()));
    let short = Duration::from_millis(1);
    let client = builder.polling(PollPolicy::new().intervals(short, short)).build().unwrap();
    let mut poller = client.wait_for_bulk_operation("j1");
    assert_eq!(poller.next().wait().unwrap().unwrap().data.attributes.status.as_str(), "queued");
    let done = poller.until_done().wait().unwrap();
    assert_eq!(done.data.attributes.status, BulkJobStatus::Complete);
}

#[tokio::test(start_paused = true)]
async fn polling_completes_despite_random_faults() {
    let seed = 20_261_126;
    let job_timing = JobTiming { hidden: Duration::from_secs(4), ..JobTiming::default() };
    let faults = Faults::random(seed, 400, PASSING_FAULTS);
    let (kustomer, builder) = builder(Setup { job_timing, faults, ..Setup::default() });
    let client = builder.build().unwrap();
    let mut jobs = Vec::new();
    while jobs.len() < 60 {
        jobs.extend(update(&client).await.map(|job| job.data.id.clone()));
    }

    let mut waits = JoinSet::new();
    for id in &jobs {
        let mut poller = client.wait_for_bulk_operation(id);
        waits.spawn(async move { poller.until_done().await });
    }
    let ends = waits.join_all().await;

    assert_eq!(ends.len(), 60);
    for end in ends {
        let job = end.unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        assert_eq!(job.data.attributes.status, BulkJobStatus::Complete);
    }
    let faults = kustomer.log().iter().filter(|entry| entry.fault.is_some()).count();
    assert!(faults > 50, "seed {seed}: too few faults occurred: {faults}");
}
