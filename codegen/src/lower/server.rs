//! Lowers server objects and their variables.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Docs, Server, Variable};
use crate::node::Node;

/// Lowers the servers of the whole API.
pub(super) fn lower(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Vec<Server> {
    let servers = node.items("servers", diagnostics);
    servers.iter().filter_map(|server| one(server, diagnostics)).collect()
}

/// The URL of the first server of a path or operation, with the defaults of its variables. Builders
/// select only among the servers of the whole API.
pub(super) fn own_url(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let first = node.items("servers", diagnostics).into_iter().next()?;
    let server = one(&first, diagnostics)?;
    let mut url = server.url;
    for Variable { name, default, .. } in &server.variables {
        diagnostics.push(fixed(&first, name, default.as_deref()));
        url = url.replace(&format!("{{{name}}}"), default.as_ref()?);
    }
    Some(url)
}

fn fixed(server: &Node<'_>, name: &str, default: Option<&str>) -> Diagnostic {
    let (message, label) = match default {
        Some(value) => (
            format!("`{name}` is always `{value}` here"),
            "the server of a path or operation has fixed variables",
        ),
        None => (format!("`{name}` has no default here"), "ignored; the server of the API is used"),
    };
    Diagnostic::warning("fixed-server-variable", &server.pointer.child("url"), message)
        .label(label)
        .note("callers can set `base_url` in the call options")
        .help("use a URL without variables")
}

fn one(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<Server> {
    let node = &node.clone().followed(diagnostics)?;
    let url = node.required_text("url", "the server is left out", diagnostics)?;
    let variables = node.objects("variables", diagnostics);
    let undeclared = undeclared(&url, node);
    diagnostics.extend(undeclared.iter().map(|name| not_declared(node, name)));
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
            .chain(undeclared.into_iter().map(required_variable))
            .collect(),
    })
}

/// The undeclared variables in the URL.
fn undeclared(url: &str, node: &Node<'_>) -> Vec<String> {
    let declared = node.get("variables");
    let is_declared =
        |name: &str| declared.as_ref().is_some_and(|variables| variables.get(name).is_some());
    let names = url.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
    let mut found: Vec<String> = Vec::new();
    for name in names.filter(|name| !is_declared(name)) {
        if !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    }
    found
}

/// A variable without a default, which callers have to set.
fn required_variable(name: String) -> Variable {
    Variable { name, default: None, allowed: Vec::new(), docs: Docs::default() }
}

fn not_declared(server: &Node<'_>, name: &str) -> Diagnostic {
    let message = format!("the variable `{name}` is not declared");
    Diagnostic::warning("undeclared-server-variable", &server.pointer.child("url"), message)
        .label("callers have to set it")
        .help("declare it under `variables`, with a default")
}

/// The default, unless `x-required` removes it.
fn default(variable: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let default = variable.required_text("default", "callers have to set it", diagnostics);
    default.filter(|_| !variable.flag("x-required", diagnostics))
}
