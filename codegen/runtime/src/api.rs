//! What is known of an API before a client is made: its servers and security schemes.
//!
//! Invariant: everything here comes from the description and nothing from a caller.

/// The API as a whole.
#[derive(Debug)]
pub struct Api {
    /// The name of the client, for the `User-Agent` header.
    pub name: &'static str,
    /// The version of the client, for the `User-Agent` header.
    pub version: &'static str,
    /// Where the API is served. The first one is the default.
    pub servers: &'static [Server],
    /// How callers can prove who they are.
    pub schemes: &'static [Scheme],
}

/// A place where the API is served.
#[derive(Debug)]
pub struct Server {
    /// The URL, with `{name}` for the variables.
    pub url: &'static str,
    /// The variables of the URL.
    pub variables: &'static [Variable],
}

/// A variable of the URL of a server.
#[derive(Debug)]
pub struct Variable {
    /// The name of the variable.
    pub name: &'static str,
    /// The value to use unless another one is set. Without it, a value has to be set.
    pub default: Option<&'static str>,
    /// The values that it can have. Empty if it can have any.
    pub allowed: &'static [&'static str],
}

/// A way of proving who calls.
#[derive(Debug)]
pub struct Scheme {
    /// The name that the description gives it.
    pub name: &'static str,
    /// Where the credential is put.
    pub kind: SchemeKind,
}

/// Where a credential is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer` (RFC 6750), also for tokens of OAuth 2.
    Bearer,
    /// `Authorization: Basic` (RFC 7617).
    Basic,
    /// The header of that name.
    Header(&'static str),
    /// The query parameter of that name.
    Query(&'static str),
    /// The cookie of that name.
    Cookie(&'static str),
    /// A scheme that the client does not know. It is the caller's own to apply, by default
    /// headers or a transport, and is taken to be satisfied.
    Other,
}
