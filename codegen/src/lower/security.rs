//! Lowers security schemes and requirements.
//!
//! `openapiv3` parses each scheme object separately, so that an unknown one affects only itself.

use openapiv3::{APIKeyLocation, SecurityScheme};
use serde::Deserialize;

use super::Lowering;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Docs, Location, Scheme, SchemeKind, SecurityAlternative};
use crate::node::Node;
use crate::text::code_span;

/// Lowers the schemes in `components`.
pub(super) fn schemes<'v>(lowering: &mut Lowering<'v, '_>, root: &Node<'v>) -> Vec<Scheme> {
    let Some(components) = root.get("components").and_then(|it| it.followed(lowering.diagnostics))
    else {
        return Vec::new();
    };
    let nodes = components.members("securitySchemes", lowering.diagnostics);
    let lower = |(name, node): (&str, Node<'v>)| {
        let (node, docs) = lowering.follow(node, "x-displayName")?;
        Some(Scheme {
            name: name.to_owned(),
            docs: with_flows(docs, &node, lowering.diagnostics),
            kind: kind(&node, lowering.diagnostics),
        })
    };
    nodes.into_iter().filter_map(lower).collect()
}

/// The documentation of a scheme, with the flows of OAuth 2.
fn with_flows(mut docs: Docs, node: &Node<'_>, diagnostics: &mut Diagnostics) -> Docs {
    let flows = node.members("flows", diagnostics);
    let flows: Vec<String> =
        flows.iter().map(|(name, flow)| documented(name, flow, diagnostics)).collect();
    if !flows.is_empty() {
        let text = docs.description.take().unwrap_or_else(|| "A token of OAuth 2.".to_owned());
        docs.description = Some(format!("{}\n\n{}", text.trim_end(), flows.join("\n")));
    }
    docs
}

/// An item of a list: the flow, its URLs and its scopes.
fn documented(name: &str, flow: &Node<'_>, diagnostics: &mut Diagnostics) -> String {
    let mut facts = Vec::new();
    for (member, what) in FLOW_URLS {
        let url = flow.text(member, diagnostics);
        facts.extend(url.map(|url| format!("{what} at {}", code_span(&url))));
    }
    let scopes: Vec<String> = flow
        .members("scopes", diagnostics)
        .iter()
        .map(|(scope, _)| code_span(scope).to_string())
        .collect();
    if !scopes.is_empty() {
        facts.push(format!("scopes {}", scopes.join(", ")));
    }
    format!("- {}: {}", code_span(name), facts.join("; "))
}

/// The URLs of a flow (OpenAPI 3.2, OAuth Flow Object).
const FLOW_URLS: [(&str, &str); 4] = [
    ("authorizationUrl", "authorization"),
    ("deviceAuthorizationUrl", "device authorization"),
    ("tokenUrl", "tokens"),
    ("refreshUrl", "refreshed tokens"),
];

fn kind(node: &Node<'_>, diagnostics: &mut Diagnostics) -> SchemeKind {
    match SecurityScheme::deserialize(node.value) {
        Ok(SecurityScheme::APIKey { location, name, .. }) => {
            SchemeKind::ApiKey { location: key_location(&location), name }
        }
        Ok(SecurityScheme::HTTP { scheme, .. }) if scheme.eq_ignore_ascii_case("basic") => {
            SchemeKind::Basic
        }
        Ok(SecurityScheme::HTTP { scheme, .. }) if scheme.eq_ignore_ascii_case("bearer") => {
            SchemeKind::Bearer
        }
        Ok(SecurityScheme::OAuth2 { .. } | SecurityScheme::OpenIDConnect { .. }) => {
            SchemeKind::Bearer
        }
        Ok(SecurityScheme::HTTP { .. }) | Err(_) => {
            diagnostics.push(opaque(node));
            SchemeKind::Opaque
        }
    }
}

fn key_location(location: &APIKeyLocation) -> Location {
    match location {
        APIKeyLocation::Query => Location::Query,
        APIKeyLocation::Header => Location::Header,
        APIKeyLocation::Cookie => Location::Cookie,
    }
}

fn opaque(node: &Node<'_>) -> Diagnostic {
    Diagnostic::warning(
        "unknown-security-scheme",
        &node.pointer,
        "this security scheme is not supported",
    )
    .at_key()
    .note("the client documents the scheme and sends no credentials for it")
    .help("use `apiKey`, `http` with `basic` or `bearer`, `oauth2` or `openIdConnect`")
}

/// Lowers the `security` of `node`, if present: alternatives, each a list of schemes.
pub(super) fn requirement(
    node: &Node<'_>,
    schemes: &[Scheme],
    diagnostics: &mut Diagnostics,
) -> Option<Vec<SecurityAlternative>> {
    node.get("security")?;
    let mut alternatives = Vec::new();
    for item in node.items("security", diagnostics) {
        let Some(object) = item.object(diagnostics) else { continue };
        let is_known = |name: &&String| schemes.iter().any(|scheme| scheme.name == **name);
        let (known, unknown): (Vec<&String>, Vec<&String>) = object.keys().partition(is_known);
        diagnostics.extend(unknown.into_iter().map(|name| unresolved(&item, name)));
        alternatives.push(known.into_iter().cloned().collect());
    }
    Some(alternatives)
}

fn unresolved(item: &Node<'_>, name: &str) -> Diagnostic {
    let message = format!("no security scheme is named `{name}`");
    Diagnostic::error("unresolved-security", &item.pointer.child(name), message)
        .at_key()
        .label("the client would send no credentials for it")
        .help("add it to `components.securitySchemes`, or correct the name")
}
