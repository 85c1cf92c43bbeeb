//! Calls that block the thread, with the feature `blocking`.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use kustomer_client::bulk::BulkError;
use kustomer_client::types::MessageUpdate;
use kustomer_client::{Client, ErrorKind, SystemClock, Wait};
use kustomer_fake::{JobTiming, Kustomer, Setup, TOKEN};
use tokio::runtime::Runtime;

use super::support::{ScriptedResponse, Server, client, documents};

/// A server that is driven by another thread as long as the runtime lives.
fn server(responses: impl IntoIterator<Item = ScriptedResponse>) -> (Runtime, Server) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let server = runtime.block_on(Server::start(responses));
    (runtime, server)
}

#[test]
fn a_call_can_block_without_a_runtime() {
    let (_runtime, server) = server([ScriptedResponse::json(200, documents::NEW_JOB)]);
    let job = client(&server).get_bulk_operation("a").send().wait().unwrap();
    assert_eq!(job.data.id, "5b3be0417f8469003df370b8");
}

#[test]
fn blocking_calls_return_the_same_errors_as_asynchronous_calls() {
    let (_runtime, server) = server([ScriptedResponse::json(404, documents::error(404))]);
    let error = client(&server).get_bulk_operation("a").send().wait().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.into_api().unwrap().errors.len(), 1);
}

#[test]
fn sequential_calls_share_a_connection() {
    let (_runtime, server) =
        server((0..20).map(|_| ScriptedResponse::json(200, documents::NEW_JOB)));
    let client = client(&server);
    for _ in 0..20 {
        client.get_bulk_operation("a").send().wait().unwrap();
    }
    // A connection is only reusable when the thread that drives it has noticed the end of a
    // response, so that a call right after another can need a second one.
    assert!(server.connections() < 10, "{} connections", server.connections());
}

#[test]
fn threads_can_block_concurrently() {
    let (_runtime, server) =
        server((0..8).map(|_| ScriptedResponse::json(200, documents::NEW_JOB)));
    let client = client(&server);
    let call = || client.get_bulk_operation("a").send().wait().is_ok();
    let outcomes = thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(call)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(outcomes, [true; 8]);
}

#[tokio::test]
async fn blocking_inside_a_runtime_fails_before_sending() {
    let server = Server::start([ScriptedResponse::json(200, documents::NEW_JOB)]).await;
    let error = client(&server).get_bulk_operation("a").send().wait().unwrap_err();

    assert_eq!(error.kind(), ErrorKind::Setup);
    assert!(error.to_string().contains("use `.await`"), "{error}");
    assert!(!error.may_have_been_processed());
    assert!(server.requests().is_empty());
}

/// A client of a fake whose jobs are finished at once.
fn bulk_client() -> (Kustomer, Client) {
    let (queued, batch) = (Duration::ZERO, Duration::ZERO);
    let job_timing = JobTiming { queued, batch, ..JobTiming::default() };
    let kustomer = Kustomer::new(Setup { job_timing, ..Setup::default() }, Arc::new(SystemClock));
    let builder = Client::builder().org("acme").token(TOKEN);
    (kustomer.clone(), builder.transport(Arc::new(kustomer)).build().unwrap())
}

fn updates() -> impl Iterator<Item = MessageUpdate> {
    (0..250).map(|number| MessageUpdate::new(number.to_string()))
}

#[test]
fn a_bulk_run_can_block() {
    let (_, client) = bulk_client();
    let mut run = client.update_messages().run(updates());
    let mut indexes = Vec::new();
    while let Some(outcome) = run.wait_next().unwrap() {
        indexes.push(outcome.index);
    }
    indexes.sort_unstable();
    assert_eq!(indexes, (0..250).collect::<Vec<_>>());
    let report = client.update_messages().run(updates()).wait_to_end();
    assert!(report.summary.all_updated(), "{report:?}");
}

#[tokio::test]
async fn a_bulk_run_that_blocks_in_a_task_sends_nothing() {
    let (kustomer, client) = bulk_client();
    let error = client.update_messages().run(updates()).wait_next().unwrap_err();
    assert!(matches!(error, BulkError::Request(error) if error.kind() == ErrorKind::Setup));
    let report = client.update_messages().run(updates()).wait_to_end();
    assert!(!report.summary.all_updated() && report.error.is_some());
    assert!(kustomer.log().is_empty());
}
