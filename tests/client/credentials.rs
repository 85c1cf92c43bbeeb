//! The token and its provider: nothing is sent without a token.

use std::error::Error;
use std::sync::atomic::{AtomicUsize, Ordering};

use kustomer_client::RequestError;
use kustomer_client::auth::Credential;
use kustomer_client::auth::Token;
use kustomer_client::auth::TokenProvider;
use kustomer_client::transport::BoxFuture;
use kustomer_client::{Client, ErrorKind};

use super::support::{ScriptedResponse, Server, documents, update};

/// Returns the tokens one after the other, and then fails.
struct Tokens {
    texts: &'static [&'static str],
    given: AtomicUsize,
}

impl TokenProvider for Tokens {
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn Error + Send + Sync>>> {
        let text = self.texts.get(self.given.fetch_add(1, Ordering::Relaxed));
        let token = text.map(|text| Token::new(*text)).ok_or_else(|| "no token is left".into());
        Box::pin(std::future::ready(token))
    }
}

fn client(server: &Server, texts: &'static [&'static str]) -> Client {
    let provider = Credential::provider(Tokens { texts, given: AtomicUsize::new(0) });
    let builder = Client::builder().base_url(server.url());
    builder.credential("BearerAuth", provider).build().unwrap()
}

#[tokio::test]
async fn without_a_token_nothing_is_sent() {
    let server = Server::start([]).await;
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let error = update(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoCredential);
    let problem = error.source().unwrap().downcast_ref::<RequestError>().unwrap();
    assert!(matches!(problem, RequestError::NoCredential { schemes } if schemes == "`BearerAuth`"));
    assert!(!error.may_have_been_processed() && !error.is_retryable());
    assert!(!error.is_connect() && !error.is_timeout());
    assert_eq!((error.attempts(), error.status()), (0, None));
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn the_token_provider_is_called_for_each_request() {
    let responses = [
        ScriptedResponse::json(200, documents::NEW_JOB),
        ScriptedResponse::json(200, documents::NEW_JOB),
    ];
    let server = Server::start(responses).await;
    let client = client(&server, &["first", "second"]);
    update(&client).await.unwrap();
    update(&client).await.unwrap();
    let [first, second] = server.requests().try_into().unwrap();
    assert_eq!(first.header("authorization"), Some("Bearer first"));
    assert_eq!(second.header("authorization"), Some("Bearer second"));
}

#[tokio::test]
async fn if_the_token_provider_fails_nothing_is_sent() {
    let server = Server::start([]).await;
    let error = update(&client(&server, &[])).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert_eq!(error.source().unwrap().to_string(), "no token is left");
    assert!(!error.may_have_been_processed());
    assert_eq!((error.attempts(), server.connections()), (0, 0));
}

#[tokio::test]
async fn an_invalid_token_from_the_provider_is_an_error() {
    let server = Server::start([]).await;
    let error = update(&client(&server, &["a\r\nx-injected: b"])).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    let problem = error.source().unwrap().downcast_ref::<RequestError>().unwrap();
    assert_eq!(*problem, RequestError::Token { scheme: "BearerAuth" });
    assert_eq!((error.attempts(), server.connections()), (0, 0));
}
