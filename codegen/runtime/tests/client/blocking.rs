//! Waiting for futures without an asynchronous runtime, and inside of one.

use std::future::ready;

use tokio::runtime::{Builder, Runtime};
use tokio::task::spawn_blocking;

use crate::runtime::client::Wait;
use crate::runtime::response::{Error, ErrorKind};

/// Yields once, and then waits for a timer of Tokio.
async fn answer() -> Result<i64, Error> {
    tokio::task::yield_now().await;
    tokio::time::sleep(std::time::Duration::ZERO).await;
    Ok(7)
}

fn runtimes() -> [Runtime; 2] {
    [Builder::new_current_thread(), Builder::new_multi_thread()]
        .map(|mut builder| builder.enable_all().build().unwrap())
}

#[test]
fn wait_works_outside_of_a_runtime() {
    assert_eq!(answer().wait().unwrap(), 7);
}

#[test]
fn wait_works_in_spawn_blocking() {
    for runtime in runtimes() {
        let waiting = async { spawn_blocking(|| answer().wait()).await.unwrap() };
        assert_eq!(runtime.block_on(waiting).unwrap(), 7);
    }
}

#[test]
fn wait_is_refused_in_a_task() {
    for runtime in runtimes() {
        let in_block_on = runtime.block_on(async { answer().wait() });
        let in_task = async { tokio::spawn(async { answer().wait() }).await.unwrap() };
        for refused in [in_block_on, runtime.block_on(in_task)] {
            let error = refused.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Setup);
            assert!(error.to_string().contains("use `.await`"), "{error}");
        }
    }
}

#[test]
fn a_refused_wait_leaves_the_task_its_budget() {
    let [runtime, _] = runtimes();
    runtime.block_on(async {
        assert!(ready(Ok::<i64, Error>(7)).wait().is_err());
        assert!(tokio::task::coop::has_budget_remaining());
    });
}
