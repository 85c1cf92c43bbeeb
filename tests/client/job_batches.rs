//! The batches of a job, in both of their forms.

use kustomer_client::types::{BulkBatch, BulkBatchStatus, BulkBatches, BulkResultStatus};
use serde_json::{Value, json};

use super::support::{ScriptedResponse, Server, client};

async fn read(body: &Value) -> BulkBatches {
    let server = Server::start([ScriptedResponse::json(200, body.to_string())]).await;
    client(&server).get_bulk_operation_batches("a").send().await.unwrap().into_body()
}

fn batch() -> Value {
    json!({
        "status": "complete",
        "objectIds": ["5b3bdd9a1c0f2e00134a7711"],
        "successCount": 1,
        "failureCount": 1,
        "completedAt": "2018-07-03T20:34:03.873Z",
        "errors": [{"title": "Not found"}],
        "results": [
            {"_clientRef": "r1", "objectId": "5b3bdd9a1c0f2e00134a7711", "status": "updated"},
            {"_clientRef": "r2", "status": "error", "error": "There is no such message."},
        ],
    })
}

fn check(batch: &BulkBatch) {
    assert_eq!(batch.status, Some(BulkBatchStatus::Complete));
    assert_eq!((batch.success_count, batch.failure_count), (Some(1), Some(1)));
    assert_eq!(batch.object_ids.as_ref().unwrap().len(), 1);
    assert_eq!(batch.errors.as_ref().unwrap()[0]["title"], "Not found");
    let [updated, failed] = batch.results.as_deref().unwrap() else { panic!("{batch:?}") };
    assert_eq!(updated.client_ref.as_deref(), Some("r1"));
    assert_eq!(updated.status, Some(BulkResultStatus::Updated));
    assert_eq!(failed.status, Some(BulkResultStatus::Error));
    assert_eq!(failed.error.as_deref(), Some("There is no such message."));
}

#[tokio::test]
async fn decodes_batches_wrapped_in_a_document() {
    let batches = read(&json!({"data": [batch(), {"status": "scheduled"}]})).await;
    let BulkBatches::BulkBatchesDocument(document) = batches else { panic!("{batches:?}") };
    check(&document.data[0]);
    assert_eq!(document.data[1].status, Some(BulkBatchStatus::Scheduled));
}

#[tokio::test]
async fn decodes_batches_as_a_bare_array() {
    let batches = read(&json!([batch(), {"status": "queued"}])).await;
    let BulkBatches::List(list) = batches else { panic!("{batches:?}") };
    check(&list[0]);
    assert_eq!(list[1].status, Some(BulkBatchStatus::Queued));
}

#[tokio::test]
async fn decodes_an_empty_list_of_batches() {
    let BulkBatches::List(list) = read(&json!([])).await else { panic!() };
    assert!(list.is_empty());
    let BulkBatches::BulkBatchesDocument(document) = read(&json!({"data": []})).await else {
        panic!()
    };
    assert!(document.data.is_empty());
}

#[tokio::test]
async fn decodes_an_empty_batch() {
    let BulkBatches::List(list) = read(&json!([{}])).await else { panic!() };
    assert_eq!(list, [BulkBatch::default()]);
}

#[tokio::test]
async fn decodes_scalars_of_a_batch_from_text() {
    let body = json!([{"successCount": "3", "failureCount": "0", "objectIds": "a"}]);
    let BulkBatches::List(list) = read(&body).await else { panic!() };
    assert_eq!((list[0].success_count, list[0].failure_count), (Some(3), Some(0)));
    assert_eq!(list[0].object_ids, Some(vec![String::from("a")]));
}

#[tokio::test]
async fn ignores_undeclared_members_of_the_document() {
    let batches = read(&json!({"meta": {"page": 1}, "data": [batch()], "links": {}})).await;
    let BulkBatches::BulkBatchesDocument(document) = batches else { panic!("{batches:?}") };
    check(&document.data[0]);
}
