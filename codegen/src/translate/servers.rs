//! Translates servers and security schemes to methods of the client builder.

use super::docs::docs;
use crate::ident::{FieldName, Scope};
use crate::ir::{self, SchemeKind};
use crate::rust::{ClientCredentials, Scheme, Server, Variable};
use crate::text::code_span;

/// Methods of every client builder.
const BUILDER_METHODS: [&str; 22] = [
    "allow_plain_http",
    "attempt_timeout",
    "base_url",
    "build",
    "clock",
    "clone",
    "connect_timeout",
    "credential",
    "default_header",
    "max_response_bytes",
    "new",
    "observer",
    "operation_timeout",
    "polling",
    "random",
    "rate_limiter",
    "retry",
    "silence_timeout",
    "server",
    "server_variable",
    "transport",
    "user_agent",
];

/// The scope of method names, which servers and security schemes share.
pub(super) fn builder_scope() -> Scope {
    Scope::with(&BUILDER_METHODS)
}

/// The servers of the whole API.
pub(super) fn servers(ir: &ir::Api, scope: &mut Scope) -> Vec<Server> {
    let servers = ir.servers.iter().enumerate();
    servers.map(|(position, server)| one(position, server, scope)).collect()
}

fn one(position: usize, ir: &ir::Server, scope: &mut Scope) -> Server {
    let variables: Vec<Variable> = ir
        .variables
        .iter()
        .map(|variable| Variable {
            method: scope.take(FieldName::new(&variable.name)),
            name: variable.name.clone(),
            default: variable.default.clone(),
            allowed: variable.allowed.clone(),
            docs: docs(&variable.docs, || {
                format!("The variable `{}` of the server.", variable.name)
            }),
        })
        .collect();
    let name = match &ir.rust_name {
        Some(name) => format!("{name} server"),
        None => format!("server {}", position + 1),
    };
    Server {
        name: scope.take(FieldName::new(&name)),
        docs: docs(&ir.docs, || format!("The server {}.", code_span(&ir.url))),
        url: ir.url.clone(),
        variables,
    }
}

/// The security schemes. The method for the only bearer scheme is named `token`.
pub(super) fn schemes(ir: &ir::Api, scope: &mut Scope) -> Vec<Scheme> {
    let mut schemes = credentials(ir, scope);
    client_credentials(ir, &mut schemes, scope);
    schemes
}

fn credentials(ir: &ir::Api, scope: &mut Scope) -> Vec<Scheme> {
    let tokens = ir.schemes.iter().filter(|scheme| scheme.kind == SchemeKind::Bearer).count();
    let scheme = |scheme: &ir::Scheme| Scheme {
        method: match scheme.kind {
            SchemeKind::Bearer if tokens == 1 => scope.take(FieldName::new("token")),
            _ => scope.take(FieldName::new(&scheme.name)),
        },
        name: scheme.name.clone(),
        kind: scheme.kind.clone(),
        docs: docs(&scheme.docs, || format!("The security scheme {}.", code_span(&scheme.name))),
        client_credentials: None,
    };
    ir.schemes.iter().map(scheme).collect()
}

/// Adds the exchange of client credentials. The method for the only scheme with it is named after it.
fn client_credentials(ir: &ir::Api, schemes: &mut [Scheme], scope: &mut Scope) {
    let is_only = ir.schemes.iter().filter(|scheme| scheme.token_url.is_some()).count() == 1;
    for (scheme, ir) in schemes.iter_mut().zip(&ir.schemes) {
        let name = if is_only { "client_credentials" } else { &ir.name };
        scheme.client_credentials = ir.token_url.clone().map(|token_url| ClientCredentials {
            method: scope.take(FieldName::new(&format!("build_with_{name}"))),
            token_url,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::BUILDER_METHODS;
    use crate::emit::runtime_methods;

    #[test]
    fn the_methods_of_the_runtime_are_reserved() {
        for method in runtime_methods("client", "builder", "ClientBuilder") {
            assert!(BUILDER_METHODS.contains(&method), "{method}");
        }
    }
}
