//! Lowers security schemes and requirements.
//!
//! `openapiv3` parses each scheme object separately, so that an unknown one affects only itself.

use openapiv3::{APIKeyLocation, SecurityScheme};
use serde::Deserialize;

use super::Lowering;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Docs, Location, Scheme, SchemeKind, SecurityAlternative};
use crate::limits::SUGGESTIONS;
use crate::node::Node;
use crate::similar;
use crate::text::code_span;
use crate::value::Value;

/// The flows of a scheme by name.
type Flows<'v> = [(&'v str, Node<'v>)];

/// Lowers the schemes in `components`.
pub(super) fn schemes<'v>(lowering: &mut Lowering<'v, '_>, root: &Node<'v>) -> Vec<Scheme> {
    let Some(components) = root.get("components").and_then(|it| it.followed(lowering.diagnostics))
    else {
        return Vec::new();
    };
    let nodes = components.members("securitySchemes", lowering.diagnostics);
    let lower = |(name, node): (&str, Node<'v>)| {
        let (node, docs) = lowering.follow(node, "x-displayName")?;
        let kind = kind(&node, lowering.diagnostics);
        let flows = node.members("flows", lowering.diagnostics);
        Some(Scheme {
            name: name.to_owned(),
            docs: with_flows(docs, &flows, lowering.diagnostics),
            token_url: token_url(&flows).filter(|_| kind == SchemeKind::Bearer),
            kind,
        })
    };
    nodes.into_iter().filter_map(lower).collect()
}

/// The documentation of a scheme, with the flows of OAuth 2.
fn with_flows(mut docs: Docs, flows: &Flows<'_>, diagnostics: &mut Diagnostics) -> Docs {
    let flows: Vec<String> =
        flows.iter().map(|(name, flow)| documented(name, flow, diagnostics)).collect();
    if !flows.is_empty() {
        let text = docs.description.take().unwrap_or_else(|| "A token of OAuth 2.".to_owned());
        docs.description = Some(format!("{}\n\n{}", text.trim_end(), flows.join("\n")));
    }
    docs
}

/// The token endpoint of the flow `clientCredentials`. What is wrong with the flow is reported with
/// its documentation.
fn token_url(flows: &Flows<'_>) -> Option<String> {
    let (_, flow) = flows.iter().find(|(name, _)| *name == "clientCredentials")?;
    let url = flow.value.get("tokenUrl").and_then(Value::as_str)?.trim();
    (!url.is_empty()).then(|| url.to_owned())
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
    match SecurityScheme::deserialize(node.value.to_json()) {
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

/// What is wrong with a scheme: the first of its members that is missing or has an unknown value.
fn opaque(node: &Node<'_>) -> Diagnostic {
    let text = |name: &str| node.value.get(name).and_then(Value::as_str);
    let members: &[(&str, &[&str])] = match text("type") {
        Some("http") => &[("scheme", &["basic", "bearer"])],
        Some("apiKey") => &[("name", &[]), ("in", &["query", "header", "cookie"])],
        Some("oauth2") => &[("flows", &[])],
        Some("openIdConnect") => &[("openIdConnectUrl", &[])],
        _ => &[("type", &["apiKey", "http", "oauth2", "openIdConnect"])],
    };
    let consequence = "the client documents the scheme and sends no credentials for it";
    for (name, known) in members {
        let Some(value) = node.get(name) else {
            return node.missing(name, consequence).into_warning();
        };
        if !known.is_empty() && !known.iter().any(|known| *value.value == **known) {
            return unknown(&value, known, consequence);
        }
    }
    Diagnostic::warning(CODE, &node.pointer, "this security scheme is not supported")
        .at_key()
        .note(consequence)
        .help("use `apiKey`, `http` with `basic` or `bearer`, `oauth2` or `openIdConnect`")
}

const CODE: &str = "unknown-security-scheme";

/// A value that is none of the known ones.
fn unknown(value: &Node<'_>, known: &[&str], consequence: &str) -> Diagnostic {
    let text = value.value.as_str().unwrap_or_default();
    let message = format!("the security scheme `{text}` is not supported");
    match similar::nearest(known.iter().copied(), text) {
        Some(near) => {
            Diagnostic::error(CODE, &value.pointer, message).otherwise(consequence).replace_by(near)
        }
        None => Diagnostic::warning(CODE, &value.pointer, message)
            .note(consequence)
            .help(format!("use `{}`", known.join("`, `"))),
    }
}

/// Lowers the `security` of `node`, if present: alternatives, each a list of schemes.
pub(super) fn requirement(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
    schemes: &[Scheme],
) -> Option<Vec<SecurityAlternative>> {
    node.get("security")?;
    let mut alternatives = Vec::new();
    for item in node.items("security", lowering.diagnostics) {
        let Some(object) = item.object(lowering.diagnostics) else { continue };
        let is_known = |name: &&str| schemes.iter().any(|scheme| scheme.name == **name);
        let (known, unknown): (Vec<&str>, Vec<&str>) = object.keys().partition(is_known);
        for name in unknown {
            let problem = unresolved(lowering, &item, name, schemes);
            lowering.report(problem);
        }
        alternatives.push(known.into_iter().map(str::to_owned).collect());
    }
    Some(alternatives)
}

fn unresolved(
    lowering: &Lowering<'_, '_>,
    item: &Node<'_>,
    name: &str,
    schemes: &[Scheme],
) -> Diagnostic {
    let message = format!("no security scheme is named `{name}`");
    let diagnostic = Diagnostic::error("unresolved-security", &item.pointer.child(name), message)
        .at_key()
        .label("the client would send no credentials for it");
    let section = format!("#/components/securitySchemes/{name}");
    if let Some((cause, _)) = lowering.document.misspelt_section(&section) {
        return diagnostic.follows_from(&cause);
    }
    let is_one_of_many = lowering.diagnostics.len() >= SUGGESTIONS;
    let schemes = if is_one_of_many { &[] } else { schemes };
    match similar::nearest(schemes.iter().map(|scheme| scheme.name.as_str()), name) {
        Some(near) => diagnostic.rename(near),
        None => diagnostic.help("add it to `components.securitySchemes`, or correct the name"),
    }
}
