//! The references of a file that have to be rewritten, with their places.
//!
//! Invariant: values that are data, such as examples, are not looked into.

use serde_json::Value;

use crate::pointer::Pointer;

/// A reference and where it is written.
pub(super) struct Reference {
    pub(super) place: Pointer,
    pub(super) text: String,
}

/// The references in `value` that lead out of the file, and for a file that is not the root, all.
pub(super) fn references(value: &Value, base: &str) -> Vec<Reference> {
    let mut walk = Walk { is_root: base.is_empty(), way: Vec::new(), found: Vec::new() };
    walk.value(value);
    walk.found
}

/// Members whose names are chosen by the author, so that none of them means anything.
const MAPS: [&str; 13] = [
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
];

/// Members that hold data.
const DATA: [&str; 5] = ["example", "default", "enum", "const", "value"];

struct Walk<'v> {
    is_root: bool,
    way: Vec<Step<'v>>,
    found: Vec<Reference>,
}

#[derive(Clone, Copy)]
enum Step<'v> {
    Member(&'v str),
    Item(usize),
}

impl<'v> Walk<'v> {
    fn value(&mut self, value: &'v Value) {
        match value {
            Value::Array(items) => {
                for (position, item) in items.iter().enumerate() {
                    self.inside(Step::Item(position), item);
                }
            }
            Value::Object(members) => {
                let is_map =
                    matches!(self.way.last(), Some(Step::Member(name)) if MAPS.contains(name));
                for (name, member) in members {
                    match member {
                        Value::String(text) if name == "$ref" && !is_map => self.note(name, text),
                        Value::Object(mapping) if name == "mapping" && !is_map => {
                            self.mapping(mapping);
                        }
                        _ if !is_map
                            && (DATA.contains(&name.as_str()) || name.starts_with("x-")) => {}
                        _ => self.inside(Step::Member(name), member),
                    }
                }
            }
            _ => {}
        }
    }

    /// The targets of a discriminator: those that are no bare names are references.
    fn mapping(&mut self, mapping: &'v serde_json::Map<String, Value>) {
        self.way.push(Step::Member("mapping"));
        for (name, target) in mapping {
            if let Value::String(text) = target
                && text.contains(['#', '/', '.'])
            {
                self.note(name, text);
            }
        }
        self.way.pop();
    }

    fn inside(&mut self, step: Step<'v>, value: &'v Value) {
        self.way.push(step);
        self.value(value);
        self.way.pop();
    }

    fn note(&mut self, name: &str, text: &str) {
        if self.is_root && text.starts_with('#') {
            return;
        }
        let place = self.way.iter().fold(Pointer::root(), |place, step| match step {
            Step::Member(name) => place.child(name),
            Step::Item(position) => place.index(*position),
        });
        self.found.push(Reference { place: place.child(name), text: text.to_owned() });
    }
}
