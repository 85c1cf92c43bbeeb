//! Security schemes as the description declares them.
//!
//! Invariant: all values come from the description and none from a caller.

/// A security scheme.
#[derive(Debug)]
pub(crate) struct Scheme {
    /// The name in `components.securitySchemes`.
    pub(crate) name: &'static str,
    /// How its credential is sent.
    pub(crate) kind: SchemeKind,
}

impl Scheme {
    /// The header that has the credential, if it is sent in one.
    pub(crate) fn header(&self) -> Option<&'static str> {
        match self.kind {
            SchemeKind::Bearer | SchemeKind::Basic => Some("authorization"),
            SchemeKind::Header(name) => Some(name),
            SchemeKind::Query(_) | SchemeKind::Cookie(_) | SchemeKind::Other => None,
        }
    }
}

/// How a credential is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SchemeKind {
    /// `Authorization: Bearer` (RFC 6750), also for OAuth 2 and OpenID Connect.
    Bearer,
    /// `Authorization: Basic` (RFC 7617).
    Basic,
    /// A header with this name.
    Header(&'static str),
    /// A query parameter with this name.
    Query(&'static str),
    /// A cookie with this name.
    Cookie(&'static str),
    /// A scheme that the client does not support. The caller applies it, by default headers or a
    /// transport, and it counts as satisfied.
    Other,
}
