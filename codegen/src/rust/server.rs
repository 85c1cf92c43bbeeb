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
}
