//! References in an otherwise valid description, with other files beside it.
//!
//! The lines of the input are the texts of `$ref`s, mappings and links. The generator does not panic,
//! and reads files below the folder of the description only.
#![no_main]

use codegen::source::Source;
use codegen::{Files, Options, generate_with};

/// A folder in which every file is a description of a few schemas.
struct Folder;

impl Files for Folder {
    fn read(&mut self, path: &str) -> Result<Source, String> {
        assert!(!path.starts_with('/') && !path.split('/').any(|step| step == ".."), "{path}");
        let text =
            r##"{"A": {"$ref": "other.json#/B"}, "B": {"properties": {"a": {"$ref": "#/A"}}}}"##;
        Ok(Source { name: path.to_owned(), text: text.to_owned() })
    }
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut lines = text.lines().take(6).map(|line| format!("{line:?}").replace("\\'", "'"));
    let mut next = || lines.next().unwrap_or_else(|| "\"#/components/schemas/A\"".to_owned());
    let text = format!(
        r##"{{"openapi": "3.1.0", "info": {{"title": "A", "version": "1"}},
        "paths": {{"/a": {{"get": {{"operationId": "a", "responses": {{"200": {{"description": "",
            "content": {{"application/json": {{"schema": {{"$ref": {}}}}}}},
            "links": {{"l": {{"operationRef": {}}}}}}}}}}}}}}},
        "components": {{"schemas": {{
            "A": {{"properties": {{"a": {{"$ref": {}}}, "b": {{"allOf": [{{"$ref": {}}}, {{"properties": {{}}}}]}}}}}},
            "B": {{"oneOf": [{{"$ref": {}}}, {{"$ref": "#/components/schemas/A"}}],
                "discriminator": {{"propertyName": "a", "mapping": {{"x": {}}}}}}}
        }}}}}}"##,
        next(),
        next(),
        next(),
        next(),
        next(),
        next(),
    );
    let source = Source { name: "a.json".to_owned(), text };
    if let Err(diagnostics) = generate_with(&source, &mut Folder, &Options::new("a-client")) {
        assert!(!diagnostics.render(&source).is_empty());
    }
});
