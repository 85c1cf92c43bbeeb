//! A server with a token endpoint, which takes a second for each token, and an API.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};

use super::Harness;
use super::api::operation;
use super::clock::ScriptedClock;
use super::transport::{ScriptedResponse, ScriptedTransport};
use crate::runtime::auth::ClientCredentials;
use crate::runtime::client::{CallOptions, Client, ClientBuilder, with_client_credentials};
use crate::runtime::request::RequestBody;
use crate::runtime::response::{Error, RawResponse};
use crate::runtime::system::{BoxFuture, Clock};
use crate::runtime::transport::{ResponseBody, Transport, TransportError};

pub(crate) const TOKEN_URL: &str = "https://login.example.com/token";

pub(crate) struct AuthorizationServer {
    clock: Arc<ScriptedClock>,
    /// The responses of the token endpoint.
    responses: Mutex<VecDeque<ScriptedResponse>>,
    /// The requests that the token endpoint has received.
    pub(crate) received: Mutex<Vec<Request<Bytes>>>,
    /// The credentials of the requests that the API has received.
    pub(crate) credentials: Mutex<Vec<String>>,
    /// What the API rejects.
    pub(crate) rejected: Mutex<Option<&'static str>>,
}

/// A harness with such a server, and a client of it.
pub(crate) struct Login {
    pub(crate) harness: Harness,
    pub(crate) server: Arc<AuthorizationServer>,
}

impl Login {
    pub(crate) fn new(responses: impl IntoIterator<Item = ScriptedResponse>) -> Self {
        let mut harness = Harness::new([]);
        let server = Arc::new(AuthorizationServer {
            clock: harness.clock.clone(),
            responses: Mutex::new(responses.into_iter().collect()),
            received: Mutex::default(),
            credentials: Mutex::default(),
            rejected: Mutex::default(),
        });
        harness.builder = harness.builder.transport(server.clone());
        Self { harness, server }
    }

    pub(crate) fn client(&self) -> Client {
        self.client_with(TOKEN_URL, ClientCredentials::new("id", "secret"), |builder| builder)
    }

    pub(crate) fn client_with(
        &self,
        url: &str,
        credentials: ClientCredentials,
        configure: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Client {
        let client = configure(self.harness.builder.clone()).build().unwrap();
        with_client_credentials(&client, "token", url, credentials).unwrap()
    }

    /// Makes a call that needs a token.
    pub(crate) fn call(&self, client: &Client) -> Result<RawResponse, Error> {
        self.harness.run(call(client))
    }

    /// The only request that the token endpoint has received.
    pub(crate) fn token_request(&self) -> Request<Bytes> {
        let mut received = std::mem::take(&mut *self.server.received.lock().unwrap());
        assert_eq!(received.len(), 1);
        received.remove(0)
    }

    /// The number of requests that the token endpoint has received.
    pub(crate) fn count(&self) -> usize {
        self.server.received.lock().unwrap().len()
    }

    /// Takes the tokens that the API has received.
    pub(crate) fn tokens(&self) -> Vec<String> {
        std::mem::take(&mut *self.server.credentials.lock().unwrap())
    }

    pub(crate) fn wait(&self, seconds: u64) {
        self.harness.run(self.harness.clock.sleep(Duration::from_secs(seconds)));
    }
}

pub(crate) async fn call(client: &Client) -> Result<RawResponse, Error> {
    let operation = operation(|operation| operation.security = &[&["token"]]);
    client.execute(client.request(operation), CallOptions::new()).await
}

/// A response with a token for this many seconds.
pub(crate) fn token(text: &str, seconds: u32) -> ScriptedResponse {
    let body =
        format!(r#"{{"access_token": "{text}", "token_type": "bearer", "expires_in": {seconds}}}"#);
    ScriptedResponse::new(200, "application/json", body)
}

impl Transport for AuthorizationServer {
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        Box::pin(async move {
            let response = if request.uri().path().contains("token") {
                let copy = request.map(|body| body.as_bytes().cloned().unwrap_or_default());
                self.received.lock().unwrap().push(copy);
                self.clock.sleep(Duration::from_secs(1)).await;
                self.responses.lock().unwrap().pop_front().expect("a response for each request")
            } else {
                let credential = request.headers()["authorization"].to_str().unwrap();
                self.credentials.lock().unwrap().push(credential.to_owned());
                let is_rejected = *self.rejected.lock().unwrap() == Some(credential);
                ScriptedResponse::empty(if is_rejected { 401 } else { 200 })
            };
            ScriptedTransport::new(self.clock.clone(), [response]).send(Request::default()).await
        })
    }
}
