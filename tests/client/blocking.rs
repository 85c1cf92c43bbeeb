//! Calls that block the thread, with the feature `blocking`.

use std::thread;

use kustomer_client::{ErrorKind, Wait};
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
