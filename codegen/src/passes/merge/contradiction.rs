//! Reports members of an `allOf` that no value matches together.

use crate::diagnostics::Diagnostic;
use crate::ir::{Kind, SchemaId, Schemas};
use crate::pointer::Pointer;

/// The problem that `left` and `right` are joined by the `allOf` at `place`.
pub(super) fn of(
    schemas: &Schemas,
    left: SchemaId,
    right: SchemaId,
    place: &Pointer,
) -> Diagnostic {
    let [(left, described), (right, used)] = [left, right].map(|id| {
        let kind = &schemas[schemas.target(id)].kind;
        (&schemas[id].pointer, kind_name(kind))
    });
    let message = match property(right) {
        Some(name) => format!("no value of `{name}` matches all members of this `allOf`"),
        None => "no value matches all members of this `allOf`".to_owned(),
    };
    let diagnostic = Diagnostic::warning("contradicting-all-of", right, message)
        .at_key()
        .label(format!("this is {used}, which is used"));
    let diagnostic = if left == right {
        diagnostic
    } else {
        diagnostic.related_to(left, format!("this is {described}"))
    };
    let is_inside = [left, right].iter().any(|it| it.as_str().starts_with(place.as_str()));
    let diagnostic =
        if is_inside { diagnostic } else { diagnostic.related_to(place, "they are joined here") };
    diagnostic.help("use members of the same type, or rename one of the properties")
}

/// The name of the property that a schema describes.
fn property(pointer: &Pointer) -> Option<String> {
    let parent = pointer.parent()?;
    (parent.last()? == "properties").then(|| pointer.last().map(Into::into))?
}

fn kind_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Any | Kind::AllOf(_) | Kind::Reference(_) => "any value",
        Kind::Null => "null",
        Kind::Boolean => "a boolean",
        Kind::Integer(_) => "an integer",
        Kind::Number => "a number",
        Kind::String(_) => "a string",
        Kind::Enum(_) => "an enum",
        Kind::Array(_) => "an array",
        Kind::Object(_) => "an object",
        Kind::Union(_) => "a union",
        Kind::Foreign(_) => "a type of another crate",
    }
}
