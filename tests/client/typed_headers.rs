//! Typed headers of responses, as declared in the description.

use kustomer_client::headers::{RETRY_AFTER, X_RATE_LIMIT_LIMIT, X_RATE_LIMIT_REMAINING};

use super::support::{ScriptedResponse, Server, client, documents, failure, update};

#[tokio::test]
async fn a_success_has_the_declared_headers() {
    let headers = [
        ("content-type", "application/json"),
        ("x-ratelimit-limit", "1000"),
        ("x-ratelimit-remaining", "many"),
    ];
    let server = Server::start([ScriptedResponse::new(200, &headers, documents::NEW_JOB)]).await;
    let job = update(&client(&server)).await.unwrap();
    assert_eq!(job.header(X_RATE_LIMIT_LIMIT), Some(1000));
    assert_eq!(job.header(X_RATE_LIMIT_REMAINING), None);
    assert_eq!(job.header(RETRY_AFTER), None);
}

#[tokio::test]
async fn an_error_has_the_declared_headers() {
    let headers = [("content-type", "application/json"), ("x-ratelimit-remaining", "7")];
    let error = failure(ScriptedResponse::new(400, &headers, documents::error(400))).await;
    assert_eq!(error.header(X_RATE_LIMIT_REMAINING), Some(7));
}
