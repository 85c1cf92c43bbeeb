//! The documents that the server returns.

use serde_json::{Value, json};

/// A job with only type, id and status.
pub const NEW_JOB: &str =
    r#"{"data":{"type":"bulk","id":"5b3be0417f8469003df370b8","attributes":{"status":"queued"}}}"#;

/// A job with these attributes.
pub fn job(attributes: &Value) -> String {
    json!({"data": {"type": "bulk", "id": "5b3be0417f8469003df370b8", "attributes": attributes}})
        .to_string()
}

/// An error with this status.
pub fn error(status: u16) -> String {
    json!({"errors": [{
        "status": status.to_string(),
        "code": "scripted",
        "title": "Scripted error",
        "detail": format!("The server was scripted to return {status}."),
        "source": {"pointer": "/1/_clientRef"},
        "meta": {"attempt": 1},
        "links": {"about": "https://help.example.com/scripted"},
    }]})
    .to_string()
}
