//! Lenient decoding of the job document.

use kustomer_client::types::{BulkJobAttributes, BulkJobDocument, BulkJobStatus};
use serde_json::{Value, json};

use super::support::{ScriptedResponse, Server, client, documents};

async fn read(document: String) -> BulkJobDocument {
    let server = Server::start([ScriptedResponse::json(200, document)]).await;
    client(&server).get_bulk_operation("a").send().await.unwrap().into_body()
}

async fn attributes(attributes: Value) -> BulkJobAttributes {
    read(documents::job(&attributes)).await.data.attributes
}

#[tokio::test]
async fn decodes_booleans_from_text() {
    let job = attributes(json!({"status": "running", "v2": "true", "completed": "false"})).await;
    assert_eq!((job.v2, job.completed), (Some(true), Some(false)));
}

#[tokio::test]
async fn decodes_ids_from_a_single_string() {
    let job = attributes(json!({"status": "running", "ids": "5b3bdd9a1c0f2e00134a7711"})).await;
    assert_eq!(job.ids, Some(vec![String::from("5b3bdd9a1c0f2e00134a7711")]));
}

#[tokio::test]
async fn decodes_numbers_from_text() {
    let batches = json!({"complete": "1", "total": "2"});
    let job = attributes(json!({"status": "running", "batches": batches})).await;
    let batches = job.batches.unwrap();
    assert_eq!((batches.complete, batches.total), (Some(1), Some(2)));
}

#[tokio::test]
async fn decodes_text_from_numbers() {
    let document = json!({"data": {
        "type": "bulk",
        "id": 17,
        "attributes": {"status": "running", "context": 3, "ids": [1, 2]},
    }});
    let job = read(document.to_string()).await;
    assert_eq!(job.data.id, "17");
    assert_eq!(job.data.attributes.context.as_deref(), Some("3"));
    assert_eq!(job.data.attributes.ids, Some(vec![String::from("1"), String::from("2")]));
}

#[tokio::test]
async fn decodes_null_members() {
    let parts = ["ids", "context", "v2", "payload", "batches", "createdAt", "completed"];
    let server = Server::start(parts.map(|part| {
        let attributes = json!({"status": "queued", (part): null});
        ScriptedResponse::json(200, documents::job(&attributes))
    }))
    .await;
    let client = client(&server);
    for part in parts {
        let job = client.get_bulk_operation("a").send().await.unwrap();
        assert_eq!(job.data.attributes.status, BulkJobStatus::Queued, "{part}");
    }
    let document = json!({"data": {
        "type": "bulk",
        "id": "a",
        "attributes": {"status": "queued"},
        "relationships": null,
        "links": null,
    }});
    assert_eq!(read(document.to_string()).await.data.links, None);
}

#[tokio::test]
async fn decodes_missing_nested_members() {
    let payload = json!({"api": {"user": {}, "data": [{}]}});
    let job = attributes(json!({"status": "queued", "payload": payload, "batches": {}})).await;
    let call = job.payload.unwrap().api.unwrap();
    assert_eq!(call.user.unwrap().roles, None);
    assert_eq!(call.data.unwrap()[0].id, None);
    assert_eq!(job.batches.unwrap().total, None);
}

#[tokio::test]
async fn ignores_undeclared_members() {
    let document = json!({
        "meta": {"page": 1},
        "data": {
            "type": "bulk",
            "id": "a",
            "attributes": {"status": "complete", "errors": 0, "owner": {"id": 1}},
            "revision": [],
        },
        "included": [{"id": "a"}],
    });
    let job = read(document.to_string()).await;
    assert_eq!(job.data.id, "a");
    assert_eq!(job.data.attributes.status, BulkJobStatus::Complete);
}

#[tokio::test]
async fn keeps_an_unparsed_date_time_as_text() {
    let job = attributes(json!({"status": "queued", "createdAt": "yesterday"})).await;
    let created_at = job.created_at.unwrap();
    assert_eq!((created_at.as_str(), created_at.unix_millis()), ("yesterday", None));
}

#[tokio::test]
async fn accepts_a_leading_byte_order_mark() {
    let job = read(format!("\u{feff}{}", documents::NEW_JOB)).await;
    assert_eq!(job.data.id, "5b3be0417f8469003df370b8");
}

#[tokio::test]
async fn accepts_a_missing_media_type() {
    for headers in [&[][..], &[("content-type", "application/vnd.api+json")]] {
        let server = Server::start([ScriptedResponse::new(200, headers, documents::NEW_JOB)]).await;
        let job = client(&server).get_bulk_operation("a").send().await.unwrap();
        assert_eq!(job.data.attributes.status, BulkJobStatus::Queued);
    }
}
