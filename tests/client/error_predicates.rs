//! The predicates of errors by status.

use kustomer_client::Error;
use kustomer_client::types::ErrorDocument;

use super::support::{ScriptedResponse, Server, client, documents, failure, update};

const STATUSES: [u16; 14] = [307, 400, 401, 403, 404, 408, 409, 413, 418, 429, 500, 502, 503, 504];

/// The statuses for which the predicate is true.
async fn statuses(predicate: impl Fn(&Error<ErrorDocument>) -> bool) -> Vec<u16> {
    let responses = STATUSES.map(|status| ScriptedResponse::json(status, documents::error(status)));
    let server = Server::start(responses).await;
    let client = client(&server);
    let mut statuses = Vec::new();
    for status in STATUSES {
        let error = update(&client).await.unwrap_err();
        assert_eq!(error.status().unwrap(), status);
        if predicate(&error) {
            statuses.push(status);
        }
    }
    statuses
}

#[tokio::test]
async fn each_status_predicate_is_true_for_its_status_only() {
    assert_eq!(statuses(Error::is_unauthorized).await, [401]);
    assert_eq!(statuses(Error::is_forbidden).await, [403]);
    assert_eq!(statuses(Error::is_not_found).await, [404]);
    assert_eq!(statuses(Error::is_conflict).await, [409]);
    assert_eq!(statuses(Error::is_rate_limited).await, [429]);
}

#[tokio::test]
async fn client_and_server_errors_are_distinguished() {
    let client_errors = [400, 401, 403, 404, 408, 409, 413, 418, 429];
    assert_eq!(statuses(Error::is_client_error).await, client_errors);
    assert_eq!(statuses(Error::is_server_error).await, [500, 502, 503, 504]);
}

#[tokio::test]
async fn rejections_were_not_processed_and_other_failures_are_ambiguous() {
    let unclear = [408, 500, 502, 503, 504];
    assert_eq!(statuses(Error::may_have_been_processed).await, unclear);
}

#[tokio::test]
async fn an_update_is_retryable_only_if_it_was_not_processed() {
    assert_eq!(statuses(Error::is_retryable).await, [429]);
}

#[tokio::test]
async fn no_status_is_a_timeout_or_a_connect_error() {
    assert!(statuses(Error::is_timeout).await.is_empty());
    assert!(statuses(Error::is_connect).await.is_empty());
}

#[tokio::test]
async fn a_503_with_retry_after_was_not_processed() {
    let headers = [("content-type", "application/json"), ("retry-after", "3")];
    let error = failure(ScriptedResponse::new(503, &headers, documents::error(503))).await;
    assert!(!error.may_have_been_processed());
    assert!(error.is_retryable());
}
