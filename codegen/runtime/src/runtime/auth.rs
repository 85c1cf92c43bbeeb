//! Credentials: tokens, token providers, and the selection of credentials by security requirements.
//!
//! Depends on `request`, `scalars` and `system`.

mod credential;
mod requirements;
mod scheme;
mod token;

pub use self::credential::Credential;
pub(crate) use self::credential::{CredentialError, CredentialMismatch};
pub(crate) use self::requirements::{CallCredentials, SchemeCredential, Security};
pub(crate) use self::scheme::{Scheme, SchemeKind};
pub use self::token::{Token, TokenProvider};
