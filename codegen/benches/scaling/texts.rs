//! Descriptions with long texts, and texts that are hard to parse.

use crate::schemas::{description, list};

/// A JSON text of a description with these schemas.
fn json(schemas: &str) -> String {
    format!(
        "{{\"openapi\": \"3.0.3\", \"info\": {{\"title\": \"Scaling\", \"version\": \"1\"}}, \
         \"paths\": {{}}, \"components\": {{\"schemas\": {{{schemas}}}}}}}"
    )
}

/// A schema with a text as its description.
fn described(text: &str) -> String {
    json(&format!("\"A\": {{\"type\": \"object\", \"description\": \"{text}\"}}"))
}

pub fn brackets(size: usize) -> String {
    described(&"[".repeat(size))
}

/// Runs of 1, 2, 3 and more backticks, `size` letters in all.
pub fn backticks(size: usize) -> String {
    let mut text = String::new();
    for length in 1.. {
        if text.len() + length > size {
            break;
        }
        text.push_str(&"`".repeat(length));
        text.push('a');
    }
    described(&text)
}

pub fn words(size: usize) -> String {
    described(&"some *words* of `code` ".repeat(size))
}

/// A JSON text in which each duplicate key is above all places with warnings.
pub fn duplicate_keys(size: usize) -> String {
    let property = |number| format!("\"p{number}\": {{\"type\": \"strange\"}}");
    let last =
        format!("\"A\": {{\"type\": \"object\", \"properties\": {{{}}}}}", list(size, property));
    let duplicates = list(size, |_| "\"A\": {}");
    json(&format!("{duplicates}, {last}"))
}

pub fn anchors(size: usize) -> String {
    let schema = |number| format!("S{number}: &a{number} {{type: strange}}, T{number}: *a{number}");
    description(&list(size, schema), "")
}

/// Members that are not part of the API.
pub fn padding(size: usize) -> String {
    let member = |number| format!("\"x-{number}\": {{\"a\": [1, {{\"b\": null}}, \"text\"]}}");
    json(&format!("\"A\": {{{}}}", list(size, member)))
}
