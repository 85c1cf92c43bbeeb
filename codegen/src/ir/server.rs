//! Servers and security schemes.

use super::{Docs, Location};

/// A server.
#[derive(Clone, Debug)]
pub struct Server {
    /// The URL with `{variables}`.
    pub url: String,
    /// The documentation.
    pub docs: Docs,
    /// The pinned name: `x-rust-name`.
    pub rust_name: Option<String>,
    /// The variables.
    pub variables: Vec<Variable>,
}

/// A variable in the URL of a server.
#[derive(Clone, Debug)]
pub struct Variable {
    /// The name.
    pub name: String,
    /// The default; `None` if callers have to set the variable.
    pub default: Option<String>,
    /// The allowed values; empty means any.
    pub allowed: Vec<String>,
    /// The documentation.
    pub docs: Docs,
}

/// A security scheme.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// The name in the description.
    pub name: String,
    /// The documentation.
    pub docs: Docs,
    /// The kind of credentials.
    pub kind: SchemeKind,
    /// The URL of the token endpoint, if client credentials can be exchanged for tokens (OAuth 2). It
    /// may be relative to the server.
    pub token_url: Option<String>,
}

/// The kind of credentials of a security scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// A key in a header, a query parameter or a cookie.
    ApiKey {
        /// The location in the request; never the path.
        location: Location,
        /// The name of the parameter.
        name: String,
    },
    /// A user name and a password (RFC 7617).
    Basic,
    /// A bearer token (RFC 6750), including those of `OAuth2` and `OpenID` Connect.
    Bearer,
    /// An unsupported scheme.
    Opaque,
}
