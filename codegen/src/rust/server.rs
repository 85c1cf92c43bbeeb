//! Servers and security schemes, which become methods of the client builder.

use super::Docs;
use crate::ident::FieldName;
use crate::ir::SchemeKind;

/// A server.
#[derive(Clone, Debug)]
pub struct Server {
    /// The builder method that selects it.
    pub name: FieldName,
    /// The URL with `{variables}`.
    pub url: String,
    /// The documentation.
    pub docs: Docs,
    /// The variables.
    pub variables: Vec<Variable>,
}

/// A variable in the URL of a server.
#[derive(Clone, Debug)]
pub struct Variable {
    /// The builder method that sets it.
    pub method: FieldName,
    /// The name on the wire.
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
    /// The builder method that sets it.
    pub method: FieldName,
    /// The name in the description.
    pub name: String,
    /// The kind of credentials.
    pub kind: SchemeKind,
    /// The documentation.
    pub docs: Docs,
    /// The exchange of client credentials for tokens, if the scheme has it.
    pub client_credentials: Option<ClientCredentials>,
}

/// The flow of OAuth 2 by which an application gets tokens for itself (RFC 6749, section 4.4).
#[derive(Clone, Debug)]
pub struct ClientCredentials {
    /// The builder method that creates a client with such tokens.
    pub method: FieldName,
    /// The URL of the token endpoint.
    pub token_url: String,
}
