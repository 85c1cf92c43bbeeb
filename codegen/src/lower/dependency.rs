//! Lowers the crate of a type or of a derive macro: `name@version`, or an object.
//!
//! Invariant: the manifest of a client can have the crate beside its own entries, and each crate once.

use std::collections::BTreeSet;

use semver::VersionReq;

use super::Lowering;
use crate::ir::ForeignCrate;
use crate::value::Value;

/// Names that the manifest of a client has for itself: those of dependencies and features.
const TAKEN: [&str; 30] = [
    "base64",
    "blocking",
    "bundled-roots",
    "bytes",
    "chrono-0-4",
    "client",
    "default",
    "futures-core",
    "futures-util",
    "gzip",
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
    "webpki-roots",
];

/// The crate that a value of `x-rust-crate` is.
///
/// # Errors
/// What is wrong with it.
pub(super) fn lower(lowering: &Lowering<'_, '_>, value: &Value) -> Result<ForeignCrate, String> {
    let dependency = read(value)?;
    check(lowering, &dependency)?;
    Ok(dependency)
}

/// Reads `name@version`, or an object with `name`, `version` and `features`.
fn read(value: &Value) -> Result<ForeignCrate, String> {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let (name, version) = match value.as_str() {
        Some(text) => text.split_once('@'),
        None => text("name").zip(text("version")),
    }
    .ok_or("a crate must be `name@version`, or an object with `name` and `version`")?;
    if !is_name(name) {
        return Err(format!("`{name}` is not the name of a crate"));
    }
    if VersionReq::parse(version).is_err() {
        return Err(format!("`{version}` is not a requirement on a version"));
    }
    let listed = value.get("features").and_then(Value::as_array).into_iter().flatten();
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

/// Adds the crate to those of the client.
pub(super) fn add(lowering: &mut Lowering<'_, '_>, dependency: ForeignCrate) {
    match lowering.crates.get_mut(&dependency.name) {
        Some(known) => known.features.extend(dependency.features),
        None => drop(lowering.crates.insert(dependency.name.clone(), dependency)),
    }
}
