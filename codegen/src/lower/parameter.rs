//! Lowers parameter objects.

use super::{Lowering, content};
use crate::diagnostics::Diagnostic;
use crate::ir::{Location, Parameter, Serialization};
use crate::node::Node;
use crate::similar;

/// Headers that media types and security schemes describe instead.
const DESCRIBED_ELSEWHERE: [&str; 3] = ["accept", "content-type", "authorization"];

/// Lowers the parameter at `node`. Returns `None` if it is invalid or ignored.
pub(super) fn lower<'v>(lowering: &mut Lowering<'v, '_>, node: Node<'v>) -> Option<Parameter> {
    let node = lowering.document.follow(node, lowering.diagnostics)?;
    node.object(lowering.diagnostics)?;
    let name = node.required_text("name", lowering.diagnostics)?;
    let location = location(lowering, &node)?;
    if location == Location::Header
        && DESCRIBED_ELSEWHERE.contains(&name.to_ascii_lowercase().as_str())
    {
        return None;
    }
    let content = node.members("content", lowering.diagnostics).into_iter().next();
    let serialization = serialization(lowering, &node, location, content.is_some());
    let schema = match content {
        Some((_, media_type)) => media_type.get("schema"),
        None => node.get("schema").or_else(|| swagger_schema(lowering, &node)),
    };
    Some(Parameter {
        name,
        location,
        serialization,
        required: node.flag("required", lowering.diagnostics) || location == Location::Path,
        docs: super::docs(&node, "x-displayName", lowering.diagnostics),
        rust_name: node.text("x-rust-name", lowering.diagnostics),
        schema: schema.map(|schema| lowering.schema(schema)),
        examples: content::examples(lowering, &node),
        pointer: node.pointer,
    })
}

/// Reads a parameter of Swagger 2, which contains the keywords of its schema.
fn swagger_schema<'v>(lowering: &mut Lowering<'v, '_>, node: &Node<'v>) -> Option<Node<'v>> {
    let ty = node.get("type")?;
    lowering.report(
        Diagnostic::warning(
            "parameter-without-schema",
            &ty.pointer,
            "a parameter cannot have a `type`",
        )
        .label("read as part of `schema`")
        .help("move it into `schema`"),
    );
    Some(node.clone())
}

fn location(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Option<Location> {
    match node.required_text("in", lowering.diagnostics)?.as_str() {
        "path" => Some(Location::Path),
        "query" => Some(Location::Query),
        "header" => Some(Location::Header),
        "cookie" => Some(Location::Cookie),
        other => {
            let message = format!("a parameter cannot be in `{other}`");
            let problem = Diagnostic::error("unknown-location", &node.pointer.child("in"), message);
            let known = ["path", "query", "header", "cookie"].into_iter();
            lowering.report(match similar::within(known, other, 2) {
                Some(near) => problem.replace_by(near),
                None => problem
                    .help("write `path`, `query`, `header` or `cookie`; a body is a `requestBody`"),
            });
            None
        }
    }
}

/// The serialization of the parameter: as declared, or the default of its location.
pub(super) fn serialization(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
    location: Location,
    content: bool,
) -> Serialization {
    let default = match location {
        Location::Path | Location::Header => "Simple",
        Location::Query | Location::Cookie => "Form",
    };
    let style = match node.text("style", lowering.diagnostics) {
        _ if content => "Json",
        None => default,
        Some(name) => style(&name, location).unwrap_or_else(|| {
            lowering.report(unknown_style(node, &name, location));
            default
        }),
    };
    let explode = node.optional_flag("explode", lowering.diagnostics);
    Serialization {
        style,
        explode: explode.unwrap_or(style == "Form" || style == "DeepObject"),
        allow_reserved: node.flag("allowReserved", lowering.diagnostics),
    }
}

fn style(name: &str, location: Location) -> Option<&'static str> {
    match (name, location) {
        ("simple", Location::Path | Location::Header) => Some("Simple"),
        ("label", Location::Path) => Some("Label"),
        ("matrix", Location::Path) => Some("Matrix"),
        ("form", Location::Query | Location::Cookie) => Some("Form"),
        ("spaceDelimited", Location::Query) => Some("SpaceDelimited"),
        ("pipeDelimited", Location::Query) => Some("PipeDelimited"),
        ("deepObject", Location::Query) => Some("DeepObject"),
        _ => None,
    }
}

fn unknown_style(node: &Node<'_>, name: &str, location: Location) -> Diagnostic {
    let styles = match location {
        Location::Path => "path: `simple`, `label` or `matrix`",
        Location::Query => "query: `form`, `spaceDelimited`, `pipeDelimited` or `deepObject`",
        Location::Header => "header: `simple`",
        Location::Cookie => "cookie: `form`",
    };
    let message = format!("the style `{name}` is not defined for this location");
    Diagnostic::warning("unknown-style", &node.pointer.child("style"), message)
        .label("the default style is used")
        .help(format!("the styles for the {styles}"))
}
