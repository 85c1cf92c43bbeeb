//! Selects the credentials that satisfy the security requirements of an operation.
//!
//! Invariant: an operation that requires a credential is never sent without one.

use super::credential::Credential;
use super::scheme::{Scheme, SchemeKind};
use crate::runtime::request::{Operation, RequestError};

/// The configured credentials of a client by security scheme.
#[derive(Debug, Default)]
pub(crate) struct Security {
    pub(crate) schemes: &'static [Scheme],
    pub(crate) credentials: Vec<(&'static Scheme, Credential)>,
}

impl Security {
    /// The credentials for an operation: those of the first alternative whose schemes are all
    /// configured. Alternatives without credentials come last, whatever their position in the
    /// description, because a credential is configured to be used.
    pub(crate) fn select(
        &self,
        operation: &Operation,
    ) -> Result<impl Iterator<Item = &(&'static Scheme, Credential)>, RequestError> {
        let complete = || operation.security.iter().filter(|names| self.is_complete(names));
        let used = complete().find(|names| self.credentials_of(names).next().is_some());
        if used.is_none() && complete().next().is_none() && !operation.security.is_empty() {
            return Err(RequestError::NoCredential { schemes: describe(operation) });
        }
        Ok(self.credentials_of(used.copied().unwrap_or_default()))
    }

    /// Whether each of the schemes has a credential. Schemes that the client does not support are
    /// satisfied by the caller.
    fn is_complete(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.is_unsupported(name) || self.credential_of(name).is_some())
    }

    fn credentials_of(
        &self,
        names: &'static [&'static str],
    ) -> impl Iterator<Item = &(&'static Scheme, Credential)> {
        names.iter().filter_map(|name| self.credential_of(name))
    }

    fn credential_of(&self, name: &str) -> Option<&(&'static Scheme, Credential)> {
        self.credentials.iter().find(|(scheme, _)| scheme.name == name)
    }

    fn is_unsupported(&self, name: &str) -> bool {
        self.schemes.iter().any(|scheme| scheme.name == name && scheme.kind == SchemeKind::Other)
    }
}

fn describe(operation: &Operation) -> String {
    let alternatives = operation.security.iter().map(|names| {
        names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ")
    });
    alternatives.collect::<Vec<_>>().join(" or ")
}
