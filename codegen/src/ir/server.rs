//! Servers and security schemes.

use super::{Docs, Location};

/// A server.
#[derive(Clone, Debug)]
pub struct Server {
    /// The URL with `{variables}`.
    pub url: String,
    /// What it says for people.
    pub docs: Docs,
    /// The name that `x-rust-name` pins.
    pub rust_name: Option<String>,
    /// Its variables.
    pub variables: Vec<Variable>,
}

/// A variable in the URL of a server.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its default; none where `x-required` says that callers have to choose.
    pub default: Option<String>,
    /// The values that it may take; none means any.
    pub allowed: Vec<String>,
    /// What it says for people.
    pub docs: Docs,
}

/// A security scheme.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its name in the description.
    pub name: String,
    /// What it says for people.
    pub docs: Docs,
    /// What it asks for.
    pub kind: SchemeKind,
}

/// What a security scheme asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// A key in a header, a query parameter or a cookie.
    ApiKey {
        /// Where it goes; never the path.
        location: Location,
        /// The name of the parameter.
        name: String,
    },
    /// A user name and a password (RFC 7617).
    Basic,
    /// A token (RFC 6750), also that of `OAuth2` and `OpenID` Connect.
    Bearer,
    /// Something that the client cannot do by itself.
    Opaque,
}
