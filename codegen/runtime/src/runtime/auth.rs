//! Credentials: tokens, token providers, and the selection of credentials by security requirements.
//!
//! Depends on `request` and `system`.

mod credential;
mod requirements;
mod scheme;
mod single_flight;
mod token;

pub use self::credential::Credential;
pub(crate) use self::credential::{CredentialError, CredentialMismatch, Provided};
pub(crate) use self::requirements::{CallCredentials, SchemeCredential, Security};
pub(crate) use self::scheme::{Scheme, SchemeKind};
pub use self::token::{Token, TokenProvider};
