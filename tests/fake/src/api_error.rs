//! Errors of the API and their JSON documents.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};
use serde_json::{Value, json};

/// An error response of the API.
#[derive(Clone, Debug)]
pub(super) struct ApiError {
    status: u16,
    code: &'static str,
    detail: String,
    /// A JSON Pointer to the invalid value in the request body.
    pointer: Option<String>,
}

impl ApiError {
    pub(super) fn new(status: u16, code: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), pointer: None }
    }

    pub(super) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(400, "bad_request", detail)
    }

    pub(super) fn at(self, pointer: impl Into<String>) -> Self {
        Self { pointer: Some(pointer.into()), ..self }
    }

    pub(super) fn response(&self) -> Response<Bytes> {
        let mut error = json!({
            "status": self.status.to_string(),
            "code": self.code,
            "title": StatusCode::from_u16(self.status).ok().and_then(|status| status.canonical_reason()),
            "detail": self.detail,
        });
        if let (Some(pointer), Value::Object(members)) = (&self.pointer, &mut error) {
            members.insert("source".to_owned(), json!({ "pointer": pointer }));
        }
        json_response(self.status, &json!({ "errors": [error] }))
    }
}

/// Creates a response with a JSON body.
pub(super) fn json_response(status: u16, body: &Value) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(body.to_string()));
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let json = HeaderValue::from_static("application/json; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, json);
    response
}
