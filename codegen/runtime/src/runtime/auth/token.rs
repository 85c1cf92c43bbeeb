//! Tokens and their providers.
//!
//! Invariant: a token is never displayed. It is exposed to requests only, and its memory is
//! overwritten when it is dropped.

use std::error::Error;
use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use crate::runtime::system::BoxFuture;

/// A secret text: a bearer token, an API key or a password. `Debug` does not show it.
///
/// ```
/// use runtime::auth::Token;
///
/// assert_eq!(format!("{:?}", Token::new("secret")), "Token([redacted])");
/// ```
#[derive(Clone)]
pub struct Token(SecretString);

impl Token {
    /// A token with this text. White space around it is not removed.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(SecretString::from(text.into()))
    }

    /// The text of the token, for the request only.
    pub(crate) fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Whether the text of both tokens is the same.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }

    /// Whether the token can be sent: at least one character, all of them visible ASCII.
    pub(crate) fn is_valid(&self) -> bool {
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

/// A source of tokens that expire or rotate. It is called before each attempt, so it should cache
/// a token as long as it is valid.
///
/// ```
/// use std::error::Error;
///
/// use runtime::auth::{Credential, Token, TokenProvider};
/// use runtime::transport::BoxFuture;
///
/// struct FromFile;
///
/// impl TokenProvider for FromFile {
///     fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn Error + Send + Sync>>> {
///         Box::pin(async { Ok(Token::new(std::fs::read_to_string("/run/secrets/api")?.trim())) })
///     }
/// }
///
/// let credential = Credential::provider(FromFile);
/// # let _ = credential;
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// Returns a token for the next attempt.
    ///
    /// # Errors
    /// Any error of the source. It may be logged, so it must not contain the token.
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn Error + Send + Sync>>>;

    /// Returns a token in place of one that the server has rejected with 401. It is called once for
    /// each call, and once for all calls with the same token. If the result is another token, the
    /// call is repeated with it. The default is [`token`](Self::token); a provider with a cache drops
    /// the rejected token from it.
    ///
    /// # Errors
    /// As for [`token`](Self::token). The call then fails with the response of the server.
    fn replace<'a>(
        &'a self,
        rejected: &'a Token,
    ) -> BoxFuture<'a, Result<Token, Box<dyn Error + Send + Sync>>> {
        let _ = rejected;
        self.token()
    }
}

impl TokenProvider for Token {
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn Error + Send + Sync>>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}
