//! Custom attributes and other undeclared members, in requests and responses.

use kustomer_client::types::{CustomAttributes, CustomValue, MessageUpdate};
use serde_json::{Value, json};

use super::support::{ScriptedResponse, Server, client, documents};

/// The `custom` member of the only item that the server receives.
async fn sent(
    custom: impl IntoIterator<Item = (impl Into<String>, Option<CustomValue>)>,
) -> String {
    let server = Server::start([ScriptedResponse::json(200, documents::NEW_JOB)]).await;
    let update = MessageUpdate::new("a").custom(custom);
    client(&server).bulk_batch_update_messages(vec![update]).send().await.unwrap();
    server.only_request().text().to_owned()
}

/// The items of a job, decoded and encoded again.
async fn echoed(data: &Value) -> Value {
    let job = documents::job(&json!({"status": "running", "payload": {"api": {"data": data}}}));
    let server = Server::start([ScriptedResponse::json(200, job)]).await;
    let job = client(&server).get_bulk_operation("a").send().await.unwrap();
    let call = job.into_body().data.attributes.payload.unwrap().api.unwrap();
    serde_json::to_value(call.data).unwrap()
}

#[tokio::test]
async fn each_kind_of_custom_value_is_sent_unchanged() {
    let custom = [
        ("carrierStr", Some(CustomValue::from("Northwind"))),
        ("giftBool", Some(CustomValue::from(false))),
        ("noteTxt", None),
        ("orderNum", Some(20451.into())),
        ("priceNum", Some(CustomValue::from(0.5))),
    ];
    assert_eq!(
        sent(custom).await,
        r#"[{"id":"a","custom":{"carrierStr":"Northwind","giftBool":false,"noteTxt":null,"orderNum":20451,"priceNum":0.5}}]"#
    );
}

#[tokio::test]
async fn no_custom_values_are_sent_as_an_empty_object() {
    assert_eq!(sent(CustomAttributes::new()).await, r#"[{"id":"a","custom":{}}]"#);
}

#[tokio::test]
async fn custom_values_round_trip() {
    let data = json!([{"id": "a", "custom": {
        "carrierStr": "Northwind",
        "deliveredAt": "2018-07-03T08:15:00.000Z",
        "giftBool": true,
        "noteTxt": null,
        "orderNum": 20451,
        "priceNum": 0.5,
        "ünknown name": "x",
    }}]);
    assert_eq!(echoed(&data).await, data);
}

#[tokio::test]
async fn a_custom_value_of_an_undeclared_kind_round_trips() {
    let data = json!([{"id": "a", "custom": {"listStr": ["x", {"y": [null, 1]}]}}]);
    assert_eq!(echoed(&data).await, data);
}

#[tokio::test]
async fn undeclared_members_of_an_item_round_trip() {
    let data = json!([{"id": "a", "subject": null, "meta": {"run": 7, "list": [1, "2", 3.5]}}]);
    assert_eq!(echoed(&data).await, data);
}

#[tokio::test]
async fn free_form_objects_round_trip() {
    let batches = json!([{
        "status": "complete",
        "errors": [{"title": "Not found", "source": {"index": 7, "deep": [[null, true]]}}],
    }]);
    let server = Server::start([ScriptedResponse::json(200, batches.to_string())]).await;
    let response = client(&server).get_bulk_operation_batches("a").send().await.unwrap();
    assert_eq!(serde_json::to_value(response.body()).unwrap(), batches);
}
