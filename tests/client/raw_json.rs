//! JSON text as the input of an update: parsed into the type, or raw.

use kustomer_client::types::{BulkMessageUpdates, MessageChanges, MessageUpdate};
use kustomer_client::{Body, Field, json};
use serde_json::Value;

use super::support::{Request, ScriptedResponse, Server, client, documents};

async fn request(body: impl Into<Body<BulkMessageUpdates>>) -> Request {
    let server = Server::start([ScriptedResponse::json(200, documents::NEW_JOB)]).await;
    client(&server).bulk_batch_update_messages(body).send().await.unwrap();
    server.only_request()
}

const UPDATES: &str = r#"[
    {"id": "a", "subject": null, "status": "sent", "custom": {"giftBool": true}},
    {"_clientRef": "r", "id": "b", "lang": "en_us", "size": 12}
]"#;

#[tokio::test]
async fn an_array_parsed_into_updates_is_sent_as_the_same_json() {
    let updates: Vec<MessageUpdate> = serde_json::from_str(UPDATES).unwrap();
    assert_eq!(updates[0].subject, Field::Null);
    assert_eq!(updates[1].subject, Field::Absent);
    assert_eq!(updates[1].client_ref.as_deref(), Some("r"));
    let expected: Value = serde_json::from_str(UPDATES).unwrap();
    assert_eq!(request(updates).await.json(), expected);
}

#[tokio::test]
async fn an_array_parsed_into_the_body_is_sent_as_the_same_json() {
    let updates: BulkMessageUpdates = serde_json::from_str(UPDATES).unwrap();
    assert!(matches!(&updates, BulkMessageUpdates::Updates(list) if list.len() == 2));
    let expected: Value = serde_json::from_str(UPDATES).unwrap();
    assert_eq!(request(updates).await.json(), expected);
}

#[tokio::test]
async fn an_object_parsed_into_the_body_is_sent_as_the_same_json() {
    let text = r#"{"status":"received","lang":null}"#;
    let changes: BulkMessageUpdates = serde_json::from_str(text).unwrap();
    let expected = MessageChanges::default().status("received").lang(Field::Null);
    assert_eq!(changes, BulkMessageUpdates::MessageChanges(expected));
    assert_eq!(request(changes).await.json(), serde_json::from_str::<Value>(text).unwrap());
}

#[tokio::test]
async fn raw_text_is_sent_byte_for_byte() {
    for text in [UPDATES, " [ ]\n", r#"{"unknown":1e2,"unknown":"\u00fc"}"#, "not even JSON", ""] {
        let request = request(Body::raw(text)).await;
        assert_eq!(request.text(), text);
        assert_eq!(request.header("content-type"), Some("application/json"));
    }
}

#[tokio::test]
async fn raw_bytes_are_sent_unchanged() {
    assert_eq!(
        request(Body::raw(vec![0xEF, 0xBB, 0xBF, 0xFF, 0])).await.body,
        [0xEF, 0xBB, 0xBF, 0xFF, 0]
    );
}

#[tokio::test]
async fn raw_text_can_be_sent_with_ids() {
    let server = Server::start([ScriptedResponse::json(200, documents::NEW_JOB)]).await;
    let call = client(&server).bulk_batch_update_messages(Body::raw(r#"{"lang": "de"}"#));
    call.ids(["a", "b"]).send().await.unwrap();
    let request = server.only_request();
    assert_eq!(request.line(), "PUT /v1/messages/bulk?ids=a,b HTTP/1.1");
    assert_eq!(request.text(), r#"{"lang": "de"}"#);
}

#[test]
fn text_that_is_not_an_update_is_rejected_with_its_path() {
    let text = r#"[{"id":"a"},{"subject":"secret text"}]"#;
    let error = json::from_str::<Vec<MessageUpdate>>(text).unwrap_err().to_string();
    assert_eq!(error, "$[1].id: missing");
    // Serde does not tell an item of a list its index, so the path starts at the item.
    let error = serde_json::from_str::<Vec<MessageUpdate>>(text).unwrap_err().to_string();
    assert_eq!(error, "id: missing at line 1 column 38");
    assert!(!error.contains("secret text"), "{error}");
    let error = serde_json::from_str::<BulkMessageUpdates>(text).unwrap_err().to_string();
    assert!(error.starts_with("[1].id: missing"), "{error}");
    assert!(!error.contains("secret text"), "{error}");
}
