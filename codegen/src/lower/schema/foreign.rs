//! Lowers `x-rust-type` and `x-rust-crate`: a type of another crate in place of a schema.
//!
//! Invariant: the crates in the path of a type are dependencies of the client or the standard library.
//! An extension that is not valid is reported, and the type is generated from the schema.

use super::super::{Lowering, dependency};
use crate::diagnostics::Diagnostic;
use crate::ident::RustPath;
use crate::ir::{ForeignCrate, ForeignType, JsonKind};
use crate::node::Node;

/// The crates that need no entry in the manifest.
const STANDARD: [&str; 3] = ["alloc", "core", "std"];

/// The types of the standard library that clients decode themselves.
const DECODED: [&str; 5] = ["BTreeMap", "Box", "Option", "String", "Vec"];

/// The type that stands for the schema at `node`, which declares these types of JSON.
pub(super) fn lower(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
    types: &[String],
) -> Option<ForeignType> {
    let declared = node.get("x-rust-type")?;
    let text = node.text("x-rust-type", lowering.diagnostics)?;
    let entry = node.get("x-rust-crate");
    let lowered = entry.as_ref().map(|entry| dependency::lower(lowering, entry.value));
    let library = match (lowered.transpose(), &entry) {
        (Ok(dependency), _) => dependency,
        (Err(problem), Some(entry)) => {
            lowering.report(ignored(entry, problem));
            return None;
        }
        (Err(_), None) => return None,
    };
    let Some(path) = RustPath::new(&text).filter(|path| !is_decoded(path)) else {
        let problem = "`x-rust-type` must be the path of a type of another crate".to_owned();
        lowering.report(ignored(&declared, problem));
        return None;
    };
    let name = library.as_ref().map(ForeignCrate::library);
    let is_known = |known: &&str| STANDARD.contains(known) || name.as_deref() == Some(*known);
    let unknown = path.crates().into_iter().find(|name| !is_known(name)).map(str::to_owned);
    if let Some(name) = unknown {
        let problem = format!("the crate `{name}` is not that of `x-rust-crate`");
        lowering.report(ignored(&declared, problem));
        return None;
    }
    if let Some(library) = library {
        dependency::add(lowering, library);
    }
    Some(ForeignType { path, kinds: types.iter().flat_map(|name| kinds(name)).copied().collect() })
}

/// Whether a client decodes the type itself, so that it cannot be a foreign one.
fn is_decoded(path: &RustPath) -> bool {
    let is_standard = path.crates().first().is_some_and(|name| STANDARD.contains(name));
    is_standard && (DECODED.contains(&path.name()) || path.as_str().contains("primitive"))
}

fn kinds(name: &str) -> &'static [JsonKind] {
    match name {
        "boolean" => &[JsonKind::Boolean],
        "integer" => &[JsonKind::Integer],
        "number" => &[JsonKind::Integer, JsonKind::Number],
        "string" => &[JsonKind::String],
        "array" => &[JsonKind::Array],
        "object" => &[JsonKind::Object],
        _ => &[],
    }
}

fn ignored(node: &Node<'_>, problem: String) -> Diagnostic {
    Diagnostic::warning("ignored-rust-type", &node.pointer, problem)
        .label("ignored")
        .note("the type is generated from the schema")
        .help("write `x-rust-type: rust_decimal::Decimal` and `x-rust-crate: rust_decimal@1`")
}
