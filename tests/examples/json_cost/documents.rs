//! The texts of the documents, in the order of members in which the description declares them.

use serde_json::{Value, json};

const COUNT: u32 = 100;

fn id(number: u32) -> String {
    format!("5b3bddb67f8469{number:010x}")
}

fn list(item: impl Fn(u32) -> Value) -> Value {
    (0..COUNT).map(item).collect()
}

/// The updates of 100 messages.
pub(crate) fn updates() -> String {
    let update = |number| {
        json!({
            "id": id(number),
            "externalId": format!("external-{number}"),
            "preview": "Thank you for your \"order\" of today, which has been sent.",
            "subject": "Your order",
            "status": "sent",
            "sentAt": "2026-11-27T11:09:42.000Z",
            "size": 2048 + number,
            "custom": {"noteStr": "a note", "orderNum": number, "paidBool": true},
            "lang": null,
            "_clientRef": format!("update-{number}"),
        })
    };
    list(update).to_string()
}

/// The updates of 100 messages, each with few members and without a value of several types, for which
/// the derives of serde are slow.
pub(crate) fn statuses() -> String {
    let update = |number| {
        json!({
            "id": id(number),
            "subject": "Your order",
            "status": "sent",
            "_clientRef": format!("update-{number}"),
        })
    };
    list(update).to_string()
}

/// A job, with the items of its request in the payload.
pub(crate) fn job() -> String {
    let item = |number| {
        json!({
            "id": id(number),
            "custom": {"noteStr": "a note", "orderNum": number},
            "subject": "Your order",
        })
    };
    json!({"data": {
        "type": "bulk",
        "id": id(0),
        "attributes": {
            "ids": list(|number| id(number).into()),
            "context": "messages",
            "status": "running",
            "v2": true,
            "payload": {"api": {
                "data": list(item),
                "path": "/v1/messages/bulk",
                "user": {"id": id(1), "userType": "machine", "roles": ["org.admin"], "orgName": "acme"},
                "requestId": id(2),
                "service": "messages",
                "method": "PUT",
            }},
            "batches": {"complete": 0, "total": 1},
            "createdAt": "2026-11-27T11:09:42.000Z",
            "updatedAt": "2026-11-27T11:09:43.000Z",
        },
        "relationships": {"org": {
            "links": {"self": "/v1/orgs/5b3bddb67f8469003df370a4"},
            "data": {"type": "org", "id": id(3)},
        }},
        "links": {"self": "/v1/bulk/5b3bddb67f8469003df370a4"},
    }})
    .to_string()
}

/// Two batches of a job, each with 100 results.
pub(crate) fn batches() -> String {
    let result = |number| {
        json!({
            "_clientRef": format!("update-{number}"),
            "objectId": id(number),
            "status": "updated",
        })
    };
    let batch = json!({
        "status": "complete",
        "objectIds": list(|number| id(number).into()),
        "successCount": COUNT,
        "failureCount": 0,
        "completedAt": "2026-11-27T11:09:42.000Z",
        "errors": [],
        "results": list(result),
    });
    json!([batch, batch]).to_string()
}
