//! Overlays: what they do to a description, and where problems are reported.

mod actions;
mod copies;
mod documents;
mod hostile;
mod json_path;
mod places;
mod provenance;
mod several_files;
mod vendor;

use codegen::diagnostics::{Diagnostics, Located};
use codegen::source::Source;
use codegen::{Options, generate, overlaid};
use serde_json::Value;

fn named(name: &str, text: &str) -> Source {
    Source { name: name.to_owned(), text: text.to_owned() }
}

/// An overlay with these actions, which is a YAML list.
fn overlay(version: &str, actions: &str) -> Source {
    let head = format!("overlay: {version}\ninfo: {{ title: Corrections, version: 1.0.0 }}\n");
    named("corrections.yaml", &format!("{head}actions:\n{actions}\n"))
}

/// The description after an overlay, and what was reported.
fn applied(description: &str, version: &str, actions: &str) -> (Value, String) {
    let source = named("api.yaml", description);
    let result = overlaid(&source, &[overlay(version, actions)]);
    let result = result.unwrap_or_else(|found| panic!("{}", found.render(&source)));
    let value = serde_yaml::from_str(&result.text).unwrap();
    (value, result.warnings.render(&source))
}

/// The errors of an overlay, each as its code and its message.
fn refused(description: &str, version: &str, actions: &str) -> Vec<String> {
    let source = named("api.yaml", description);
    let found = overlaid(&source, &[overlay(version, actions)]).map(drop).unwrap_err();
    found.iter().map(|it| format!("{}: {}", it.code(), it.message())).collect()
}

/// What is reported when a client is generated.
fn reported(source: &Source, overlays: &[Source]) -> Diagnostics {
    let mut options = Options::new("overlays-client");
    options.overlays = overlays.to_vec();
    generate(source, &options).map_or_else(|found| found, |output| output.warnings)
}

/// `file:line text` of a diagnostic: what it underlines.
fn underlined(it: &Located<'_>) -> String {
    let at = it.location.expect("a location");
    let rest = &it.source.text[at.offset..];
    let text: String = rest.chars().take(at.length).collect();
    format!("{}:{} {text}", it.source.name, at.line)
}
