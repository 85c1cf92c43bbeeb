//! Exchanges client credentials for tokens at the token endpoint of an authorization server
//! (RFC 6749, section 4.4).
//!
//! Invariant: a token request is a call of the client, with its transport, clock, timeouts and
//! retries, but without its credentials and default headers, which are for the API only.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use http::header::USER_AGENT;
use serde_json::Value;

use super::api_client::{Client, ClientInner};
use super::call_options::CallOptions;
use super::config_error::ConfigError;
use crate::runtime::auth::{
    ClientCredentials, Credential, GrantedToken, Security, TOKEN_REQUEST, Token, TokenCache,
    TokenFailure, TokenSource,
};
use crate::runtime::request::{BaseUrl, UriReference};
use crate::runtime::resilience::{RateLimiting, TokenBucket};
use crate::runtime::response::Error;
use crate::runtime::system::BoxFuture;

/// The client with tokens for a scheme that its client credentials are exchanged for. A token URL
/// that is relative is so to the base URL of the client.
pub(crate) fn with_client_credentials(
    client: &Client,
    scheme: &str,
    token_url: &str,
    credentials: ClientCredentials,
) -> Result<Client, ConfigError> {
    let url = credentials.token_url_or(token_url);
    // The server of an absolute URL need not be that of the API.
    let server = url.split(['?', '#']).next().filter(|url| url.contains("://"));
    let server = server.map(|url| BaseUrl::parse(url, client.0.plain_http));
    let endpoint = TokenEndpoint {
        client: without_credentials(&client.0),
        server: server.unwrap_or_else(|| Ok(client.0.base_url.clone())).map_err(ConfigError::from),
        url: UriReference::parse(url),
        credentials,
    };
    let tokens = TokenCache::new(endpoint, Arc::clone(&client.0.clock));
    client.with_credential(scheme, Credential::provider(tokens))
}

/// A client for requests to another server than that of the API.
fn without_credentials(client: &ClientInner) -> Client {
    let user_agent = client.headers.get(USER_AGENT).map(|value| (USER_AGENT, value.clone()));
    Client::new(ClientInner {
        headers: HeaderMap::from_iter(user_agent),
        security: Security::default(),
        retry_tokens: Arc::new(TokenBucket::default()),
        rate_limiting: RateLimiting::Disabled,
        ..client.clone()
    })
}

struct TokenEndpoint {
    client: Client,
    server: Result<BaseUrl, ConfigError>,
    url: UriReference,
    credentials: ClientCredentials,
}

impl TokenSource for TokenEndpoint {
    fn request(&self) -> BoxFuture<'_, Result<GrantedToken, TokenFailure>> {
        Box::pin(async {
            let result = self.exchange().await;
            result.map_err(|error| Arc::new(error) as TokenFailure)
        })
    }
}

impl TokenEndpoint {
    async fn exchange(&self) -> Result<GrantedToken, TokenError> {
        let mut request = self.client.request(&TOKEN_REQUEST);
        request.accept("application/json");
        self.credentials.write(&mut request);
        let server = self.server.as_ref().map_err(|error| TokenError::Url(Some(error.clone())))?;
        let origin = request.follow(&self.url, server).map_err(|_| TokenError::Url(None))?;
        let options = CallOptions::new().base_url(origin);
        let response = self.client.execute(request, options).await.map_err(TokenError::Request)?;
        if !response.status().is_success() {
            return Err(TokenError::Request(response.json_error()));
        }
        let response = response.json::<Value, Value>().map_err(TokenError::Request)?;
        granted(response.body()).ok_or(TokenError::NoBearerToken)
    }
}

/// The token of a successful response (section 5.1). Some servers omit its type, and some send its
/// lifetime as text.
fn granted(body: &Value) -> Option<GrantedToken> {
    let token = Token::from(body.get("access_token")?.as_str()?);
    let is_bearer = body
        .get("token_type")
        .is_none_or(|kind| kind.as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("bearer")));
    let lifetime = body.get("expires_in").and_then(|lifetime| match lifetime {
        Value::String(text) => text.parse().ok(),
        number => number.as_f64(),
    });
    // A lifetime that is too long for a duration has no end.
    let lifetime = lifetime.and_then(|it: f64| Duration::try_from_secs_f64(it.max(0.0)).ok());
    is_bearer.then_some(GrantedToken { token, lifetime })
}

/// Why there is no token. It quotes nothing that was sent or received.
#[derive(Debug)]
enum TokenError {
    /// The URL of the token endpoint is not valid.
    Url(Option<ConfigError>),
    /// The request failed, or the server has refused it.
    Request(Error<Value>),
    /// The response is no token, or one of another type.
    NoBearerToken,
}

impl fmt::Display for TokenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Url(_) => "set a `token_url` with `https`, such as `https://host/token`",
            Self::Request(error) => refusal(error),
            Self::NoBearerToken => "the token endpoint has returned no bearer token",
        })
    }
}

/// What the code of an error response means (section 5.2).
fn refusal(error: &Error<Value>) -> &'static str {
    let code = error.api().and_then(|body| body.get("error")).and_then(Value::as_str);
    match code.unwrap_or_default() {
        "invalid_client" => {
            "the authorization server does not accept the client id and secret (`invalid_client`)"
        }
        "invalid_scope" => {
            "the authorization server does not grant the scopes, or needs some (`invalid_scope`)"
        }
        "unauthorized_client" => {
            "the application may not use client credentials (`unauthorized_client`)"
        }
        "unsupported_grant_type" => {
            "the authorization server does not support client credentials (`unsupported_grant_type`)"
        }
        "invalid_request" => {
            "the authorization server needs another parameter, or the id and secret in the body (`invalid_request`)"
        }
        _ => "the token request failed",
    }
}

impl StdError for TokenError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Request(error) => Some(error),
            Self::Url(Some(error)) => Some(error),
            Self::Url(None) | Self::NoBearerToken => None,
        }
    }
}
