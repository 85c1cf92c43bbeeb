//! Adds the credentials of a call to each of its requests, and replaces a token that was rejected.
//!
//! Invariant: a call replaces a token once at most.

use std::pin::pin;

use http::StatusCode;

use super::call::Call;
use crate::runtime::auth::{CredentialError, Provided, Token};
use crate::runtime::request::{Replay, RequestParts};
use crate::runtime::response::{Error, ErrorKind, RawResponse};

/// What a call knows about the tokens of its providers.
#[derive(Default)]
pub(crate) enum Tokens {
    /// No provider was asked.
    #[default]
    Unused,
    /// The last attempt had this token.
    Provided(Provided),
    /// The next attempt has this token for this scheme.
    Replaced(&'static str, Token),
    /// A token was replaced before.
    Final,
}

impl Tokens {
    /// Takes the token that replaces a rejected one, if it is for this scheme.
    fn take_replacement(&mut self, scheme: &str) -> Option<Token> {
        match std::mem::replace(self, Self::Final) {
            Self::Replaced(known, token) if known == scheme => Some(token),
            other => {
                *self = other;
                None
            }
        }
    }

    fn provided(&mut self, provided: Provided) {
        if matches!(self, Self::Unused | Self::Provided(_)) {
            *self = Self::Provided(provided);
        }
    }
}

/// Whether the server has rejected the credential.
pub(crate) fn is_unauthorized(result: &Result<RawResponse, Error>) -> bool {
    result.as_ref().is_ok_and(|response| response.status() == StatusCode::UNAUTHORIZED)
}

impl Call<'_> {
    /// Adds the required credentials.
    pub(crate) async fn authorize(&mut self, parts: &mut RequestParts) -> Result<(), Error> {
        let names = self
            .credentials
            .select(self.operation, parts)
            .map_err(|problem| self.error(ErrorKind::NoCredential).with_source(problem))?;
        for name in names {
            let Some((scheme, credential)) = self.credentials.get(name, parts) else { continue };
            let token = self.tokens.take_replacement(name);
            let applying = pin!(credential.apply(scheme, token, parts));
            match self.deadline.race(applying).await {
                Some(Ok(None)) => {}
                Some(Ok(Some(provided))) => self.tokens.provided(provided),
                Some(Err(CredentialError::Request(problem))) => return Err(self.invalid(problem)),
                Some(Err(CredentialError::Provider(source))) => {
                    return Err(self.error(ErrorKind::Credential).with_source(source));
                }
                None => return Err(self.error(ErrorKind::Timeout)),
            }
        }
        Ok(())
    }

    /// Asks the provider for another token in place of the last one, which the server has rejected.
    /// Returns whether the request is sent again.
    pub(crate) async fn replace_token(&mut self, replay: Replay) -> bool {
        if replay == Replay::Impossible {
            return false;
        }
        let Tokens::Provided(provided) = std::mem::replace(&mut self.tokens, Tokens::Final) else {
            return false;
        };
        let Some(Some(token)) = self.deadline.race(provided.replacement()).await else {
            return false;
        };
        self.tokens = Tokens::Replaced(provided.scheme, token);
        true
    }
}
