//! The request for a token with client credentials, its response, and what its errors say.

use std::error::Error as _;

use http::Method;

use crate::runtime::auth::ClientCredentials;
use crate::runtime::client::ClientBuilder;
use crate::runtime::resilience::RetryPolicy;
use crate::runtime::response::ErrorKind;
use crate::tests::support::authorization_server::{Login, TOKEN_URL, token};
use crate::tests::support::transport::ScriptedResponse;

fn body(text: &'static str) -> ScriptedResponse {
    ScriptedResponse::json(200, text)
}

#[test]
fn a_token_is_requested_with_the_id_and_secret_of_the_application() {
    let login = Login::new([token("t1", 3600)]);
    let credentials = ClientCredentials::new("a b", "s:é%").scope("read").scope("write");
    let client = login.client_with(TOKEN_URL, credentials, |builder| {
        builder.default_header("x-api-key", "of the API")
    });
    login.call(&client).unwrap();
    assert_eq!(login.tokens(), ["Bearer t1"]);

    let request = login.token_request();
    assert_eq!((request.method(), request.uri().to_string().as_str()), (&Method::POST, TOKEN_URL));
    assert_eq!(request.body(), "grant_type=client_credentials&scope=read+write");
    let header = |name| request.headers().get(name).map(|value| value.to_str().unwrap());
    assert_eq!(header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(header("accept"), Some("application/json"));
    assert_eq!(header("user-agent"), Some("pets-client/1.2.3"));
    // `a+b:s%3A%C3%A9%25`, by RFC 6749, section 2.3.1.
    assert_eq!(header("authorization"), Some("Basic YStiOnMlM0ElQzMlQTklMjU="));
    assert!(request.headers()["authorization"].is_sensitive());
    // The headers and the credentials of the API are not sent to another server.
    assert_eq!(header("x-api-key"), None);
}

#[test]
fn the_body_can_have_the_id_the_secret_and_other_parameters() {
    let login = Login::new([token("t1", 3600)]);
    let credentials = ClientCredentials::new("id", "s&t");
    let credentials = credentials.parameter("audience", "https://api.example.com").in_body();
    login.call(&login.client_with(TOKEN_URL, credentials, |builder| builder)).unwrap();
    let request = login.token_request();
    let form = "grant_type=client_credentials&audience=https%3A%2F%2Fapi.example.com\
                &client_id=id&client_secret=s%26t";
    assert_eq!(request.body(), form);
    assert!(!request.headers().contains_key("authorization"));
}

#[test]
fn the_token_url_is_absolute_or_relative_to_the_base_url() {
    let new = || ClientCredentials::new("id", "secret");
    let own = || new().token_url("https://sandbox.example.com/token");
    for (declared, credentials, requested) in [
        ("/oauth/token", new(), "https://acme.api.example.com/oauth/token"),
        ("token?tenant=1", new(), "https://acme.api.example.com/token?tenant=1"),
        ("https://a.example.com:8443/token/?v=1#x", new(), "https://a.example.com:8443/token/?v=1"),
        (TOKEN_URL, own(), "https://sandbox.example.com/token"),
    ] {
        let login = Login::new([token("t1", 3600)]);
        login.call(&login.client_with(declared, credentials, |builder| builder)).unwrap();
        assert_eq!(login.token_request().uri().to_string(), requested);
    }
}

#[test]
fn the_secret_is_not_sent_without_tls() {
    let login = Login::new([]);
    let credentials = ClientCredentials::new("id", "secret");
    let url = "http://login.example.com/token";
    let error = login.call(&login.client_with(url, credentials, |it| it)).unwrap_err();
    assert_eq!((error.kind(), login.count()), (ErrorKind::Credential, 0));
    let cause = error.source().unwrap().to_string();
    assert_eq!(cause, "set a `token_url` with `https`, such as `https://host/token`");

    let login = Login::new([token("t1", 60)]);
    let credentials = ClientCredentials::new("id", "secret");
    let client = login.client_with(url, credentials, ClientBuilder::allow_plain_http);
    login.call(&client).unwrap();
    assert_eq!(login.token_request().uri().to_string(), url);
}

#[test]
fn a_response_without_a_bearer_token_is_an_error() {
    for response in [
        r#"{"ok": false, "error": "invalid_client"}"#,
        r#"{"access_token": 1, "token_type": "bearer"}"#,
        r#"{"access_token": "t", "token_type": "mac"}"#,
    ] {
        let login = Login::new([body(response)]);
        let error = login.call(&login.client()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential);
        let cause = error.source().unwrap().to_string();
        assert_eq!(cause, "the token endpoint has returned no bearer token");
    }
}

#[test]
fn a_refusal_is_explained_without_quoting_it() {
    for (code, explained) in [
        ("invalid_client", "does not accept the client id and secret"),
        ("invalid_scope", "does not grant the scopes"),
        ("unauthorized_client", "may not use client credentials"),
        ("unsupported_grant_type", "does not support client credentials"),
        ("invalid_request", "needs another parameter"),
        ("canary", "the token request failed"),
    ] {
        let text = format!(r#"{{"error": "{code}", "error_description": "canary of canary"}}"#);
        let response = ScriptedResponse::new(400, "application/json", text);
        let login = Login::new([response]);
        let credentials = ClientCredentials::new("canary", "canary").parameter("a", "canary");
        assert!(!format!("{credentials:?}").contains("canary"));
        let client = login.client_with(TOKEN_URL, credentials, |builder| builder);
        let error = login.call(&client).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Credential, 0));
        assert!(!format!("{client:?} {error:?} {error}").contains("canary"));
        let cause = error.source().unwrap();
        assert!(cause.to_string().contains(explained), "{cause}");
        let status = cause.source().unwrap().to_string();
        assert!(status.contains("400") && !status.contains("canary"), "{status}");
    }
}

#[test]
fn a_token_request_is_retried_like_a_call() {
    let login = Login::new([ScriptedResponse::empty(503), token("t1", 3600)]);
    let credentials = ClientCredentials::new("id", "secret");
    let client =
        login.client_with(TOKEN_URL, credentials, |builder| builder.retry(RetryPolicy::new()));
    login.call(&client).unwrap();
    assert_eq!((login.count(), login.tokens()), (2, vec!["Bearer t1".to_owned()]));
}
