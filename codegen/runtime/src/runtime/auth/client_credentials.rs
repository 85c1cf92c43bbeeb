//! The client credentials of an application, and the request that exchanges them for a token
//! (RFC 6749, section 4.4).
//!
//! Invariant: the secret is sent to the token endpoint only, and `Debug` does not show it.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use http::header::AUTHORIZATION;

use super::token::Token;
use crate::runtime::request::{Idempotence, Operation, RequestBuilder, Reserved, encode};

/// The request for a token, which observers and test transports receive like an operation of the API.
///
/// ```
/// use runtime::Operation;
/// use runtime::auth::TOKEN_REQUEST;
///
/// /// Whether an observer or a test transport has received a request for a token.
/// fn is_token_request(operation: &Operation) -> bool {
///     operation.id == TOKEN_REQUEST.id
/// }
/// ```
pub static TOKEN_REQUEST: Operation = Operation {
    id: "token request",
    method: Method::POST,
    path: "",
    idempotence: Idempotence::Idempotent,
    security: &[],
    server: None,
};

/// The client credentials of an application: the id and the secret that it has at an authorization
/// server, and what it asks for.
///
/// ```
/// use runtime::auth::ClientCredentials;
///
/// let credentials = ClientCredentials::new("inventory", "secret").scope("read").scope("write");
/// # let _ = credentials;
/// ```
#[derive(Clone)]
#[must_use]
pub struct ClientCredentials {
    client_id: String,
    client_secret: Token,
    place: Place,
    scopes: Vec<String>,
    parameters: Vec<(String, String)>,
    token_url: Option<String>,
}

/// Where a request has the id and the secret (RFC 6749, section 2.3.1).
#[derive(Clone, Copy)]
enum Place {
    /// In `Authorization: Basic`, which every authorization server supports.
    Header,
    Body,
}

impl ClientCredentials {
    /// The id and the secret of an application. Without a scope, the server grants its default.
    pub fn new(client_id: impl Into<String>, client_secret: impl Into<Token>) -> Self {
        Self {
            client_id: client_id.into(),
            client_secret: client_secret.into(),
            place: Place::Header,
            scopes: Vec::new(),
            parameters: Vec::new(),
            token_url: None,
        }
    }

    /// Adds a scope that the token is to have.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// Adds a parameter that the authorization server defines, such as `audience`.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Sends the id and the secret in the body, for servers that do not support
    /// `Authorization: Basic`.
    pub fn in_body(self) -> Self {
        Self { place: Place::Body, ..self }
    }

    /// Sets the URL of the token endpoint, in place of the one in the description. It is absolute, or
    /// relative to the base URL of the client.
    pub fn token_url(self, url: impl Into<String>) -> Self {
        Self { token_url: Some(url.into()), ..self }
    }

    /// The URL of the token endpoint, which is `declared` unless another one is set.
    pub(crate) fn token_url_or<'u>(&'u self, declared: &'u str) -> &'u str {
        self.token_url.as_deref().unwrap_or(declared)
    }

    /// Completes the request for a token.
    pub(crate) fn write(&self, request: &mut RequestBuilder<'_>) {
        let secret = self.client_secret.expose();
        let scopes = self.scopes.join(" ");
        let mut pairs = vec![("grant_type", "client_credentials")];
        if !scopes.is_empty() {
            pairs.push(("scope", &scopes));
        }
        pairs.extend(self.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        match self.place {
            Place::Header => {
                let pair = format!("{}:{}", form_encode(&self.client_id), form_encode(secret));
                let value = format!("Basic {}", STANDARD.encode(pair));
                request.set_own_header(AUTHORIZATION.as_str(), value);
            }
            Place::Body => {
                pairs.extend([("client_id", &*self.client_id), ("client_secret", secret)]);
            }
        }
        let pair = |(name, value): &(&str, &str)| form_encode(name) + "=" + &form_encode(value);
        let body = pairs.iter().map(pair).collect::<Vec<_>>().join("&");
        request.bytes("application/x-www-form-urlencoded", body);
    }
}

/// Encodes a text as `application/x-www-form-urlencoded` (RFC 6749, appendix B).
fn form_encode(text: &str) -> String {
    encode(text, Reserved::Encode).replace("%20", "+")
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let debug = &mut formatter.debug_struct("ClientCredentials");
        debug.field("scopes", &self.scopes).finish_non_exhaustive()
    }
}
