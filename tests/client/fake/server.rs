//! The fake over sockets.

use std::sync::Arc;
use std::time::Duration;

use kustomer_client::types::BulkJobStatus;
use kustomer_client::{Client, ErrorKind, RateLimiting, Retry};
use kustomer_fake::{Fault, Faults, Kustomer, Rule, Server, Setup, StepClock, TOKEN};

use super::updates;
use crate::client::support::in_time;

struct Connected {
    kustomer: Kustomer,
    clock: StepClock,
    client: Client,
    _server: Server,
}

async fn connect(setup: Setup) -> Connected {
    let clock = StepClock::new();
    let kustomer = Kustomer::new(setup, Arc::new(clock.clone()));
    let server = Server::start(kustomer.clone()).await.unwrap();
    let client = Client::builder()
        .base_url(server.url())
        .token(TOKEN)
        .retry(Retry::Disabled)
        .rate_limiter(RateLimiting::Disabled)
        .build()
        .unwrap();
    Connected { kustomer, clock, client, _server: server }
}

#[tokio::test]
async fn a_job_completes_over_a_socket() {
    let Connected { kustomer, clock, client, _server } = connect(Setup::default()).await;
    let job = client.bulk_batch_update_messages(updates(30)).send().await.unwrap();
    assert_eq!(job.data.attributes.status, BulkJobStatus::Queued);
    clock.advance(Duration::from_secs(5));
    let job = job.get_bulk_operation(&client).send().await.unwrap();
    let progress = job.data.attributes.batches.as_ref().unwrap();
    assert_eq!((progress.complete, progress.total), (Some(1), Some(2)));
    clock.advance(Duration::from_secs(3));
    let job = job.get_bulk_operation(&client).send().await;
    assert_eq!(job.unwrap().data.attributes.status, BulkJobStatus::Complete);
    assert_eq!(kustomer.log().len(), 3);
}

#[tokio::test]
async fn api_errors_are_returned_over_a_socket() {
    let Connected { client, _server, .. } = connect(Setup::default()).await;
    let error = client.bulk_batch_update_messages(updates(101)).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 400);
    let detail = error.api().unwrap().errors[0].detail.as_deref();
    assert_eq!(detail, Some("There are 101 updates, more than 100."));
}

#[tokio::test]
async fn faults_are_injected_over_a_socket() {
    let cases = [
        (Fault::Refuse, ErrorKind::Transport, false),
        (Fault::ResetBefore, ErrorKind::Transport, false),
        (Fault::ResetAfter, ErrorKind::Transport, true),
        (Fault::Truncate(9), ErrorKind::Transport, true),
        (Fault::Garble, ErrorKind::Decode, true),
        (Fault::Status(502), ErrorKind::Api, false),
    ];
    for (fault, kind, done) in cases {
        let faults = Faults::rules([Rule::new(fault.clone())]);
        let Connected { kustomer, client, _server, .. } =
            connect(Setup { faults, ..Setup::default() }).await;
        let call = client.bulk_batch_update_messages(updates(1)).send();
        let error = in_time(call).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{fault:?}");
        assert!(error.may_have_been_processed(), "{fault:?}");
        let [entry] = &kustomer.log()[..] else { panic!("one request arrived") };
        assert_eq!(entry.was_processed(), done, "{fault:?}");
        assert!(client.bulk_batch_update_messages(updates(1)).send().await.is_ok(), "{fault:?}");
    }
}
