//! Parameters whose values their style does not define, each with a warning that says how they are
//! written.
//!
//! Invariant: what is said here is what `runtime/src/parameter.rs` does.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Additional, Kind, Location, Parameter, SchemaId};
use crate::translate::types::Types;

/// What a style has to know of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Scalar,
    List,
    Object,
    /// One of several, or anything.
    Open,
}

/// Tells of parameters whose style says nothing about values of their kind.
pub(super) fn report(parameters: &[Parameter], types: &Types<'_>, diagnostics: &mut Diagnostics) {
    for parameter in parameters {
        if let Some(schema) = parameter.schema {
            diagnostics.extend(undefined(parameter, schema, types));
            diagnostics.extend(nested(parameter, schema, types));
        }
    }
}

/// The cells without a meaning in the table of styles (`OpenAPI` 3.1.1, section 4.8.12.6).
fn undefined(parameter: &Parameter, schema: SchemaId, types: &Types<'_>) -> Option<Diagnostic> {
    let (style, written) = match (parameter.wire.style, form(types, schema)) {
        ("SpaceDelimited", Form::Scalar) => ("spaceDelimited", "as `name=value`"),
        ("PipeDelimited", Form::Scalar) => ("pipeDelimited", "as `name=value`"),
        ("DeepObject", Form::Scalar) => ("deepObject", "as `name=value`"),
        ("DeepObject", Form::List) => ("deepObject", "with its name for each item"),
        ("SpaceDelimited", Form::List | Form::Object) if parameter.wire.explode => {
            ("spaceDelimited", "as in the style `form`")
        }
        ("PipeDelimited", Form::List | Form::Object) if parameter.wire.explode => {
            ("pipeDelimited", "as in the style `form`")
        }
        _ => return None,
    };
    let message = format!("the style `{style}` does not define values of this kind");
    Some(
        Diagnostic::warning("undefined-style", &parameter.pointer, message)
            .label(format!("written {written}"))
            .help("use the style `form`, or `content` for JSON text"),
    )
}

/// Lists and objects within lists and objects, for which only brackets have a notation.
fn nested(parameter: &Parameter, schema: SchemaId, types: &Types<'_>) -> Option<Diagnostic> {
    if matches!(parameter.wire.style, "DeepObject" | "Json") {
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
    let message = format!("`{}` holds lists or objects within another", parameter.name);
    Some(
        Diagnostic::warning("nested-parameter", &parameter.pointer, message)
            .label("what is nested is written as JSON text")
            .help(match parameter.location {
                Location::Query => "use the style `deepObject`, or `content` for JSON of the whole",
                Location::Path | Location::Header | Location::Cookie => {
                    "use `content` for JSON of the whole"
                }
            }),
    )
}

fn form(types: &Types<'_>, schema: SchemaId) -> Form {
    match &types.ir.schemas[types.ir.schemas.target(schema)].kind {
        Kind::Array(_) => Form::List,
        Kind::Object(_) => Form::Object,
        Kind::Any | Kind::Union(_) | Kind::AllOf(_) | Kind::Reference(_) => Form::Open,
        Kind::Null
        | Kind::Boolean
        | Kind::Integer(_)
        | Kind::Number
        | Kind::String(_)
        | Kind::Enum(_) => Form::Scalar,
    }
}
