//! The declared error statuses, each with its error document.

use bytes::Bytes;
use kustomer_client::ErrorKind;
use kustomer_client::types::ErrorDocument;
use serde_json::json;

use super::support::{ScriptedResponse, Server, client, documents, failure, update};

/// Checks an error of an update with an error document.
async fn check(status: u16) {
    let body = documents::error(status);
    let error = failure(ScriptedResponse::json(status, &body)).await;
    let kind = if status == 429 { ErrorKind::RateLimit } else { ErrorKind::Api };
    assert_eq!(error.kind(), kind);
    assert_eq!(error.status().unwrap(), status);
    assert_eq!(error.headers().unwrap()["content-type"], "application/json");
    assert_eq!(error.raw_body(), Some(&Bytes::from(body.clone())));
    assert_eq!((error.attempts(), error.decode_path()), (1, None));
    assert_eq!(error.operation().id, "BulkBatchUpdateMessages");
    let problem = &error.api().unwrap().errors[0];
    assert_eq!(problem.status, Some(status.to_string()));
    assert_eq!(problem.code.as_deref(), Some("scripted"));
    assert_eq!(problem.title.as_deref(), Some("Scripted error"));
    assert_eq!(problem.detail, Some(format!("The server was scripted to return {status}.")));
    assert_eq!(problem.source.as_ref().unwrap()["pointer"], "/1/_clientRef");
    assert_eq!(problem.meta.as_ref().unwrap()["attempt"], 1);
    assert_eq!(problem.links.as_ref().unwrap().len(), 1);
    let document: ErrorDocument = serde_json::from_str(&body).unwrap();
    assert_eq!(error.into_api(), Some(document));
}

macro_rules! declared_statuses {
    ($($name:ident $status:literal)*) => {$(
        #[tokio::test]
        async fn $name() {
            check($status).await;
        }
    )*};
}

declared_statuses! {
    status_400_comes_with_its_document 400
    status_401_comes_with_its_document 401
    status_403_comes_with_its_document 403
    status_404_comes_with_its_document 404
    status_409_comes_with_its_document 409
    status_413_comes_with_its_document 413
    status_429_comes_with_its_document 429
    status_500_comes_with_its_document 500
    status_502_comes_with_its_document 502
    status_503_comes_with_its_document 503
    status_599_comes_with_its_document 599
}

#[tokio::test]
async fn reads_have_the_same_errors() {
    let response = || ScriptedResponse::json(404, documents::error(404));
    let server = Server::start([response(), response()]).await;
    let client = client(&server);
    let job = client.get_bulk_operation("a").send().await.unwrap_err();
    let batches = client.get_bulk_operation_batches("a").send().await.unwrap_err();
    for (error, id) in [(job, "GetBulkOperation"), (batches, "GetBulkOperationBatches")] {
        assert!(error.is_not_found());
        assert_eq!(error.operation().id, id);
        assert_eq!(error.api().unwrap().errors[0].code.as_deref(), Some("scripted"));
    }
}

#[tokio::test]
async fn a_status_that_only_another_operation_declares_is_unexpected() {
    let server = Server::start([ScriptedResponse::json(409, documents::error(409))]).await;
    let error = client(&server).get_bulk_operation("a").send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedStatus);
    assert!(error.is_conflict() && error.api().is_none());
    assert_eq!(error.raw_body().unwrap(), documents::error(409).as_bytes());
}

#[tokio::test]
async fn the_status_within_the_document_may_be_a_number() {
    let body = json!({"errors": [{"status": 400, "code": 17}]}).to_string();
    let error = failure(ScriptedResponse::json(400, body)).await;
    let problem = &error.api().unwrap().errors[0];
    assert_eq!(problem.status.as_deref(), Some("400"));
    assert_eq!(problem.code.as_deref(), Some("17"));
}

#[tokio::test]
async fn a_document_may_list_several_problems_with_other_members() {
    let body = json!({"jsonapi": {}, "errors": [{"id": "x", "title": "a"}, {"title": "b"}, {}]});
    let error = failure(ScriptedResponse::json(400, body.to_string())).await;
    let titles: Vec<_> =
        error.api().unwrap().errors.iter().map(|problem| problem.title.as_deref()).collect();
    assert_eq!(titles, [Some("a"), Some("b"), None]);
}

#[tokio::test]
async fn the_request_id_is_exposed() {
    let headers = [("content-type", "application/json"), ("x-request-id", "5b3bddb6")];
    let error = failure(ScriptedResponse::new(500, &headers, documents::error(500))).await;
    assert_eq!(error.request_id(), Some("5b3bddb6"));
}

#[tokio::test]
async fn an_error_displays_its_operation_and_status() {
    let error = failure(ScriptedResponse::json(404, documents::error(404))).await;
    assert_eq!(error.to_string(), "PUT /messages/bulk: 404 Not Found");
}

#[tokio::test]
async fn a_call_after_an_error_works() {
    let responses = [
        ScriptedResponse::json(500, documents::error(500)),
        ScriptedResponse::json(200, documents::NEW_JOB),
    ];
    let server = Server::start(responses).await;
    let client = client(&server);
    assert!(update(&client).await.unwrap_err().is_server_error());
    assert_eq!(update(&client).await.unwrap().data.r#type, "bulk");
    assert_eq!((server.requests().len(), server.connections()), (2, 1));
}
