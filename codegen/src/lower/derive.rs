//! Lowers `x-rust-derive` and the option `derives`: what types derive on request.
//!
//! Invariant: the path of a derive macro begins with a crate that is a dependency of the client, and no
//! trait that clients have anyway is derived. What is not valid is reported and not derived.

use super::{Lowering, dependency};
use crate::diagnostics::Diagnostic;
use crate::ident::RustPath;
use crate::ir::{Derive, Spanned, StandardTrait};
use crate::node::Node;
use crate::value::Value;

/// Traits that types derive or implement by themselves, where they can.
const OWN: [&str; 7] =
    ["Clone", "Copy", "Debug", "Default", "Deserialize", "PartialEq", "Serialize"];

/// What the type of a schema derives on request.
pub(super) fn of_schema(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Vec<Spanned<Derive>> {
    if node.get("x-rust-derive").is_none() {
        return Vec::new();
    }
    let mut derives: Vec<Spanned<Derive>> = Vec::new();
    for entry in node.items("x-rust-derive", lowering.diagnostics) {
        let lowered = match entry.value {
            Value::String(name) => lower(lowering, name, None),
            value => match value.get("path").and_then(Value::as_str) {
                Some(path) => lower(lowering, path, value.get("crate")),
                None => Err("a derive must be a name, or an object with `path` and `crate`".into()),
            },
        };
        match lowered {
            Ok(value) if derives.iter().any(|known| known.value == value) => {}
            Ok(value) => derives.push(Spanned { value, pointer: entry.pointer }),
            Err(problem) => lowering.report(
                Diagnostic::warning("ignored-derive", &entry.pointer, problem)
                    .label("not derived")
                    .help("write `Ord`, or `{ path: schemars::JsonSchema, crate: schemars@1 }`"),
            ),
        }
    }
    derives
}

/// What all types derive on request.
pub(super) fn of_options(lowering: &mut Lowering<'_, '_>) -> Vec<Derive> {
    let mut derives = Vec::new();
    let options = lowering.options;
    for wanted in &options.derives {
        let (path, library) = match wanted.split_once('=') {
            Some((path, library)) => (path, Some(Value::from(library))),
            None => (wanted.as_str(), None),
        };
        match lower(lowering, path, library.as_ref()) {
            Ok(value) if derives.contains(&value) => {}
            Ok(value) => derives.push(value),
            Err(problem) => lowering.report(
                Diagnostic::error_without_location("unknown-derive", problem)
                    .help("specify `Ord`, or `schemars::JsonSchema=schemars@1`"),
            ),
        }
    }
    derives
}

/// A trait of the standard library by its name, or the path of a derive macro and its crate.
fn lower(
    lowering: &mut Lowering<'_, '_>,
    text: &str,
    library: Option<&Value>,
) -> Result<Derive, String> {
    let name = text.rsplit("::").next().unwrap_or_default().trim();
    if OWN.contains(&name) {
        return Err(format!("types have `{name}` by themselves"));
    }
    let Some(library) = library else {
        let standard = StandardTrait::from_name(text).map(Derive::Standard);
        return standard.ok_or_else(|| {
            "a derive is `Eq`, `Hash`, `Ord` or `PartialOrd`, or a path with its crate".to_owned()
        });
    };
    let is_macro = |path: &RustPath| {
        !path.as_str().contains('<') && StandardTrait::from_name(path.name()).is_none()
    };
    let path = RustPath::new(text).filter(is_macro);
    let path = path.ok_or("the path must be that of a derive macro of another crate")?;
    let library = dependency::lower(lowering, library)?;
    if path.crates() != [library.library()] {
        return Err(format!("`{}` is not a path of the crate `{}`", path.as_str(), library.name));
    }
    dependency::add(lowering, library);
    Ok(Derive::Foreign(path))
}
