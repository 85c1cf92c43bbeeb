//! Credentials: tokens, token providers, and the selection of credentials by security requirements.
//!
//! Depends on `request` and `system`.

mod client_credentials;
mod credential;
mod requirements;
mod scheme;
mod single_flight;
mod token;
mod token_cache;

pub use self::client_credentials::{ClientCredentials, TOKEN_REQUEST};
pub use self::credential::Credential;
pub(crate) use self::credential::{CredentialError, CredentialMismatch, Provided};
pub(crate) use self::requirements::{CallCredentials, SchemeCredential, Security};
pub(crate) use self::scheme::{Scheme, SchemeKind};
pub use self::token::{Token, TokenProvider};
pub(crate) use self::token_cache::{
    GrantedToken, RENEWAL_MARGIN, RENEWAL_PAUSE, RENEWAL_TIMEOUT, TokenCache, TokenFailure,
    TokenSource,
};
