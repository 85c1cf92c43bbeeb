//! Client credentials on the wire: one request for a token, then calls with it.

use std::error::Error;

use obstacles_client::auth::ClientCredentials;
use obstacles_client::{Client, ErrorKind, Retry};

use tests::server::{ScriptedResponse, Server};

async fn start(responses: impl IntoIterator<Item = ScriptedResponse>) -> (Server, Client) {
    let server = Server::start(responses).await;
    let credentials = ClientCredentials::new("inventory", "secret").scope("read");
    let builder = Client::builder().base_url(server.url()).retry(Retry::Disabled);
    let client = builder.build_with_client_credentials(credentials).unwrap();
    (server, client)
}

#[tokio::test]
async fn calls_share_a_token() {
    let token = r#"{ "access_token": "t1", "token_type": "Bearer", "expires_in": 3600 }"#;
    let list = || ScriptedResponse::json(200, "[]");
    let (server, client) = start([ScriptedResponse::json(200, token), list(), list()]).await;
    client.vec().send().await.unwrap();
    client.vec().send().await.unwrap();

    let requests = server.requests();
    let lines: Vec<&str> = requests.iter().map(|request| request.line()).collect();
    let (token, call) = ("POST /oauth/token HTTP/1.1", "GET /v1/vec HTTP/1.1");
    assert_eq!(lines, [token, call, call]);
    assert_eq!(requests[0].header("authorization"), Some("Basic aW52ZW50b3J5OnNlY3JldA=="));
    assert_eq!(requests[0].text(), "grant_type=client_credentials&scope=read");
    assert_eq!(requests[1].header("authorization"), Some("Bearer t1"));
    assert_eq!(requests[2].header("authorization"), Some("Bearer t1"));
}

#[tokio::test]
async fn a_refusal_is_the_cause_of_the_error() {
    let refusal = ScriptedResponse::json(401, r#"{ "error": "invalid_client" }"#);
    let (server, client) = start([refusal]).await;
    let error = client.vec().send().await.unwrap_err();
    assert_eq!((error.kind(), server.requests().len()), (ErrorKind::Credential, 1));
    assert!(error.source().unwrap().to_string().contains("`invalid_client`"));
}
