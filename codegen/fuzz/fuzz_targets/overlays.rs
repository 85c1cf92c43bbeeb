//! An overlay to a description, or to diagnostics.
//!
//! The lines of the input are JSONPaths, each the target of one action that removes or updates. What is
//! left is generated: nothing panics, and the diagnostics of the overlay point into it.
#![no_main]

use codegen::source::Source;
use codegen::{Options, generate};

const DESCRIPTION: &str = r##"{
    "openapi": "3.1.0", "info": {"title": "A", "version": "1"},
    "paths": {"/a": {"get": {"operationId": "a", "tags": ["x", "y"], "responses": {"200": {
        "description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}
    }}}}},
    "components": {"schemas": {
        "A": {"required": ["a"], "properties": {"a": {"type": "string", "maxLength": 3}, "b": {"enum": [1, 2]}}},
        "B": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"type": "null"}]}
    }}
}"##;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let actions = text.lines().take(6).enumerate().map(|(position, target)| {
        let target = format!("{target:?}").replace("\\'", "'");
        match position % 3 {
            0 => format!(r#"{{"target": {target}, "update": {{"type": "object"}}}}"#),
            1 => format!(r#"{{"target": {target}, "update": ["x"]}}"#),
            _ => format!(r#"{{"target": {target}, "remove": true}}"#),
        }
    });
    let actions: Vec<String> = actions.collect();
    let source = named("a.json", DESCRIPTION.to_owned());
    let overlay = format!(
        r#"{{"overlay": "1.1.0", "info": {{"title": "A", "version": "1"}}, "actions": [{}]}}"#,
        actions.join(", ")
    );
    let mut options = Options::new("a-client");
    options.overlays = vec![named("a.overlay.json", overlay)];
    match generate(&source, &options) {
        Ok(output) => _ = output.warnings.render(&source),
        Err(diagnostics) => assert!(!diagnostics.render(&source).is_empty()),
    }
});

fn named(name: &str, text: String) -> Source {
    Source { name: name.to_owned(), text }
}
