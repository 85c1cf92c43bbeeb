//! The places of a description that have text of its author, and other text in them.

use std::collections::HashMap;

use serde_json::{Map, Value};

/// A place with text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Position {
    /// A value that is prose, or shown as it is.
    Prose(String),
    /// Another value, which is unique.
    Value(String),
    /// The name of a member.
    Key(String),
}

/// Members whose values are words of OpenAPI.
const KEYWORDS: [&str; 9] =
    ["$ref", "bearerFormat", "format", "in", "openapi", "operationRef", "scheme", "style", "type"];

const PROSE: [&str; 7] =
    ["default", "description", "example", "pattern", "summary", "title", "version"];

/// Objects whose members have names of their own.
const MAPS: [&str; 15] = [
    "callbacks",
    "content",
    "encoding",
    "examples",
    "headers",
    "links",
    "mapping",
    "parameters",
    "paths",
    "properties",
    "responses",
    "schemas",
    "scopes",
    "securitySchemes",
    "variables",
];

/// All positions, in the order of the description.
pub(super) fn positions(description: &Value) -> Vec<Position> {
    let mut walk = Walk { references: Vec::new(), found: Vec::new() };
    walk.references(description);
    walk.value(description, "", "");
    walk.found
}

/// The values of keywords, in which other text is a mistake.
pub(super) fn keywords(description: &Value) -> Vec<Position> {
    fn collect(value: &Value, pointer: &str, name: &str, found: &mut Vec<Position>) {
        match value {
            Value::String(text) if KEYWORDS.contains(&name) || is_reference(text) => {
                found.push(Position::Prose(pointer.to_owned()));
            }
            _ => children(value, pointer).for_each(|(pointer, name, value)| {
                collect(value, &pointer, name, found);
            }),
        }
    }
    let mut found = Vec::new();
    collect(description, "", "", &mut found);
    found
}

struct Walk {
    references: Vec<String>,
    found: Vec<Position>,
}

impl Walk {
    fn references(&mut self, value: &Value) {
        if let Some(text) = value.as_str().filter(|text| text.starts_with("#/")) {
            self.references.push(text.trim_start_matches('#').to_owned());
        }
        children(value, "").for_each(|(_, _, value)| self.references(value));
    }

    fn value(&mut self, value: &Value, pointer: &str, name: &str) {
        match value {
            Value::String(text) if KEYWORDS.contains(&name) || is_reference(text) => {}
            Value::String(_) if PROSE.contains(&name) => {
                self.found.push(Position::Prose(pointer.to_owned()));
            }
            Value::String(_) => self.found.push(Position::Value(pointer.to_owned())),
            _ => {}
        }
        let is_path_parameter = value.get("in").is_some_and(|place| place == "path");
        for (inside, member, child) in children(value, pointer) {
            let is_fixed = self.references.iter().any(|reference| reference.starts_with(&inside))
                || (name == "responses" && pointer.starts_with("/paths"))
                || ["bearer", "key"].contains(&member);
            if MAPS.contains(&name) && value.is_object() && !is_fixed {
                self.found.push(Position::Key(inside.clone()));
            }
            let is_pointer = inside.ends_with("/x-waiter/state")
                || inside.ends_with("/x-pagination/items")
                || inside.ends_with("/x-pagination/link/header");
            let is_placeholder = is_path_parameter && member == "name";
            if !is_pointer && !is_placeholder {
                self.value(child, &inside, member);
            }
        }
    }
}

fn is_reference(text: &str) -> bool {
    text.starts_with("#/") || text.starts_with('$')
}

/// The members or items of a value: pointer, name and value.
fn children<'v>(
    value: &'v Value,
    pointer: &str,
) -> Box<dyn Iterator<Item = (String, &'v str, &'v Value)> + 'v> {
    let pointer = pointer.to_owned();
    match value {
        Value::Object(members) => Box::new(members.iter().map(move |(name, value)| {
            let token = name.replace('~', "~0").replace('/', "~1");
            (format!("{pointer}/{token}"), name.as_str(), value)
        })),
        Value::Array(items) => Box::new(
            items
                .iter()
                .enumerate()
                .map(move |(index, value)| (format!("{pointer}/{index}"), "", value)),
        ),
        _ => Box::new(std::iter::empty()),
    }
}

/// The description with a text in each position. What has to be unique ends with a number.
pub(super) fn with_text(description: &Value, positions: &[Position], texts: &[&str]) -> Value {
    let mut values = HashMap::new();
    let mut keys = HashMap::new();
    for (number, (position, text)) in positions.iter().zip(texts).enumerate() {
        match position {
            Position::Prose(pointer) => values.insert(pointer.as_str(), (*text).to_owned()),
            Position::Value(pointer) if pointer.ends_with("/url") => {
                let text = text.replace(['{', '}'], "");
                values.insert(pointer.as_str(), format!("https://example.com/{text}"))
            }
            Position::Value(pointer) => values.insert(pointer, format!("{text} p{number}")),
            Position::Key(pointer) => {
                let separator = if pointer.contains("/content/") { ";x=" } else { "" };
                let text = if pointer.starts_with("/paths/") && pointer.matches('/').count() == 2 {
                    text.replace(['{', '}'], "")
                } else {
                    (*text).to_owned()
                };
                keys.insert(pointer.as_str(), format!("{separator}{text} p{number}"))
            }
        };
    }
    rebuilt(description, "", &values, &keys)
}

type Texts<'p> = HashMap<&'p str, String>;

fn rebuilt(value: &Value, pointer: &str, values: &Texts<'_>, keys: &Texts<'_>) -> Value {
    let child = |pointer: &str, value| rebuilt(value, pointer, values, keys);
    match value {
        Value::Object(_) => {
            let members = children(value, pointer).map(|(pointer, name, value)| {
                let suffix = keys.get(pointer.as_str()).map_or("", String::as_str);
                (format!("{name}{suffix}"), child(&pointer, value))
            });
            Value::Object(members.collect::<Map<_, _>>())
        }
        Value::Array(_) => {
            children(value, pointer).map(|(pointer, _, value)| child(&pointer, value)).collect()
        }
        value => values.get(pointer).map_or_else(|| value.clone(), |text| text.as_str().into()),
    }
}
