//! Lowers security schemes and requirements.
//!
//! `openapiv3` parses each scheme object separately, so that an unknown one affects only itself.

use openapiv3::{APIKeyLocation, SecurityScheme};
use serde::Deserialize;

use super::Lowering;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Location, Scheme, SchemeKind, SecurityAlternative};
use crate::node::Node;

/// Lowers the schemes in `components`.
pub(super) fn schemes<'v>(lowering: &mut Lowering<'v, '_>, root: &Node<'v>) -> Vec<Scheme> {
    let Some(components) = root.get("components").and_then(|it| it.followed(lowering.diagnostics))
    else {
        return Vec::new();
    };
    let nodes = components.members("securitySchemes", lowering.diagnostics);
    let lower = |(name, node): (&str, Node<'v>)| {
        let (node, docs) = lowering.follow(node, "x-displayName")?;
        Some(Scheme { name: name.to_owned(), docs, kind: kind(&node, lowering.diagnostics) })
    };
    nodes.into_iter().filter_map(lower).collect()
}

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
    Diagnostic::warning("unresolved-security", &item.pointer.child(name), message)
        .at_key()
        .label("the client sends no credentials for it")
        .help("add it to `components.securitySchemes`, or correct the name")
}
