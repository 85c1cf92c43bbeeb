//! Credentials for security schemes, and how they are added to a request.
//!
//! Invariant: a credential that does not fit its scheme, or cannot be sent, is an error. It is never
//! omitted.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::AUTHORIZATION;

use super::scheme::{Scheme, SchemeKind};
use super::single_flight::SingleFlight;
use super::token::{Token, TokenProvider};
use crate::runtime::request::{RequestError, RequestParts, Reserved, encode, encode_name};

/// A credential for one security scheme.
///
/// ```
/// use runtime::auth::Credential;
///
/// let key = Credential::token("secret");
/// let user = Credential::basic("name", "password");
/// # let _ = (key, user);
/// ```
#[derive(Clone)]
pub enum Credential {
    /// A fixed token: a bearer token or an API key.
    Token(Token),
    /// A source of bearer tokens or API keys that expire or rotate.
    Provider(Arc<dyn TokenProvider>),
    /// A user name and a password.
    Basic {
        /// The user name, without a colon.
        username: String,
        /// The password.
        password: Token,
    },
}

impl Credential {
    /// A fixed token, for a bearer scheme or an API key.
    #[must_use]
    pub fn token(token: impl Into<Token>) -> Self {
        Self::Token(token.into())
    }

    /// A source of tokens that expire or rotate. It is called before each attempt, and once more if
    /// the server rejects a token with 401.
    #[must_use]
    pub fn provider(provider: impl TokenProvider) -> Self {
        Self::Provider(Arc::new(SingleFlight::new(provider)))
    }

    /// A user name and a password for HTTP Basic authentication.
    #[must_use]
    pub fn basic(username: impl Into<String>, password: impl Into<Token>) -> Self {
        Self::Basic { username: username.into(), password: password.into() }
    }

    /// Checks that the credential fits the scheme and can be sent.
    pub(crate) fn check(&self, scheme: &'static Scheme) -> Result<(), CredentialMismatch> {
        let is_for_basic = matches!(self, Self::Basic { .. });
        if scheme.kind == SchemeKind::Other || is_for_basic != (scheme.kind == SchemeKind::Basic) {
            return Err(CredentialMismatch::Kind);
        }
        let is_valid = match self {
            Self::Token(token) => token.is_valid(),
            Self::Provider(_) => true,
            Self::Basic { username, password } => {
                is_user(username) && !password.expose().contains(char::is_control)
            }
        };
        if is_valid { Ok(()) } else { Err(CredentialMismatch::Characters) }
    }

    /// Adds the credential to a request. Returns the token of a provider, which is `token` if there
    /// is one.
    pub(crate) async fn apply(
        &self,
        scheme: &'static Scheme,
        token: Option<Token>,
        parts: &mut RequestParts,
    ) -> Result<Option<Provided>, CredentialError> {
        match self {
            Self::Basic { username, password } => {
                let pair = Token::new(format!("{username}:{}", password.expose()));
                let value = format!("Basic {}", STANDARD.encode(pair.expose().as_bytes()));
                parts.set_known_header(AUTHORIZATION, value)?;
                Ok(None)
            }
            Self::Token(token) => {
                put(token, scheme, parts)?;
                Ok(None)
            }
            Self::Provider(provider) => {
                let token = match token {
                    Some(token) => token,
                    None => provider.token().await.map_err(CredentialError::Provider)?,
                };
                put(&token, scheme, parts)?;
                Ok(Some(Provided { scheme: scheme.name, provider: Arc::clone(provider), token }))
            }
        }
    }
}

/// A token that a provider has returned for an attempt.
pub(crate) struct Provided {
    /// The name of the security scheme that it is for.
    pub(crate) scheme: &'static str,
    provider: Arc<dyn TokenProvider>,
    token: Token,
}

impl Provided {
    /// Another token in place of this one, which was rejected. `None` if there is no other one.
    pub(crate) async fn replacement(&self) -> Option<Token> {
        let token = self.provider.replace(&self.token).await.ok()?;
        (!token.is(&self.token)).then_some(token)
    }
}

/// Whether the text can be the user name of `Basic` (RFC 7617, section 2).
fn is_user(name: &str) -> bool {
    !name.contains(|character: char| character == ':' || character.is_control())
}

fn put(
    token: &Token,
    scheme: &'static Scheme,
    parts: &mut RequestParts,
) -> Result<(), RequestError> {
    if !token.is_valid() {
        return Err(RequestError::Token { scheme: scheme.name });
    }
    let text = token.expose();
    match scheme.kind {
        SchemeKind::Bearer => parts.set_known_header(AUTHORIZATION, ["Bearer ", text].concat()),
        SchemeKind::Header(name) => parts.set_header(name, text.to_owned()),
        SchemeKind::Query(name) => {
            parts.add_query(&format!("{}={}", encode_name(name), encode(text, Reserved::Encode)));
            Ok(())
        }
        // Servers issue tokens in cookies as they are and compare them as they are, so they are
        // not encoded.
        SchemeKind::Cookie(name) if is_cookie_value(text) => {
            parts.add_cookie(&format!("{name}={text}"));
            Ok(())
        }
        SchemeKind::Basic | SchemeKind::Cookie(_) | SchemeKind::Other => {
            Err(RequestError::Token { scheme: scheme.name })
        }
    }
}

/// Whether a valid token has only the characters of a cookie value (RFC 6265, section 4.1.1).
fn is_cookie_value(text: &str) -> bool {
    !text.contains(['"', ',', ';', '\\'])
}

/// Why a credential cannot be used for a scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CredentialMismatch {
    /// The scheme takes another kind of credential.
    Kind,
    /// The credential is empty or has characters that cannot be sent.
    Characters,
}

/// Why a credential could not be added to a request.
pub(crate) enum CredentialError {
    /// It cannot be sent.
    Request(RequestError),
    /// The token provider failed.
    Provider(Box<dyn Error + Send + Sync>),
}

impl From<RequestError> for CredentialError {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Token(_) => "Credential::Token",
            Self::Provider(_) => "Credential::Provider",
            Self::Basic { .. } => "Credential::Basic",
        })
    }
}
