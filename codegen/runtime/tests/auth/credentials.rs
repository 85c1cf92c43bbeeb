//! Which credentials a request contains, and where.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::runtime::auth::{Credential, Token, TokenProvider};
use crate::runtime::client::{CallOptions, ClientBuilder};
use crate::runtime::request::{Idempotence, RequestBody};
use crate::runtime::resilience::Retry;
use crate::runtime::response::{Error, ErrorKind};
use crate::runtime::system::BoxFuture;
use bytes::Bytes;
use http::{Method, Request};

use crate::tests::support::Harness;
use crate::tests::support::api::operation;
use crate::tests::support::transport::ScriptedResponse;

type Alternatives = &'static [&'static [&'static str]];

fn send(
    security: Alternatives,
    configure: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> Result<Request<Bytes>, Error> {
    let harness = Harness::new([ScriptedResponse::empty(200)]);
    let client = configure(harness.builder.clone()).build().unwrap();
    let operation = operation(|operation| operation.security = security);
    let response = harness.run(client.execute(client.request(operation), CallOptions::new()));
    response.map(|_| harness.transport.request())
}

fn header(request: &Request<Bytes>, name: &str) -> Option<String> {
    request.headers().get(name).map(|value| {
        assert!(value.is_sensitive());
        value.to_str().unwrap().to_owned()
    })
}

#[test]
fn each_scheme_puts_its_credential_in_its_place() {
    let request = send(&[&["token"]], |builder| builder).unwrap();
    assert_eq!(header(&request, "authorization").unwrap(), "Bearer t0ken");
    let basic = Credential::basic("Aladdin", "open sesame");
    let request = send(&[&["user"]], |builder| builder.credential("user", basic)).unwrap();
    assert_eq!(header(&request, "authorization").unwrap(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    let key = || Credential::token("k&=/");
    let request = send(&[&["key"]], |builder| builder.credential("key", key())).unwrap();
    assert_eq!(header(&request, "x-api-key").unwrap(), "k&=/");
    let request = send(&[&["query"]], |builder| builder.credential("query", key())).unwrap();
    assert_eq!(request.uri().query(), Some("api[key]=k%26%3D%2F"));
    let request = send(&[&["session"]], |builder| builder.credential("session", key())).unwrap();
    assert_eq!(header(&request, "cookie").unwrap(), "sid=k&=/");
}

#[test]
fn credentials_go_only_where_they_are_required() {
    let request = send(&[], |builder| builder).unwrap();
    assert_eq!(header(&request, "authorization"), None);
}

#[test]
fn the_first_alternative_that_is_configured_as_a_whole_is_taken() {
    let alternatives: Alternatives = &[&["key", "session"], &["token"], &["query"]];
    let key = |builder: ClientBuilder| builder.credential("key", Credential::token("k"));
    let request = send(alternatives, key).unwrap();
    assert_eq!(
        (header(&request, "authorization").is_some(), header(&request, "x-api-key")),
        (true, None)
    );
    let both = |builder| key(builder).credential("session", Credential::token("s"));
    let request = send(alternatives, both).unwrap();
    assert_eq!(header(&request, "authorization"), None);
    assert_eq!(header(&request, "x-api-key").unwrap(), "k");
    assert_eq!(header(&request, "cookie").unwrap(), "sid=s");
}

#[test]
fn an_optional_credential_is_sent_if_it_is_configured() {
    let request = send(&[&[], &["token"]], |builder| builder).unwrap();
    assert!(header(&request, "authorization").is_some());
    let request = send(&[&["key"], &[]], |builder| builder).unwrap();
    assert_eq!(header(&request, "x-api-key"), None);
}

#[test]
fn without_a_required_credential_nothing_is_sent() {
    let error = send(&[&["key", "session"], &["user"]], |builder| builder).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::NoCredential, 0));
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(
        source,
        "no credential is configured: set `key` and `session` or `user` on the client builder"
    );
}

#[test]
fn an_unsupported_scheme_is_left_to_the_caller() {
    let request = send(&[&["signature", "token"]], |builder| builder).unwrap();
    assert!(header(&request, "authorization").is_some());
    let request = send(&[&["signature"], &["token"]], |builder| builder).unwrap();
    assert!(header(&request, "authorization").is_some());
    assert!(send(&[&["signature"]], |builder| builder).is_ok());
}

#[test]
fn a_token_cannot_terminate_its_cookie() {
    let token = Credential::token("a;b=c");
    let error = send(&[&["session"]], |builder| builder.credential("session", token)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
}

struct Rotating(Mutex<Vec<&'static str>>);

impl TokenProvider for Rotating {
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn std::error::Error + Send + Sync>>> {
        let next = self.0.lock().unwrap().pop();
        Box::pin(async move { next.map(Token::from).ok_or_else(|| "the vault is closed".into()) })
    }
}

#[test]
fn the_token_provider_is_called_for_each_request() {
    let harness = Harness::new([ScriptedResponse::empty(200), ScriptedResponse::empty(200)]);
    let provider = Credential::provider(Rotating(Mutex::new(vec!["b ad", "b"])));
    let client = harness.builder.clone().credential("token", provider).build().unwrap();
    let operation = operation(|operation| operation.security = &[&["token"]]);
    let send = || harness.run(client.execute::<()>(client.request(operation), CallOptions::new()));
    send().unwrap();
    assert_eq!(header(&harness.transport.request(), "authorization").unwrap(), "Bearer b");
    assert_eq!(send().unwrap_err().kind(), ErrorKind::InvalidRequest);
    let error = send().unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Credential, 0));
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the vault is closed");
}

#[test]
fn a_token_is_a_token_provider() {
    let provider = Credential::provider(Token::new("p"));
    let request = send(&[&["token"]], |builder| builder.credential("token", provider)).unwrap();
    assert_eq!(header(&request, "authorization").unwrap(), "Bearer p");
}

fn send_with(options: CallOptions, security: Alternatives) -> Result<Request<Bytes>, Error> {
    let harness = Harness::new([ScriptedResponse::empty(200)]);
    let client = harness.client();
    let operation = operation(|operation| operation.security = security);
    harness.run(client.execute(client.request(operation), options))?;
    Ok(harness.transport.request())
}

#[test]
fn a_header_of_the_call_takes_the_place_of_the_credential() {
    let own = || CallOptions::new().header("Authorization", "Bearer tenant");
    let request = send_with(own(), &[&["token"]]).unwrap();
    assert_eq!(header(&request, "authorization").unwrap(), "Bearer tenant");
    // It satisfies a scheme for which the client has no credential.
    let request = send_with(own(), &[&["user"]]).unwrap();
    assert_eq!(header(&request, "authorization").unwrap(), "Bearer tenant");
    let key = CallOptions::new().header("x-api-key", "k");
    let request = send_with(key, &[&["token"], &["key"]]).unwrap();
    assert_eq!(header(&request, "x-api-key").unwrap(), "k");
    assert_eq!(header(&request, "authorization"), None);
}

#[test]
fn a_call_can_have_a_credential_of_its_own() {
    let options = CallOptions::new().credential("token", Credential::token("tenant"));
    let request = send_with(options, &[&["token"]]).unwrap();
    assert_eq!(header(&request, "authorization").unwrap(), "Bearer tenant");
    let options = CallOptions::new().credential("key", Credential::token("k"));
    let request = send_with(options, &[&["token"], &["key"]]).unwrap();
    assert_eq!(header(&request, "x-api-key").unwrap(), "k");
    assert_eq!(header(&request, "authorization"), None);

    let unknown = CallOptions::new().credential("other", Credential::token("k"));
    let error = send_with(unknown, &[&["token"]]).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::InvalidRequest, 0));
}

#[test]
fn a_client_with_another_credential_shares_the_rest() {
    let limited = ScriptedResponse::with_headers(429, &[("retry-after", "30")], []);
    let harness = Harness::with_retries([limited, ScriptedResponse::empty(200)]);
    let client = harness.builder.clone().retry(Retry::Disabled).build().unwrap();
    let tenant = client.with_credential("token", Credential::token("tenant")).unwrap();
    let operation = operation(|operation| operation.security = &[&["token"]]);
    for client in [&tenant, &client] {
        let call = client.execute::<()>(client.request(operation), CallOptions::new());
        harness.run(call).unwrap();
    }
    let requests = harness.transport.requests();
    assert_eq!(header(&requests[0], "authorization").unwrap(), "Bearer tenant");
    assert_eq!(header(&requests[1], "authorization").unwrap(), "Bearer t0ken");
    // The rate limiter is shared as well.
    assert_eq!(harness.clock.elapsed(), Duration::from_secs(30));
    assert!(client.with_credential("token", Credential::basic("a", "b")).is_err());
    assert!(client.with_credential("other", Credential::token("a")).is_err());
}

/// A provider whose tokens are numbered, with a cache.
#[derive(Default)]
struct Numbered {
    number: AtomicUsize,
    replaced: AtomicUsize,
}

impl TokenProvider for Arc<Numbered> {
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn std::error::Error + Send + Sync>>> {
        let number = self.number.load(Ordering::Relaxed);
        Box::pin(async move { Ok(Token::new(format!("t{number}"))) })
    }

    fn replace<'a>(
        &'a self,
        _: &'a Token,
    ) -> BoxFuture<'a, Result<Token, Box<dyn std::error::Error + Send + Sync>>> {
        self.replaced.fetch_add(1, Ordering::Relaxed);
        Box::pin(async {
            tokio::task::yield_now().await;
            self.number.fetch_add(1, Ordering::Relaxed);
            self.token().await
        })
    }
}

#[test]
fn a_token_that_is_rejected_is_replaced_once() {
    let provider = Arc::new(Numbered::default());
    let harness = Harness::new([401, 200, 401, 401].map(ScriptedResponse::empty));
    let credential = Credential::provider(Arc::clone(&provider));
    let client = harness.builder.clone().credential("token", credential).build().unwrap();
    // The server has not processed the request, whatever the method is.
    let operation = operation(|operation| {
        operation.security = &[&["token"]];
        operation.method = Method::POST;
        operation.idempotence = Idempotence::NotIdempotent;
    });
    let call = || client.execute::<()>(client.request(operation), CallOptions::new());
    let sent = || {
        let requests = harness.transport.requests();
        requests.iter().map(|request| header(request, "authorization").unwrap()).collect::<Vec<_>>()
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    assert_eq!(runtime.block_on(call()).unwrap().status(), 200);
    assert_eq!(sent(), ["Bearer t0", "Bearer t1"]);
    assert_eq!(runtime.block_on(call()).unwrap().status(), 401);
    assert_eq!(sent(), ["Bearer t1", "Bearer t2"]);
    assert_eq!(provider.replaced.load(Ordering::Relaxed), 2);
}

#[test]
fn a_token_without_a_replacement_is_not_sent_again() {
    // The provider returns the same token again.
    let harness = Harness::new([ScriptedResponse::empty(401)]);
    let credential = Credential::provider(Token::new("fixed"));
    let client = harness.builder.clone().credential("token", credential).build().unwrap();
    let operation = operation(|operation| operation.security = &[&["token"]]);
    let call = || client.execute::<()>(client.request(operation), CallOptions::new());
    assert_eq!(harness.run(call()).unwrap().status(), 401);
    assert_eq!(harness.transport.count(), 1);
}

#[test]
fn a_body_that_cannot_be_sent_again_is_not_sent_with_another_token() {
    let provider = Arc::new(Numbered::default());
    let harness = Harness::new([ScriptedResponse::empty(401)]);
    let credential = Credential::provider(Arc::clone(&provider));
    let client = harness.builder.clone().credential("token", credential).build().unwrap();
    let mut request = client.request(operation(|operation| operation.security = &[&["token"]]));
    request.bytes("text/plain", RequestBody::reader(&b"text"[..]));
    let call = client.execute::<()>(request, CallOptions::new());
    assert_eq!(harness.run(call).unwrap().status(), 401);
    assert_eq!(harness.transport.count(), 1);
    assert_eq!(provider.replaced.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn calls_with_the_same_rejected_token_ask_for_one_replacement() {
    let provider = Arc::new(Numbered::default());
    let Credential::Provider(shared) = Credential::provider(Arc::clone(&provider)) else {
        panic!("it is a provider")
    };
    let rejected = Token::new("t0");
    let (first, second) = tokio::join!(shared.replace(&rejected), shared.replace(&rejected));
    assert!(first.unwrap().is(&second.unwrap()));
    assert_eq!(provider.replaced.load(Ordering::Relaxed), 1);
}
