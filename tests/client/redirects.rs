//! Redirects are not followed, so that the token stays with the server it is for.

use kustomer_client::ErrorKind;

use super::support::{ScriptedResponse, Server, client, documents, update};

#[tokio::test]
async fn a_redirect_to_another_server_is_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let other = Server::start([ScriptedResponse::json(200, documents::NEW_JOB)]).await;
        let location = format!("{}/messages/bulk", other.url());
        let server =
            Server::start([ScriptedResponse::new(status, &[("location", &location)], "")]).await;
        let error = update(&client(&server)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnexpectedStatus);
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(error.headers().unwrap()["location"], location.as_str());
        // So a server answers that has done the update.
        assert_eq!(error.may_have_been_processed(), status < 304);
        assert!(!error.is_retryable());
        assert_eq!((server.requests().len(), other.connections()), (1, 0));
    }
}

#[tokio::test]
async fn a_redirect_on_the_same_server_is_not_followed() {
    let responses = [
        ScriptedResponse::new(307, &[("location", "/v1/bulk/b")], ""),
        ScriptedResponse::json(200, documents::NEW_JOB),
    ];
    let server = Server::start(responses).await;
    let error = client(&server).get_bulk_operation("a").send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 307);
    assert_eq!(server.only_request().line(), "GET /v1/bulk/a HTTP/1.1");
}
