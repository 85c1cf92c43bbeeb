//! Selects the credentials that satisfy the security requirements of an operation.
//!
//! Invariant: an operation that requires a credential is never sent without one, and a header of the
//! call is never replaced by a credential.

use super::credential::Credential;
use super::scheme::{Scheme, SchemeKind};
use crate::runtime::request::{Operation, RequestError, RequestParts};

/// A credential and the scheme that it is for.
pub(crate) type SchemeCredential = (&'static Scheme, Credential);

/// The configured credentials of a client by security scheme.
#[derive(Clone, Debug, Default)]
pub(crate) struct Security {
    pub(crate) schemes: &'static [Scheme],
    pub(crate) credentials: Vec<SchemeCredential>,
}

/// The credentials of one call: those of its options, then those of its client.
#[derive(Clone, Copy)]
pub(crate) struct CallCredentials<'c> {
    pub(crate) client: &'c Security,
    pub(crate) call: &'c [SchemeCredential],
}

/// Where the credential for a scheme comes from, the preferred source last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    /// No credential is required.
    Nothing,
    Client,
    /// The call has a credential, or a header with the name that the scheme uses.
    Call,
}

impl<'c> CallCredentials<'c> {
    /// The schemes of the alternative that is used: the first one whose schemes all have a
    /// credential, of the call rather than of the client. Alternatives without credentials come last,
    /// whatever their position in the description, because a credential is configured to be used.
    pub(crate) fn select(
        self,
        operation: &Operation,
        parts: &RequestParts,
    ) -> Result<&'static [&'static str], RequestError> {
        let mut best = None;
        for names in operation.security {
            if let Some(source) = self.source(names, parts) {
                if best.is_none_or(|(known, _)| known < source) {
                    best = Some((source, *names));
                }
            }
        }
        match best {
            Some((_, names)) => Ok(names),
            None if operation.security.is_empty() => Ok(&[]),
            None => Err(RequestError::NoCredential { schemes: describe(operation) }),
        }
    }

    /// The credential for a scheme, unless a header of the call takes its place. Schemes that the
    /// client does not support are satisfied by the caller.
    pub(crate) fn get(self, name: &str, parts: &RequestParts) -> Option<&'c SchemeCredential> {
        let is_given = self.scheme(name).is_some_and(|scheme| is_given(scheme, parts));
        if is_given { None } else { self.find(name) }
    }

    /// Where the credentials of an alternative come from, or `None` if one is missing.
    fn source(self, names: &[&str], parts: &RequestParts) -> Option<Source> {
        names.iter().try_fold(Source::Nothing, |best, name| {
            let scheme = self.scheme(name);
            let source = if scheme.is_some_and(|scheme| is_given(scheme, parts))
                || self.call.iter().any(|(scheme, _)| scheme.name == *name)
            {
                Source::Call
            } else if self.find(name).is_some() {
                Source::Client
            } else if scheme.is_some_and(|scheme| scheme.kind == SchemeKind::Other) {
                Source::Nothing
            } else {
                return None;
            };
            Some(best.max(source))
        })
    }

    fn find(self, name: &str) -> Option<&'c SchemeCredential> {
        self.call.iter().chain(&self.client.credentials).find(|(scheme, _)| scheme.name == name)
    }

    fn scheme(self, name: &str) -> Option<&'static Scheme> {
        self.client.schemes.iter().find(|scheme| scheme.name == name)
    }
}

/// Whether the call has a header with the name that the scheme uses.
fn is_given(scheme: &Scheme, parts: &RequestParts) -> bool {
    scheme.header().is_some_and(|name| parts.has_own_header(name))
}

fn describe(operation: &Operation) -> String {
    let alternatives = operation.security.iter().map(|names| {
        names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ")
    });
    alternatives.collect::<Vec<_>>().join(" or ")
}
