//! Which of the configured credentials an operation is sent with.
//!
//! Invariant: an operation that requires a credential is never sent without one.

use super::api::{Scheme, SchemeKind};
use super::credential::Credential;
use super::operation::Operation;
use super::request_error::RequestError;

/// The credentials of a client, by their schemes.
#[derive(Debug, Default)]
pub(super) struct Security {
    pub(super) schemes: &'static [Scheme],
    pub(super) credentials: Vec<(&'static Scheme, Credential)>,
}

impl Security {
    /// The credentials for an operation: those of the first alternative that is configured as a
    /// whole. An alternative that takes no credential of the client comes last, wherever the
    /// description lists it, because a credential is configured to be used.
    pub(super) fn select(
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

    /// Whether there is a credential for each of the schemes. Schemes that the client does not know
    /// are the caller's own to satisfy.
    fn is_complete(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.is_foreign(name) || self.credential_of(name).is_some())
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

    fn is_foreign(&self, name: &str) -> bool {
        self.schemes.iter().any(|scheme| scheme.name == name && scheme.kind == SchemeKind::Other)
    }
}

fn describe(operation: &Operation) -> String {
    let alternatives = operation.security.iter().map(|names| {
        names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ")
    });
    alternatives.collect::<Vec<_>>().join(" or ")
}
