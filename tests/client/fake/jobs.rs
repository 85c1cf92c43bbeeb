//! The jobs of the fake, from queued to complete.

use std::time::Duration;

use kustomer_client::types::{BulkBatches, BulkJobStatus, BulkResultStatus};
use kustomer_fake::{BatchesForm, JobTiming, Setup};

use super::{fake_and_client, updates, updates_with_references};

#[tokio::test(start_paused = true)]
async fn a_job_advances_from_queued_through_running_to_complete() {
    let (_, client) = fake_and_client(Setup::default());
    let job = client.bulk_batch_update_messages(updates(60)).send().await.unwrap();
    let id = &job.data.id;
    assert_eq!(job.data.attributes.status, BulkJobStatus::Queued);
    assert!(job.data.attributes.batches.is_none() && job.data.attributes.payload.is_none());

    // Queued for 2 seconds, then three batches of 3 seconds each.
    let mut seen = Vec::new();
    for _ in 0..12 {
        let job = client.get_bulk_operation(id).send().await.unwrap();
        let attributes = &job.data.attributes;
        let complete = attributes.batches.as_ref().and_then(|batches| batches.complete);
        seen.push((attributes.status.to_string(), complete));
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    seen.dedup();
    let states: Vec<_> =
        seen.iter().map(|(status, complete)| (status.as_str(), *complete)).collect();
    let running = |complete| ("running", Some(complete));
    assert_eq!(
        states,
        [("queued", None), running(0), running(1), running(2), ("complete", Some(3))]
    );
}

#[tokio::test(start_paused = true)]
async fn a_complete_job_contains_its_request() {
    let (_, client) = fake_and_client(Setup::default());
    let job = client.bulk_batch_update_messages(updates_with_references(2)).send().await.unwrap();
    tokio::time::sleep(Duration::from_mins(1)).await;
    let job = client.get_bulk_operation(&job.data.id).send().await.unwrap();
    let attributes = &job.data.attributes;
    assert_eq!(attributes.completed, Some(true));
    assert_eq!(attributes.ids.as_ref().unwrap().len(), 2);
    let sent = attributes.payload.as_ref().unwrap().api.as_ref().unwrap().data.as_ref().unwrap();
    assert_eq!(sent[1].id.as_deref(), Some("m1"));
    assert_eq!(attributes.created_at.as_ref().unwrap().as_str(), "2001-09-09T01:46:40.000Z");
}

#[tokio::test(start_paused = true)]
async fn batches_contain_the_result_of_each_update() {
    for batches in [BatchesForm::Document, BatchesForm::List] {
        let missing_messages = vec!["m1".to_owned()];
        let (_, client) = fake_and_client(Setup { batches, missing_messages, ..Setup::default() });
        let job =
            client.bulk_batch_update_messages(updates_with_references(2)).send().await.unwrap();
        tokio::time::sleep(Duration::from_mins(1)).await;
        let batches = client.get_bulk_operation_batches(&job.data.id).send().await.unwrap();
        let batch = match batches.into_body() {
            BulkBatches::BulkBatchesDocument(mut document) => document.data.remove(0),
            BulkBatches::List(mut list) => list.remove(0),
            other => panic!("{other:?}"),
        };
        assert_eq!((batch.success_count, batch.failure_count), (Some(1), Some(1)));
        let results = batch.results.unwrap();
        let results: Vec<_> = results
            .iter()
            .map(|it| (it.client_ref.as_deref().unwrap(), it.status.clone().unwrap()))
            .collect();
        assert_eq!(results, [("r0", BulkResultStatus::Updated), ("r1", BulkResultStatus::Error)]);
    }
}

#[tokio::test(start_paused = true)]
async fn batches_without_client_references_have_no_results() {
    let (_, client) = fake_and_client(Setup::default());
    let job = client.bulk_batch_update_messages(updates(30)).send().await.unwrap();
    tokio::time::sleep(Duration::from_secs(6)).await;
    let batches = client.get_bulk_operation_batches(&job.data.id).send().await.unwrap();
    let BulkBatches::BulkBatchesDocument(document) = batches.into_body() else {
        panic!("a document")
    };
    let [first, second] = &document.data[..] else { panic!("two batches") };
    assert_eq!(first.object_ids.as_ref().unwrap().len(), 25);
    assert!(first.results.is_none());
    assert_eq!(second.status.as_ref().unwrap().to_string(), "scheduled");
}

#[tokio::test(start_paused = true)]
async fn a_new_job_can_be_not_found_at_first() {
    let job_timing = JobTiming { hidden: Duration::from_secs(5), ..JobTiming::default() };
    let (_, client) = fake_and_client(Setup { job_timing, ..Setup::default() });
    let job = client.bulk_batch_update_messages(updates(1)).send().await.unwrap();
    assert!(client.get_bulk_operation(&job.data.id).send().await.unwrap_err().is_not_found());
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert!(client.get_bulk_operation(&job.data.id).send().await.is_ok());
}
