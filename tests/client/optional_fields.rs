//! The fields of an update: absent, null and with a value.

use std::time::{Duration, UNIX_EPOCH};

use kustomer_client::DateTime;
use kustomer_client::types::{
    Attachment, BulkMessageUpdates, MessageChanges, MessageError, MessageStatus, MessageUpdate,
    Sentiment, SentimentPolarity,
};
use kustomer_client::{Body, Field};
use serde_json::{Map, Value, json};

use super::support::{ScriptedResponse, Server, client, documents};

/// The JSON body that the server receives.
async fn sent(body: impl Into<Body<BulkMessageUpdates>>) -> String {
    let server = Server::start([ScriptedResponse::json(200, documents::NEW_JOB)]).await;
    client(&server).bulk_batch_update_messages(body).send().await.unwrap();
    server.only_request().text().to_owned()
}

fn object(value: &Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

#[tokio::test]
async fn fields_that_are_absent_are_not_sent() {
    assert_eq!(sent(vec![MessageUpdate::new("a")]).await, r#"[{"id":"a"}]"#);
    assert_eq!(sent(MessageChanges::default()).await, "{}");
}

#[tokio::test]
async fn fields_that_are_null_are_sent_as_null() {
    let update = MessageUpdate::new("a")
        .external_id(Field::Null)
        .preview(Field::Null)
        .subject(None::<String>)
        .sent_at(Field::Null)
        .modified_by(Field::Null)
        .lang(Field::Null);
    assert_eq!(
        sent(vec![update]).await,
        r#"[{"id":"a","externalId":null,"preview":null,"subject":null,"sentAt":null,"modifiedBy":null,"lang":null}]"#
    );
}

#[tokio::test]
async fn a_field_set_to_absent_again_is_not_sent() {
    let update = MessageUpdate::new("a").subject("b").subject(Field::Absent);
    assert_eq!(sent(vec![update]).await, r#"[{"id":"a"}]"#);
}

#[tokio::test]
async fn text_is_sent_unchanged() {
    let update = MessageUpdate::new("a").subject("\"ü\" \\ \n 🦀");
    assert_eq!(sent(vec![update]).await, r#"[{"id":"a","subject":"\"ü\" \\ \n 🦀"}]"#);
}

#[tokio::test]
async fn an_empty_list_is_sent() {
    let update = MessageUpdate::new("a").attachments([]);
    assert_eq!(sent(vec![update]).await, r#"[{"id":"a","attachments":[]}]"#);
    assert_eq!(sent(Vec::<MessageUpdate>::new()).await, "[]");
}

#[tokio::test]
async fn a_whole_number_is_sent_without_a_fraction() {
    let update = MessageUpdate::new("a").size(2048);
    assert_eq!(sent(vec![update]).await, r#"[{"id":"a","size":2048}]"#);
    let update = MessageUpdate::new("a").size(0.5);
    assert_eq!(sent(vec![update]).await, r#"[{"id":"a","size":0.5}]"#);
}

#[tokio::test]
async fn every_field_of_an_update_is_sent_by_its_name() {
    let error = MessageError::default()
        .status(550.5)
        .code("mailbox_unavailable")
        .title("Mailbox unavailable")
        .detail("It does not exist.")
        .source(object(&json!({"channel": "email"})))
        .meta(object(&json!({"attempts": 3})))
        .links(object(&json!({"about": "https://help.example.com"})));
    let attachment = Attachment::new("5b3bdd9a1c0f2e00134a77a1", "a.pdf", "application/pdf", 9.5)
        .source_id("5b3bdd9a1c0f2e00134a77b1");
    let update = MessageUpdate::new("a")
        .conversation("b")
        .external_id("c")
        .preview("d")
        .subject("e")
        .status(MessageStatus::Error)
        .error(error)
        .error_at("2018-07-03T20:31:07.000Z".parse::<DateTime>().unwrap())
        .sent_at("2018-07-03T20:31:07+02:00".parse::<DateTime>().unwrap())
        .size(1.5)
        .attachments([attachment])
        .meta(object(&json!({"nested": {"list": [1, null, "x"]}})))
        .custom([("giftBool", Some(true.into()))])
        .related("f")
        .sentiment(Sentiment::new(SentimentPolarity::Negative, -0.25))
        .created_at(UNIX_EPOCH)
        .modified_at(UNIX_EPOCH + Duration::from_millis(1))
        .updated_at(UNIX_EPOCH + Duration::from_hours(24))
        .created_by("5a96dac46dd73800112fab30")
        .modified_by("5a96dac46dd73800112fab31")
        .lang("en_us")
        .client_ref("g");
    let body: Value = serde_json::from_str(&sent(vec![update]).await).unwrap();
    assert_eq!(
        body,
        json!([{
            "id": "a",
            "conversation": "b",
            "externalId": "c",
            "preview": "d",
            "subject": "e",
            "status": "error",
            "error": {
                "status": 550.5,
                "code": "mailbox_unavailable",
                "title": "Mailbox unavailable",
                "detail": "It does not exist.",
                "source": {"channel": "email"},
                "meta": {"attempts": 3},
                "links": {"about": "https://help.example.com"},
            },
            "errorAt": "2018-07-03T20:31:07.000Z",
            "sentAt": "2018-07-03T20:31:07+02:00",
            "size": 1.5,
            "attachments": [{
                "_id": "5b3bdd9a1c0f2e00134a77a1",
                "name": "a.pdf",
                "contentType": "application/pdf",
                "contentLength": 9.5,
                "sourceId": "5b3bdd9a1c0f2e00134a77b1",
            }],
            "meta": {"nested": {"list": [1, null, "x"]}},
            "custom": {"giftBool": true},
            "related": "f",
            "sentiment": {"polarity": -1, "confidence": -0.25},
            "createdAt": "1970-01-01T00:00:00.000Z",
            "modifiedAt": "1970-01-01T00:00:00.001Z",
            "updatedAt": "1970-01-02T00:00:00.000Z",
            "createdBy": "5a96dac46dd73800112fab30",
            "modifiedBy": "5a96dac46dd73800112fab31",
            "lang": "en_us",
            "_clientRef": "g",
        }])
    );
}

#[tokio::test]
async fn the_fields_of_changes_are_those_of_updates_without_id_and_reference() {
    let changes = MessageChanges::default().conversation("b").subject("e").lang(Field::Null);
    assert_eq!(sent(changes).await, r#"{"conversation":"b","subject":"e","lang":null}"#);
}
