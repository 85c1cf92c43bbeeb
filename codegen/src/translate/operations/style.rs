//! Reports parameters whose style does not define the serialization of their values.
//!
//! Invariant: the warnings state what the runtime does with such parameters.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Additional, Kind, Location, Parameter, SchemaId};
use crate::translate::types::Types;

/// The kinds of values that styles distinguish.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Scalar,
    List,
    Object,
    /// A value of any kind.
    Open,
}

/// Reports parameters whose style does not define values of their kind.
pub(super) fn report(parameters: &[Parameter], types: &Types<'_>, diagnostics: &mut Diagnostics) {
    let styled = |it: &&Parameter| it.location != Location::QueryString;
    for parameter in parameters.iter().filter(styled) {
        if let Some(schema) = parameter.schema {
            diagnostics.extend(undefined(parameter, schema, types));
            diagnostics.extend(nested(parameter, schema, types));
        }
    }
}

/// The undefined cells in the table of styles (`OpenAPI` 3.1.1, section 4.8.12.6).
fn undefined(parameter: &Parameter, schema: SchemaId, types: &Types<'_>) -> Option<Diagnostic> {
    let (style, serialized) = match (parameter.serialization.style, form(types, schema)) {
        ("SpaceDelimited", Form::Scalar) => ("spaceDelimited", "as `name=value`"),
        ("PipeDelimited", Form::Scalar) => ("pipeDelimited", "as `name=value`"),
        ("DeepObject", Form::Scalar) => ("deepObject", "as `name=value`"),
        ("Text", Form::List | Form::Object) => return Some(not_text(parameter)),
        ("DeepObject", Form::List) => ("deepObject", "as one pair for each item"),
        ("SpaceDelimited", Form::List | Form::Object) if parameter.serialization.explode => {
            ("spaceDelimited", "as with the style `form`")
        }
        ("PipeDelimited", Form::List | Form::Object) if parameter.serialization.explode => {
            ("pipeDelimited", "as with the style `form`")
        }
        _ => return None,
    };
    let message = format!("the style `{style}` does not define values of this kind");
    Some(
        Diagnostic::warning("undefined-style", &parameter.pointer, message)
            .label(format!("serialized {serialized}"))
            .help("use the style `form`, or `content` for JSON text"),
    )
}

/// Lists and objects in content that is not JSON.
fn not_text(parameter: &Parameter) -> Diagnostic {
    let message = "lists and objects are not supported in content of this media type";
    Diagnostic::warning("undefined-style", &parameter.pointer, message)
        .label("serialized as JSON text")
        .help("use the media type `application/json`, or `schema` with a style")
}

/// Reports nested lists and objects, for which only `deepObject` defines a serialization.
fn nested(parameter: &Parameter, schema: SchemaId, types: &Types<'_>) -> Option<Diagnostic> {
    if matches!(parameter.serialization.style, "DeepObject" | "Json" | "Text") {
        return None;
    }
    let is_nested = |schema: &SchemaId| matches!(form(types, *schema), Form::List | Form::Object);
    let inner = match &types.ir.schemas[types.ir.schemas.target(schema)].kind {
        Kind::Array(item) => *item,
        Kind::Object(object) => {
            let additional = match object.additional {
                Additional::Schema(schema) => Some(schema),
                _ => None,
            };
            object.properties.values().copied().chain(additional).find(is_nested)
        }
        _ => None,
    };
    inner.filter(is_nested)?;
    let message = format!("`{}` contains nested lists or objects", parameter.name);
    let label = match parameter.serialization.style {
        "Cookie" => "a call with a nested value fails, because a cookie cannot have it",
        _ => "nested values are serialized as JSON text",
    };
    Some(Diagnostic::warning("nested-parameter", &parameter.pointer, message).label(label).help(
        match parameter.location {
            Location::Query => "use the style `deepObject`, or `content` to send the value as JSON",
            Location::Path | Location::QueryString | Location::Header | Location::Cookie => {
                "use `content` to send the value as JSON"
            }
        },
    ))
}

fn form(types: &Types<'_>, schema: SchemaId) -> Form {
    match &types.ir.schemas[types.ir.schemas.target(schema)].kind {
        Kind::Array(_) => Form::List,
        Kind::Object(_) => Form::Object,
        Kind::Any | Kind::Union(_) | Kind::AllOf(_) | Kind::Reference(_) | Kind::Foreign(_) => {
            Form::Open
        }
        Kind::Null
        | Kind::Boolean
        | Kind::Integer(_)
        | Kind::Number
        | Kind::String(_)
        | Kind::Enum(_) => Form::Scalar,
    }
}
