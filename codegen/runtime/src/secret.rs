//! Tokens: text that proves who calls.
//!
//! Invariant: a token is shown by nothing, and leaves this type only into a request, where it is
//! marked as sensitive. Its memory is overwritten when it is dropped.

use std::error::Error;
use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use super::transport::BoxFuture;

/// A token. Made from text by `into()`.
#[derive(Clone)]
pub struct Token(SecretString);

impl Token {
    /// A token of that text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(SecretString::from(text.into()))
    }

    /// The text of the token, for the request only.
    pub(super) fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Whether the token can be sent in any place: visible ASCII, and at least one character.
    pub(super) fn is_valid(&self) -> bool {
        let text = self.expose();
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token([redacted])")
    }
}

impl From<String> for Token {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for Token {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

/// What gives a token for each request: for tokens that expire or rotate. It is asked each time,
/// so that it should keep a token as long as that one is good.
pub trait TokenProvider: Send + Sync + 'static {
    /// The token to use now. Errors are shown in logs, so that they must not tell the token.
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn Error + Send + Sync>>>;
}

impl TokenProvider for Token {
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn Error + Send + Sync>>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}
