//! Derives the module and the candidate names of a type from the location of its schema.
//!
//! A component keeps its name. A schema inside another one adds a word for each step: a property its
//! name, the items of an array `Item`, the values of a map `Value`. Invariant: the result depends on
//! the pointer alone, not on who uses the schema.

use std::collections::HashMap;

use super::operations::OperationNames;
use super::status_name;
use crate::analysis::variant_label;
use crate::ident::{ModuleName, Scope, TypeName, unique};
use crate::ir::{self, Kind, StatusPattern};
use crate::passes::FIELDS;
use crate::pointer::{Pointer, bundled};

/// The owners of all schemas.
pub(super) struct Positions {
    owners: HashMap<Pointer, Owner>,
    labels: HashMap<Pointer, String>,
}

/// A component or an operation: it has a module, and its name begins those of the types inside.
#[derive(Clone, Debug)]
struct Owner {
    module: ModuleName,
    /// The words of its name.
    words: Vec<String>,
    prefix: Prefix,
}

/// When the name of a type begins with that of its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Prefix {
    /// Always: for types inside a component.
    Always,
    /// If shorter names are taken: for types inside an operation, which are often shared.
    WhereNeeded,
}

/// The module and the candidate names of a type.
pub(super) struct Candidates {
    pub(super) module: ModuleName,
    /// The names, in order of preference.
    pub(super) names: Vec<TypeName>,
}

/// The sections of `components` other than schemas, with the suffix of their types.
const SECTIONS: [(&str, &str); 4] = [
    ("responses", "Response"),
    ("parameters", "Parameter"),
    ("requestBodies", "Body"),
    ("headers", "Header"),
];

impl Positions {
    /// Finds the owners in a description.
    pub(super) fn new(ir: &ir::Api, operations: &[OperationNames]) -> Self {
        let mut owners = HashMap::new();
        let mut modules = Scope::with(&["json", "definitions"]);
        components(ir, &mut modules, &mut owners);
        other_files(ir, &mut modules, &mut owners);
        for (operation, names) in ir.operations.iter().zip(operations) {
            let module = modules.take(names.module.clone());
            let words = vec![names.type_name.as_str().to_owned()];
            let owner = Owner { module, words, prefix: Prefix::WhereNeeded };
            for parameter in &operation.parameters {
                let owner = owner.with(&parameter.name);
                owners.entry(parameter.pointer.clone()).or_insert(owner);
            }
            if let Some(item) = operation.pointer.parent() {
                owners.entry(item).or_insert_with(|| owner.clone());
            }
            owners.insert(operation.pointer.clone(), owner);
        }
        Self { owners, labels: labels(ir) }
    }

    /// The module and the candidate names of the type at `pointer`.
    pub(super) fn candidates(&self, pointer: &Pointer) -> Candidates {
        let mut tokens = Vec::new();
        let mut current = Some(pointer.clone());
        while let Some(ancestor) = current {
            if let Some(owner) = self.owners.get(&ancestor) {
                let mut words = owner.words.clone();
                words.extend(self.words(&ancestor, tokens.into_iter().rev()));
                return Candidates { module: owner.module.clone(), names: owner.names(&words) };
            }
            tokens.push(ancestor.last().unwrap_or_default().into_owned());
            current = ancestor.parent();
        }
        let name = TypeName::new(&pointer.last().unwrap_or_default());
        Candidates { module: ModuleName::new("definitions"), names: vec![name] }
    }

    /// The words for the tokens after `start`.
    fn words(&self, start: &Pointer, tokens: impl Iterator<Item = String>) -> Vec<String> {
        let mut words = Vec::new();
        let mut pointer = start.clone();
        let mut tokens = tokens.peekable();
        while let Some(token) = tokens.next() {
            pointer = pointer.child(&token);
            match token.as_str() {
                "properties" | "$defs" | "definitions" | "patternProperties" | "headers"
                | "encoding" => {
                    words.extend(tokens.next().inspect(|name| pointer = pointer.child(name)));
                }
                "oneOf" | "anyOf" => {
                    words.extend(tokens.next().map(|position| {
                        pointer = pointer.child(&position);
                        self.labels.get(&pointer).cloned().unwrap_or(format!("Variant {position}"))
                    }));
                }
                "allOf" => {
                    let position = tokens.next().unwrap_or_default();
                    pointer = pointer.child(&position);
                    if tokens.peek().is_none() {
                        words.push(format!("AllOf {position}"));
                    }
                }
                "responses" => {
                    words.extend(tokens.next().map(|status| {
                        pointer = pointer.child(&status);
                        status_word(&status)
                    }));
                }
                "content" => {
                    pointer = tokens.next().map_or(pointer.clone(), |name| pointer.child(&name));
                }
                FIELDS => words.push("Fields".to_owned()),
                "items" => words.push("Item".to_owned()),
                "additionalProperties" => words.push("Value".to_owned()),
                "requestBody" => words.push("Body".to_owned()),
                _ => {}
            }
        }
        words
    }
}

impl Owner {
    fn with(&self, word: &str) -> Self {
        let mut owner = self.clone();
        owner.words.push(word.to_owned());
        owner
    }

    /// The names that the words make: all words, or for [`Prefix::WhereNeeded`] first the last
    /// words, from the innermost property on.
    fn names(&self, words: &[String]) -> Vec<TypeName> {
        let parts: Vec<&str> = words.iter().map(String::as_str).collect();
        let starts: Vec<usize> = match self.prefix {
            Prefix::Always => vec![0],
            Prefix::WhereNeeded => {
                let begins = |start: &usize| parts.get(*start).is_some_and(|word| !is_filler(word));
                (1..parts.len()).rev().filter(begins).chain([0]).collect()
            }
        };
        starts.into_iter().filter_map(|start| parts.get(start..)).map(TypeName::joined).collect()
    }
}

/// Whether the word means nothing without the words before it.
fn is_filler(word: &str) -> bool {
    matches!(word, "Item" | "Value" | "Body" | "Response") || word.starts_with("Variant ")
}

fn components(ir: &ir::Api, modules: &mut Scope, owners: &mut HashMap<Pointer, Owner>) {
    let names: Vec<(&str, ModuleName)> =
        ir.components.iter().map(|(name, _)| (name.as_str(), ModuleName::new(name))).collect();
    let names = unique(modules, &names);
    for ((name, id), module) in ir.components.iter().zip(names) {
        let words = vec![name.clone()];
        let owner = Owner { module, words, prefix: Prefix::Always };
        owners.insert(ir.schemas[*id].pointer.clone(), owner);
    }
    // The IR has no list of the other sections, so they are found by the pointers of their schemas.
    for id in ir.schemas.ids() {
        let pointer = &ir.schemas[id].pointer;
        let tokens: Vec<_> = pointer.tokens().take(3).collect();
        let [components, section, name] = tokens.as_slice() else { continue };
        let Some((_, word)) = SECTIONS.iter().find(|(known, _)| known == section) else { continue };
        if components == "components" {
            let pointer = Pointer::root().child(components).child(section).child(name);
            owners.entry(pointer).or_insert_with(|| {
                let has_suffix = name.to_ascii_lowercase().ends_with(&word.to_ascii_lowercase());
                let words = if has_suffix {
                    vec![name.to_string()]
                } else {
                    vec![name.to_string(), (*word).to_owned()]
                };
                let module = modules.take(ModuleName::new(&words.join(" ")));
                Owner { module, words, prefix: Prefix::Always }
            });
        }
    }
}

/// Schemas in other files: each is named after its last token, or after its file.
fn other_files(ir: &ir::Api, modules: &mut Scope, owners: &mut HashMap<Pointer, Owner>) {
    for id in ir.schemas.ids().filter(|id| ir.shared.contains(id)) {
        let pointer = &ir.schemas[id].pointer;
        let Some(name) = bundled::name(pointer) else { continue };
        let words = vec![name];
        let module = modules.take(ModuleName::new(&words.concat()));
        owners.insert(pointer.clone(), Owner { module, words, prefix: Prefix::Always });
    }
}

/// The labels of union variants, by pointer.
fn labels(ir: &ir::Api) -> HashMap<Pointer, String> {
    let mut labels = HashMap::new();
    for id in ir.schemas.ids() {
        if let Kind::Union(union) = &ir.schemas[id].kind {
            for variant in &union.variants {
                let label = variant_label(ir, *variant);
                labels.entry(ir.schemas[*variant].pointer.clone()).or_insert(label);
            }
        }
    }
    labels
}

/// The word for a response: `Response` for the usual success, else the name of the status.
fn status_word(status: &str) -> String {
    let pattern = match status.parse() {
        Ok(code) => StatusPattern::Code(code),
        Err(_) => match status.chars().next().and_then(|class| class.to_digit(10)) {
            Some(4) => StatusPattern::Class(4),
            Some(5) => StatusPattern::Class(5),
            Some(2) => StatusPattern::Class(2),
            _ => StatusPattern::Default,
        },
    };
    match pattern {
        StatusPattern::Code(200) | StatusPattern::Class(2) => "Response".to_owned(),
        other => status_name(other),
    }
}
