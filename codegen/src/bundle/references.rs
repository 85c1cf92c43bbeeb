//! Finds the references of a file that have to be rewritten.
//!
//! Invariant: data, such as examples, is not searched.

use crate::pointer::Pointer;
use crate::value::{Map, Value};

/// A reference and its location.
pub(super) struct Reference {
    pub(super) pointer: Pointer,
    pub(super) text: String,
}

/// The references in `value`; in the root file, only those to other files.
pub(super) fn references(value: &Value, base: &str) -> Vec<Reference> {
    let mut walk = Walk { is_root: base.is_empty(), path: Vec::new(), found: Vec::new() };
    walk.value(value);
    walk.found
}

/// Maps, whose keys are chosen by the author and are not keywords.
const MAPS: [&str; 21] = [
    "properties",
    "patternProperties",
    "dependentSchemas",
    "$defs",
    "definitions",
    "schemas",
    "parameters",
    "responses",
    "headers",
    "requestBodies",
    "examples",
    "links",
    "paths",
    "pathItems",
    "webhooks",
    "callbacks",
    "mediaTypes",
    "securitySchemes",
    "content",
    "encoding",
    "additionalOperations",
];

/// Members whose values are data.
const DATA: [&str; 5] = ["example", "default", "enum", "const", "value"];

struct Walk<'v> {
    is_root: bool,
    path: Vec<Step<'v>>,
    found: Vec<Reference>,
}

#[derive(Clone, Copy)]
enum Step<'v> {
    /// A keyword.
    Member(&'v str),
    /// A key of a map, which is no keyword whatever it is.
    Key(&'v str),
    Item(usize),
}

impl<'v> Walk<'v> {
    /// Recursive: as deep as the values of a file are nested.
    fn value(&mut self, value: &'v Value) {
        match value {
            Value::Array(items) => {
                for (position, item) in items.iter().enumerate() {
                    self.inside(Step::Item(position), item);
                }
            }
            Value::Object(members) => {
                let is_map =
                    matches!(self.path.last(), Some(Step::Member(name)) if MAPS.contains(name));
                for (name, member) in members {
                    match member {
                        // The member of a map that is called `$ref` is not a string.
                        Value::String(text) if name == "$ref" => self.note(name, text),
                        Value::Object(mapping) if name == "mapping" && !is_map => {
                            self.mapping(mapping);
                        }
                        _ if !is_map && (DATA.contains(&name) || name.starts_with("x-")) => {}
                        _ if is_map => self.inside(Step::Key(name), member),
                        _ => self.inside(Step::Member(name), member),
                    }
                }
            }
            _ => {}
        }
    }

    /// The targets of a discriminator. Those that are not bare names are references.
    fn mapping(&mut self, mapping: &'v Map) {
        self.path.push(Step::Member("mapping"));
        for (name, target) in mapping {
            if let Value::String(text) = target
                && text.contains(['#', '/', '.'])
            {
                self.note(name, text);
            }
        }
        self.path.pop();
    }

    fn inside(&mut self, step: Step<'v>, value: &'v Value) {
        self.path.push(step);
        self.value(value);
        self.path.pop();
    }

    fn note(&mut self, name: &str, text: &str) {
        if self.is_root && text.starts_with('#') {
            return;
        }
        let pointer = self.path.iter().fold(Pointer::root(), |pointer, step| match step {
            Step::Member(name) | Step::Key(name) => pointer.child(name),
            Step::Item(position) => pointer.index(*position),
        });
        self.found.push(Reference { pointer: pointer.child(name), text: text.to_owned() });
    }
}
