//! Lowers parameter objects.

use super::{Lowering, content, idempotence};
use crate::diagnostics::Diagnostic;
use crate::ir::{Location, Parameter, Serialization, essence, is_json};
use crate::node::Node;
use crate::similar;

/// Headers that media types and security schemes describe instead.
const DESCRIBED_ELSEWHERE: [&str; 3] = ["accept", "content-type", "authorization"];

/// What becomes of a parameter without a name or a location.
const LEFT_OUT: &str = "the parameter is left out";

/// Lowers the parameter at `node`. Returns `None` if it is invalid or ignored.
pub(super) fn lower<'v>(lowering: &mut Lowering<'v, '_>, node: Node<'v>) -> Option<Parameter> {
    let (node, docs) = lowering.follow(node, "x-displayName")?;
    let name = node.required_text("name", LEFT_OUT, lowering.diagnostics)?;
    let location = location(lowering, &node)?;
    if location == Location::Header
        && DESCRIBED_ELSEWHERE.contains(&name.to_ascii_lowercase().as_str())
    {
        return None;
    }
    let content = node.objects("content", lowering.diagnostics).into_iter().next();
    let (examples, serialized) = content::examples(lowering, &node, None);
    let serialization = match location {
        Location::QueryString => query_string(lowering, &node, content.as_ref()),
        _ => serialization(lowering, &node, location, content.as_ref().map(|(name, _)| *name)),
    };
    let encodings = match (&content, location) {
        (Some((media_type, form)), Location::QueryString) => {
            content::encodings(lowering, form, media_type)
        }
        _ => Vec::new(),
    };
    let schema = match content {
        Some((_, media_type)) => media_type.get("schema"),
        None => node.get("schema").or_else(|| swagger_schema(&node)),
    };
    Some(Parameter {
        is_idempotency_key: idempotence::is_key(lowering, &node, &name, location),
        name,
        location,
        serialization,
        required: node.flag("required", lowering.diagnostics) || location == Location::Path,
        docs,
        rust_name: node.text("x-rust-name", lowering.diagnostics),
        schema: schema.map(|schema| lowering.schema(schema)),
        encodings,
        examples,
        serialized,
        pointer: node.pointer,
    })
}

/// Reads a parameter of Swagger 2, which contains the keywords of its schema. `members` reports it.
fn swagger_schema<'v>(node: &Node<'v>) -> Option<Node<'v>> {
    node.get("type").map(|_| node.clone())
}

fn location(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Option<Location> {
    match node.required_text("in", LEFT_OUT, lowering.diagnostics)?.as_str() {
        "path" => Some(Location::Path),
        "query" => Some(Location::Query),
        "querystring" => Some(Location::QueryString),
        "header" => Some(Location::Header),
        "cookie" => Some(Location::Cookie),
        other => {
            let message = format!("a parameter cannot be in `{other}`");
            let problem = Diagnostic::error("unknown-location", &node.pointer.child("in"), message)
                .otherwise(LEFT_OUT);
            let known = ["path", "query", "querystring", "header", "cookie"].into_iter();
            lowering.report(match similar::within(known, other, 2) {
                Some(near) => problem.replace_by(near),
                None => problem.help("write `path`, `query`, `querystring`, `header` or `cookie`; a body is a `requestBody`"),
            });
            None
        }
    }
}

/// The serialization of the parameter: by the media type of its content, as declared, or the default
/// of its location.
pub(super) fn serialization(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
    location: Location,
    content: Option<&str>,
) -> Serialization {
    let default = match location {
        Location::Path | Location::Header => "Simple",
        Location::Query | Location::QueryString | Location::Cookie => "Form",
    };
    let style = match (content, node.text("style", lowering.diagnostics)) {
        (Some(media_type), _) if is_json(media_type) || media_type.contains('*') => "Json",
        (Some(_), _) => "Text",
        (None, None) => default,
        (None, Some(name)) => style(&name, location).unwrap_or_else(|| {
            lowering.report(unknown_style(node, &name, location));
            default
        }),
    };
    let explode = node.optional_flag("explode", lowering.diagnostics);
    Serialization {
        style,
        explode: explode.unwrap_or(matches!(style, "Form" | "DeepObject" | "Cookie")),
        allow_reserved: node.flag("allowReserved", lowering.diagnostics),
    }
}

/// The serialization of the whole query, by its media type (OpenAPI 3.2, Parameter Object).
fn query_string(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
    content: Option<&(&str, Node<'_>)>,
) -> Serialization {
    let media_type = content.map(|(name, _)| essence(name));
    let style = match media_type.as_deref() {
        Some("application/x-www-form-urlencoded") => "Form",
        Some(name) if name.ends_with("/json") || name.ends_with("+json") => "Json",
        Some(_) => "Text",
        None => {
            let message = "a parameter in `querystring` needs `content`";
            lowering.report(
                Diagnostic::warning("query-without-content", &node.pointer, message)
                    .label("the query is a form")
                    .help("add `content` with `application/x-www-form-urlencoded`"),
            );
            "Form"
        }
    };
    Serialization { style, explode: true, allow_reserved: false }
}

fn style(name: &str, location: Location) -> Option<&'static str> {
    match (name, location) {
        ("simple", Location::Path | Location::Header) => Some("Simple"),
        ("label", Location::Path) => Some("Label"),
        ("matrix", Location::Path) => Some("Matrix"),
        ("form", Location::Query | Location::Cookie) => Some("Form"),
        ("cookie", Location::Cookie) => Some("Cookie"),
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
        Location::QueryString => "query as a whole: none, it has `content`",
        Location::Header => "header: `simple`",
        Location::Cookie => "cookie: `form` or `cookie`",
    };
    let message = format!("the style `{name}` is not defined for this location");
    Diagnostic::warning("unknown-style", &node.pointer.child("style"), message)
        .label("the default style is used")
        .help(format!("the styles for the {styles}"))
}
