//! Waiting for bulk jobs, with a script and with the fake.

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

fn client(script: &MockTransport, clock: PausedClock) -> Client {
    let transport = Arc::new(script.clone());
    let builder = Client::builder().org("acme").token(TOKEN);
    builder.transport(transport).clock(Arc::new(clock)).build().unwrap()
}

fn job(status: &str, complete: u32) -> MockResponse {
    let attributes = json!({"status": status, "batches": {"complete": complete, "total": 3}});
    MockResponse::bytes(200, "application/json", documents::job(&attributes))
}

fn young_job() -> MockResponse {
    MockResponse::bytes(200, "application/json", documents::YOUNG_JOB)
}

#[tokio::test(start_paused = true)]
async fn an_id_alone_is_enough() {
    let script = MockTransport::new();
    script.on(&READ, [young_job(), job("running", 1), job("complete", 3)]);
    let clock = PausedClock::new();
    let client = client(&script, clock);

    let job = client.wait_for_bulk_operation("j1").until_done().await.unwrap();

    assert_eq!(job.data.attributes.status, BulkJobStatus::Complete);
    let paths: Vec<_> = script.requests().iter().map(|it| it.uri().path().to_owned()).collect();
    assert_eq!(paths, ["/v1/bulk/j1"; 3]);
    // A second, one and a half, and one again after the first progress.
    let seconds = clock.elapsed().as_secs_f64();
    assert!((2.8..=3.5).contains(&seconds), "{seconds}");
    script.verify().unwrap();
}

#[tokio::test(start_paused = true)]
async fn an_answer_is_enough() {
    let script = MockTransport::new();
    script.on(&UPDATE, [young_job()]).on(&READ, [job("running", 1), job("complete", 3)]);
    let clock = PausedClock::new();
    let client = client(&script, clock);

    let job = update(&client).await.unwrap();
    let mut waiter = job.wait_for_bulk_operation(&client);
    assert_eq!(waiter.state(), Some("queued"));
    waiter.until_done().await.unwrap();

    // The first answer tells that the second one is progress.
    let seconds = clock.elapsed().as_secs_f64();
    assert!((1.6..=2.0).contains(&seconds), "{seconds}");
    let path = script.requests_of(&READ)[0].uri().path().to_owned();
    assert_eq!(path, format!("/v1/bulk/{}", job.data.id));
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_tells_the_end_needs_no_request() {
    let script = MockTransport::new();
    script.on(&UPDATE, [job("complete", 3)]);
    let client = client(&script, PausedClock::new());
    let job = update(&client).await.unwrap();
    let done = job.wait_for_bulk_operation(&client).until_done().await.unwrap();
    assert_eq!(done.data.id, job.data.id);
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn progress_is_told_on_the_way() {
    let script = MockTransport::new();
    script.on(&READ, [young_job(), job("running", 1), job("running", 2), job("complete", 3)]);
    let client = client(&script, PausedClock::new());
    let mut waiter = client.wait_for_bulk_operation("j1");
    let mut told = Vec::new();
    while let Some(job) = waiter.next().await.unwrap() {
        let progress = waiter.progress().map(|progress| progress.to_string());
        told.push((job.data.attributes.status.to_string(), progress.unwrap_or_default()));
    }
    let told: Vec<_> = told.iter().map(|(state, text)| (state.as_str(), text.as_str())).collect();
    let running = |text| ("running", text);
    assert_eq!(
        told,
        [("queued", ""), running("1 of 3"), running("2 of 3"), ("complete", "3 of 3")]
    );
}

#[tokio::test(start_paused = true)]
async fn a_status_that_is_not_described_is_not_the_end() {
    let script = MockTransport::new();
    script.on(&READ, [job("paused", 1), job("completed", 3), job("complete", 3)]);
    let client = client(&script, PausedClock::new());
    client.wait_for_bulk_operation("j1").until_done().await.unwrap();
    script.verify().unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_job_that_is_not_done_in_time_can_be_waited_for_again() {
    let script = MockTransport::new();
    script.on(&READ, (0..80).map(|_| job("running", 1)).chain([job("complete", 3)]));
    let clock = PausedClock::new();
    let client = client(&script, clock);

    let error = client.wait_for_bulk_operation("j1").until_done().await.unwrap_err();

    assert_eq!((error.kind(), error.job_id()), (ErrorKind::JobTimeout, Some("j1")));
    assert!(
        clock.elapsed() > Duration::from_secs(880) && clock.elapsed() < Duration::from_mins(15)
    );
    let id = error.job_id().unwrap();
    assert!(client.wait_for_bulk_operation(id).until_done().await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_missing_role_ends_the_wait_with_the_error_of_the_api() {
    let script = MockTransport::new();
    script.on(&READ, [MockResponse::bytes(401, "application/json", documents::error(401))]);
    let client = client(&script, PausedClock::new());
    let error = client.wait_for_bulk_operation("j1").until_done().await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(error.job_id(), Some("j1"));
    assert_eq!(error.api().unwrap().errors[0].code.as_deref(), Some("scripted"));
}

#[test]
fn a_program_that_is_not_asynchronous_can_wait() {
    let script = MockTransport::new();
    script.on(&READ, [young_job(), job("complete", 3), job("complete", 3)]);
    let builder = Client::builder().org("acme").token(TOKEN).transport(Arc::new(script.clone()));
    let short = Duration::from_millis(1);
    let client = builder.polling(PollPolicy::new().intervals(short, short)).build().unwrap();
    let mut waiter = client.wait_for_bulk_operation("j1");
    assert_eq!(waiter.next().wait().unwrap().unwrap().data.attributes.status.as_str(), "queued");
    let done = waiter.until_done().wait().unwrap();
    assert_eq!(done.data.attributes.status, BulkJobStatus::Complete);
}

#[tokio::test(start_paused = true)]
async fn jobs_of_a_server_that_fails_at_random_are_waited_for_to_their_end() {
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
        let mut waiter = client.wait_for_bulk_operation(id);
        waits.spawn(async move { waiter.until_done().await });
    }
    let ends = waits.join_all().await;

    assert_eq!(ends.len(), 60);
    for end in ends {
        let job = end.unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        assert_eq!(job.data.attributes.status, BulkJobStatus::Complete);
    }
    let faults = kustomer.log().iter().filter(|entry| entry.fault.is_some()).count();
    assert!(faults > 50, "seed {seed}: the run is worth something only if much fails: {faults}");
}
