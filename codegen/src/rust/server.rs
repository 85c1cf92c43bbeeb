//! Servers and security schemes, which become methods of the client builder.

use super::Docs;
use crate::ident::FieldName;
use crate::ir::SchemeKind;

/// A server that the description names.
#[derive(Clone, Debug)]
pub struct Server {
    /// The name of the builder's method that chooses it.
    pub name: FieldName,
    /// The URL with `{variables}`.
    pub url: String,
    /// What it says for people.
    pub docs: Docs,
    /// Its variables.
    pub variables: Vec<Variable>,
}

/// A variable in the URL of a server.
#[derive(Clone, Debug)]
pub struct Variable {
    /// The name of the builder's method that sets it.
    pub method: FieldName,
    /// Its name on the wire.
    pub name: String,
    /// Its default; without one, callers have to choose.
    pub default: Option<String>,
    /// The values that it may take; none means any.
    pub allowed: Vec<String>,
    /// What it says for people.
    pub docs: Docs,
}

/// A security scheme.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// The name of the builder's method that sets it.
    pub method: FieldName,
    /// Its name in the description.
    pub name: String,
    /// What it asks for.
    pub kind: SchemeKind,
    /// What it says for people.
    pub docs: Docs,
}
