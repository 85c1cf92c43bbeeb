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
    ) -> Result<Vec<&(&'static Scheme, Credential)>, RequestError> {
        let alternatives = operation.security.iter().filter_map(|names| self.select_all(names));
        let alternatives: Vec<_> = alternatives.collect();
        let is_open = operation.security.is_empty() || !alternatives.is_empty();
        match alternatives.into_iter().find(|credentials| !credentials.is_empty()) {
            Some(credentials) => Ok(credentials),
            None if is_open => Ok(Vec::new()),
            None => Err(RequestError::NoCredential { schemes: describe(operation) }),
        }
    }

    /// The credentials of all the schemes, unless one is missing. Schemes that the client does
    /// not know are the caller's own to satisfy.
    fn select_all(&self, names: &[&str]) -> Option<Vec<&(&'static Scheme, Credential)>> {
        let known = names.iter().filter(|name| !self.is_foreign(name));
        known.map(|name| self.credentials.iter().find(|(scheme, _)| scheme.name == *name)).collect()
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
