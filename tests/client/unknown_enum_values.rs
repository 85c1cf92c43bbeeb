//! Values that the description does not declare round-trip.

use kustomer_client::types::{
    BulkBatches, BulkJobStatus, BulkMessageUpdates, BulkResultStatus, MessageStatus, MessageUpdate,
    Sentiment, SentimentPolarity,
};
use serde_json::json;

use super::support::{ScriptedResponse, Server, client, documents};

#[tokio::test]
async fn an_unknown_status_of_a_message_is_sent() {
    let server = Server::start([ScriptedResponse::json(200, documents::NEW_JOB)]).await;
    let update = MessageUpdate::new("a").status("archived");
    assert_eq!(update.status, Some(MessageStatus::Unknown(String::from("archived"))));
    client(&server).bulk_batch_update_messages(vec![update]).send().await.unwrap();
    assert_eq!(server.only_request().text(), r#"[{"id":"a","status":"archived"}]"#);
}

#[tokio::test]
async fn an_unknown_polarity_is_sent() {
    let server = Server::start([ScriptedResponse::json(200, documents::NEW_JOB)]).await;
    let sentiment = Sentiment::new(SentimentPolarity::from(2), 0.5);
    let update = MessageUpdate::new("a").sentiment(sentiment);
    client(&server).bulk_batch_update_messages(vec![update]).send().await.unwrap();
    assert_eq!(
        server.only_request().text(),
        r#"[{"id":"a","sentiment":{"polarity":2,"confidence":0.5}}]"#
    );
}

#[tokio::test]
async fn an_unknown_status_of_a_job_round_trips() {
    let server =
        Server::start([ScriptedResponse::json(200, documents::job(&json!({"status": "paused"})))])
            .await;
    let job = client(&server).get_bulk_operation("a").send().await.unwrap();
    let status = &job.data.attributes.status;
    assert_eq!(*status, BulkJobStatus::Unknown(String::from("paused")));
    assert_eq!(status.to_string(), "paused");
    assert_eq!(serde_json::to_value(status).unwrap(), "paused");
}

#[tokio::test]
async fn unknown_statuses_of_batches_and_results_round_trip() {
    let batches = json!([{"status": "split", "results": [{"status": "skipped"}]}]);
    let server = Server::start([ScriptedResponse::json(200, batches.to_string())]).await;
    let response = client(&server).get_bulk_operation_batches("a").send().await.unwrap();
    let BulkBatches::List(list) = response.body() else { panic!("{:?}", response.body()) };
    let result = &list[0].results.as_ref().unwrap()[0];
    assert_eq!(result.status, Some(BulkResultStatus::Unknown(String::from("skipped"))));
    assert_eq!(serde_json::to_value(response.body()).unwrap(), batches);
}

#[tokio::test]
async fn unknown_values_in_json_text_are_sent_unchanged() {
    let text = r#"[{"id":"a","status":"archived","sentiment":{"polarity":-3,"confidence":0.5}}]"#;
    let updates: BulkMessageUpdates = serde_json::from_str(text).unwrap();
    let server = Server::start([ScriptedResponse::json(200, documents::NEW_JOB)]).await;
    client(&server).bulk_batch_update_messages(updates).send().await.unwrap();
    assert_eq!(server.only_request().text(), text);
}
