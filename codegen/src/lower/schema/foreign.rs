//! Lowers `x-rust-type` and `x-rust-crate`: a type of another crate in place of a schema.
//!
//! Invariant: the crates in the path of a type are dependencies of the client or the standard library.
//! An extension that is not valid is reported, and the type is generated from the schema.

use std::collections::BTreeSet;

use semver::VersionReq;
use serde_json::Value;

use super::super::Lowering;
use crate::diagnostics::Diagnostic;
use crate::ident::RustPath;
use crate::ir::{ForeignCrate, ForeignType, JsonKind};
use crate::node::Node;

/// The crates that need no entry in the manifest.
const STANDARD: [&str; 3] = ["alloc", "core", "std"];

/// The types of the standard library that clients decode themselves.
const DECODED: [&str; 5] = ["BTreeMap", "Box", "Option", "String", "Vec"];

/// Names that the manifest of a client has for itself: those of dependencies and features.
const TAKEN: [&str; 24] = [
    "blocking",
    "bytes",
    "chrono-0-4",
    "client",
    "default",
    "http",
    "http-body",
    "http2",
    "jiff-1",
    "native-tls",
    "opentelemetry",
    "opentelemetry-0-33",
    "reqwest",
    "reqwest-0-13",
    "rustls",
    "rustls-platform-verifier",
    "secrecy",
    "serde",
    "serde_json",
    "testing",
    "time-0-3",
    "tokio",
    "tracing",
    "uuid",
];

/// The type that stands for the schema at `node`, which declares these types of JSON.
pub(super) fn lower(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
    types: &[String],
) -> Option<ForeignType> {
    let declared = node.get("x-rust-type")?;
    let text = node.text("x-rust-type", lowering.diagnostics)?;
    let dependency = match node.get("x-rust-crate").map(|entry| (read(&entry), entry)) {
        Some((Ok(dependency), entry)) => {
            if let Err(problem) = check(lowering, &dependency) {
                lowering.report(ignored(&entry, problem));
                return None;
            }
            Some(dependency)
        }
        Some((Err(problem), entry)) => {
            lowering.report(ignored(&entry, problem));
            return None;
        }
        None => None,
    };
    let Some(path) = RustPath::new(&text).filter(|path| !is_decoded(path)) else {
        let problem = "`x-rust-type` must be the path of a type of another crate".to_owned();
        lowering.report(ignored(&declared, problem));
        return None;
    };
    let library = dependency.as_ref().map(|dependency| dependency.name.replace('-', "_"));
    let is_known = |name: &&str| STANDARD.contains(name) || library.as_deref() == Some(*name);
    let unknown = path.crates().into_iter().find(|name| !is_known(name)).map(str::to_owned);
    if let Some(name) = unknown {
        let problem = format!("the crate `{name}` is not that of `x-rust-crate`");
        lowering.report(ignored(&declared, problem));
        return None;
    }
    if let Some(dependency) = dependency {
        add(lowering, dependency);
    }
    Some(ForeignType { path, kinds: types.iter().flat_map(|name| kinds(name)).copied().collect() })
}

/// Whether a client decodes the type itself, so that it cannot be a foreign one.
fn is_decoded(path: &RustPath) -> bool {
    let is_standard = path.crates().first().is_some_and(|name| STANDARD.contains(name));
    is_standard && (DECODED.contains(&path.name()) || path.as_str().contains("primitive"))
}

/// Reads `name@version`, or an object with `name`, `version` and `features`.
fn read(node: &Node<'_>) -> Result<ForeignCrate, String> {
    let text = |name: &str| node.value.get(name).and_then(Value::as_str);
    let (name, version) = match node.value.as_str() {
        Some(text) => text.split_once('@'),
        None => text("name").zip(text("version")),
    }
    .ok_or("`x-rust-crate` must be `name@version`, or an object with `name` and `version`")?;
    if !is_name(name) {
        return Err(format!("`{name}` is not the name of a crate"));
    }
    if VersionReq::parse(version).is_err() {
        return Err(format!("`{version}` is not a requirement on a version"));
    }
    let listed = node.value.get("features").and_then(Value::as_array).into_iter().flatten();
    let features: BTreeSet<String> = listed.filter_map(Value::as_str).map(str::to_owned).collect();
    match features.iter().find(|feature| !is_feature(feature)) {
        Some(feature) => Err(format!("`{feature}` is not the name of a feature")),
        None => Ok(ForeignCrate { name: name.to_owned(), version: version.to_owned(), features }),
    }
}

fn is_name(text: &str) -> bool {
    let is_allowed = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    text.len() <= 64
        && text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(is_allowed)
}

fn is_feature(text: &str) -> bool {
    let is_allowed = |letter: char| letter.is_ascii_alphanumeric() || "-_+.".contains(letter);
    !text.is_empty() && text.chars().all(is_allowed)
}

/// Whether the manifest can have the crate beside its own entries and those of other schemas.
fn check(lowering: &Lowering<'_, '_>, dependency: &ForeignCrate) -> Result<(), String> {
    let ForeignCrate { name, version, .. } = dependency;
    let is_same = |other: &str| other.replace('-', "_") == name.replace('-', "_");
    if TAKEN.iter().any(|taken| is_same(taken)) || is_same(&lowering.options.name) {
        return Err(format!("the client has a dependency or a feature `{name}` of its own"));
    }
    match lowering.crates.values().find(|known| is_same(&known.name)) {
        Some(known) if known.version != *version || known.name != *name => {
            Err(format!("another schema has `{}@{}`", known.name, known.version))
        }
        _ => Ok(()),
    }
}

fn add(lowering: &mut Lowering<'_, '_>, dependency: ForeignCrate) {
    match lowering.crates.get_mut(&dependency.name) {
        Some(known) => known.features.extend(dependency.features),
        None => drop(lowering.crates.insert(dependency.name.clone(), dependency)),
    }
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
