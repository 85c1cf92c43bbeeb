//! Any number of messages, each accounted for.

use kustomer_client::bulk::{Failure, ItemResult};
use kustomer_client::types::{BulkResultStatus, MessageUpdate};
use kustomer_fake::{BatchesForm, Setup};

use super::{fake_and_client, updates};

#[tokio::test(start_paused = true)]
async fn each_message_has_an_outcome() {
    for batches in [BatchesForm::Document, BatchesForm::List] {
        let missing_messages = vec!["m7".to_owned(), "m203".to_owned()];
        let (kustomer, client) =
            fake_and_client(Setup { batches, missing_messages, ..Setup::default() });
        let report = client.update_messages().run(updates(250)).run_to_end().await;
        assert!(report.error.is_none(), "{:?}", report.error);
        assert_eq!((report.summary.updated, report.summary.failed), (248, 2));
        let mut failed: Vec<&str> = report.failures.iter().map(|outcome| &*outcome.id).collect();
        failed.sort_unstable();
        assert_eq!(failed, ["m203", "m7"]);
        for outcome in &report.failures {
            let ItemResult::Failed(Failure::Item(result)) = &outcome.result else { panic!() };
            assert_eq!(result.status, Some(BulkResultStatus::Error));
            assert!(result.error.is_some());
        }
        let submits: Vec<_> = kustomer
            .log()
            .iter()
            .filter(|entry| entry.bytes > 0)
            .map(|entry| entry.bytes)
            .collect();
        assert_eq!(submits.len(), 3);
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_has_at_most_95_000_bytes() {
    let (kustomer, client) = fake_and_client(Setup::default());
    let update = |number: u32| MessageUpdate::new(format!("m{number}")).preview("x".repeat(9_000));
    let report = client.update_messages().run((0..25).map(update)).run_to_end().await;
    assert_eq!(report.summary.updated, 25);
    let largest = kustomer.log().iter().map(|entry| entry.bytes).max().unwrap();
    assert!((90_000..=95_000).contains(&largest), "{largest}");
}

#[tokio::test(start_paused = true)]
async fn one_change_is_made_to_many_messages() {
    let (_, client) = fake_and_client(Setup::default());
    let change = MessageUpdate::new("").subject("Hello");
    let ids = (0..120).map(|number| format!("m{number}"));
    let report = client.update_messages().run_for_ids(change, ids).run_to_end().await;
    assert!(report.summary.all_updated(), "{report:?}");
    assert_eq!((report.summary.updated, report.summary.jobs), (120, 2));
}
