//! Calls that block the thread, with the feature `blocking`.

use std::thread;

use kustomer_client::{ErrorKind, Wait};
use tokio::runtime::Runtime;

use super::support::{ScriptedResponse, Server, client, documents};

/// A server that another thread drives for as long as the runtime lives.
fn server(script: impl IntoIterator<Item = ScriptedResponse>) -> (Runtime, Server) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let server = runtime.block_on(Server::start(script));
    (runtime, server)
}

#[test]
fn a_call_can_be_waited_for_without_a_runtime() {
    let (_runtime, server) = server([ScriptedResponse::json(200, documents::YOUNG_JOB)]);
    let job = client(&server).get_bulk_operation("a").send().wait().unwrap();
    assert_eq!(job.data.id, "5b3be0417f8469003df370b8");
}

#[test]
fn errors_are_those_of_the_asynchronous_call() {
    let (_runtime, server) = server([ScriptedResponse::json(404, documents::error(404))]);
    let error = client(&server).get_bulk_operation("a").send().wait().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.into_api().unwrap().errors.len(), 1);
}

#[test]
fn calls_after_each_other_share_a_connection() {
    let (_runtime, server) =
        server((0..20).map(|_| ScriptedResponse::json(200, documents::YOUNG_JOB)));
    let client = client(&server);
    for _ in 0..20 {
        client.get_bulk_operation("a").send().wait().unwrap();
    }
    // A connection is free again only when the thread that drives it has noticed the end of an
    // answer, so that a call right after another may need a second one.
    assert!(server.connections() < 10, "{} connections", server.connections());
}

#[test]
fn threads_can_wait_at_the_same_time() {
    let (_runtime, server) =
        server((0..8).map(|_| ScriptedResponse::json(200, documents::YOUNG_JOB)));
    let client = client(&server);
    let call = || client.get_bulk_operation("a").send().wait().is_ok();
    let outcomes = thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(call)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(outcomes, [true; 8]);
}

#[tokio::test]
async fn a_thread_of_a_runtime_is_told_to_await_and_nothing_is_sent() {
    let server = Server::start([ScriptedResponse::json(200, documents::YOUNG_JOB)]).await;
    let error = client(&server).get_bulk_operation("a").send().wait().unwrap_err();

    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(error.to_string(), "the request is not valid");
    let source = std::error::Error::source(&error).unwrap();
    assert!(source.to_string().contains("use `.await`"), "{source}");
    assert!(!error.may_have_been_processed());
    assert!(server.requests().is_empty());
}
