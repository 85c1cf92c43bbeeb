//! Server objects and their variables.

use crate::diagnostics::Diagnostics;
use crate::node::Node;
use crate::raw::{Server, Variable};

/// The servers that `node` lists: the description, a path or an operation.
pub(super) fn lower(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Vec<Server> {
    let servers = node.items("servers", diagnostics);
    servers.iter().filter_map(|server| one(server, diagnostics)).collect()
}

fn one(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Server> {
    let url = node.required_text("url", diagnostics)?;
    let variables = node.members("variables", diagnostics);
    Some(Server {
        url,
        docs: super::docs(node, "x-displayName", diagnostics),
        rust_name: node.text("x-rust-name", diagnostics),
        variables: variables
            .into_iter()
            .map(|(name, variable)| Variable {
                name: name.to_owned(),
                default: default(&variable, diagnostics),
                allowed: variable.texts("enum", diagnostics),
                docs: super::docs(&variable, "x-displayName", diagnostics),
            })
            .collect(),
    })
}

/// The default, unless it is no value that a caller could want.
fn default(variable: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let default = variable.required_text("default", diagnostics);
    default.filter(|_| !variable.flag("x-required", diagnostics))
}
