//! What a caller configures for a security scheme, and how it is put into a request.
//!
//! Invariant: a credential that does not fit its scheme, or that cannot be sent, is an error and
//! never left out.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use http::header::AUTHORIZATION;

use super::api::{Scheme, SchemeKind};
use super::base64;
use super::config_error::ConfigError;
use super::draft::Draft;
use super::percent::{Reserved, encode, encode_name};
use super::request_error::RequestError;
use super::secret::{Token, TokenProvider};

/// What proves who calls, for one security scheme.
#[derive(Clone)]
pub enum Credential {
    /// A token that stays the same: a bearer token or an API key.
    Token(Token),
    /// A source of tokens: for bearer tokens or API keys that expire or rotate.
    Provider(Arc<dyn TokenProvider>),
    /// A user's name and password.
    Basic {
        /// The name of the user, without a colon.
        username: String,
        /// The password of the user.
        password: Token,
    },
}

impl Credential {
    /// A token that stays the same.
    #[must_use]
    pub fn token(token: impl Into<Token>) -> Self {
        Self::Token(token.into())
    }

    /// A source of tokens.
    #[must_use]
    pub fn provider(provider: impl TokenProvider) -> Self {
        Self::Provider(Arc::new(provider))
    }

    /// A user's name and password.
    #[must_use]
    pub fn basic(username: impl Into<String>, password: impl Into<Token>) -> Self {
        Self::Basic { username: username.into(), password: password.into() }
    }

    /// Whether the credential is one for that scheme, and can be sent.
    pub(super) fn check(&self, scheme: &'static Scheme) -> Result<(), ConfigError> {
        let is_for_basic = matches!(self, Self::Basic { .. });
        if scheme.kind == SchemeKind::Other || is_for_basic != (scheme.kind == SchemeKind::Basic) {
            return Err(ConfigError::CredentialMismatch { scheme: scheme.name });
        }
        let is_valid = match self {
            Self::Token(token) => token.is_valid(),
            Self::Provider(_) => true,
            Self::Basic { username, password } => {
                is_user(username) && !password.expose().contains(char::is_control)
            }
        };
        if is_valid { Ok(()) } else { Err(ConfigError::InvalidCredential { scheme: scheme.name }) }
    }

    /// Puts the credential into a request.
    pub(super) async fn apply(
        &self,
        scheme: &'static Scheme,
        draft: &mut Draft,
    ) -> Result<(), CredentialError> {
        match self {
            Self::Basic { username, password } => {
                let pair = Token::new(format!("{username}:{}", password.expose()));
                let value = format!("Basic {}", base64::encode(pair.expose().as_bytes()));
                Ok(draft.set_header(AUTHORIZATION.as_str(), value)?)
            }
            Self::Token(token) => Ok(put(token, scheme, draft)?),
            Self::Provider(provider) => {
                let token = provider.token().await.map_err(CredentialError::Provider)?;
                Ok(put(&token, scheme, draft)?)
            }
        }
    }
}

/// A name that can be told from a password (RFC 7617, section 2).
fn is_user(name: &str) -> bool {
    !name.contains(|character: char| character == ':' || character.is_control())
}

fn put(token: &Token, scheme: &'static Scheme, draft: &mut Draft) -> Result<(), RequestError> {
    if !token.is_valid() {
        return Err(RequestError::Token { scheme: scheme.name });
    }
    let text = token.expose();
    match scheme.kind {
        SchemeKind::Bearer => draft.set_header(AUTHORIZATION.as_str(), format!("Bearer {text}")),
        SchemeKind::Header(name) => draft.set_header(name, text.to_owned()),
        SchemeKind::Query(name) => {
            draft.add_query(&format!("{}={}", encode_name(name), encode(text, Reserved::Encode)));
            Ok(())
        }
        // Tokens in cookies are not encoded: servers hand them out as they are and compare them
        // as they are. They are made of characters that cookies can have.
        SchemeKind::Cookie(name) if is_cookie_value(text) => {
            draft.add_cookie(&format!("{name}={text}"));
            Ok(())
        }
        SchemeKind::Basic | SchemeKind::Cookie(_) | SchemeKind::Other => {
            Err(RequestError::Token { scheme: scheme.name })
        }
    }
}

/// The characters of a cookie (RFC 6265, section 4.1.1), of those that a token has at all.
fn is_cookie_value(text: &str) -> bool {
    !text.contains(['"', ',', ';', '\\'])
}

/// Why a credential could not be put into a request.
pub(super) enum CredentialError {
    /// It cannot be sent.
    Request(RequestError),
    /// Its source failed.
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
