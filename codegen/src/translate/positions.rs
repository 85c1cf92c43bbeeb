//! The place of a schema in the description to the module and the name that follow from it.
//!
//! A component has its own name; what stands inside of it adds the words on the way: properties by
//! name, `Item` for the items of a list, `Value` for the values of a map. Invariant: the outcome
//! depends on the pointer alone, not on who uses the schema.

use std::collections::HashMap;

use super::operations::Named;
use super::variants;
use crate::bundle;
use crate::ident::{ModuleName, Scope, TypeName, unique};
use crate::ir::{self, Kind, StatusPattern};
use crate::passes::FIELDS;
use crate::pointer::Pointer;

/// Where schemas belong.
pub(super) struct Positions {
    owners: HashMap<Pointer, Owner>,
    labels: HashMap<Pointer, String>,
}

/// Something that has a name and a module of its own.
#[derive(Clone, Debug)]
struct Owner {
    module: ModuleName,
    /// What the names of the types inside begin with.
    words: Vec<String>,
    /// Whether they always begin with it.
    prefix: Prefix,
}

/// When the name of a type begins with the name of what it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Prefix {
    /// Always: inside of a component.
    Always,
    /// Where a shorter name is taken: inside of an operation, whose types are often shared.
    WhereNeeded,
}

/// Where a type belongs and what it is called.
pub(super) struct Place {
    pub(super) module: ModuleName,
    /// The wished names, the best one first.
    pub(super) names: Vec<TypeName>,
}

/// The sections of `components` other than schemas, with the word that tells their types apart.
const SECTIONS: [(&str, &str); 4] = [
    ("responses", "Response"),
    ("parameters", "Parameter"),
    ("requestBodies", "Body"),
    ("headers", "Header"),
];

impl Positions {
    /// Finds the owners in a description.
    pub(super) fn new(ir: &ir::Api, operations: &[Named]) -> Self {
        let mut owners = HashMap::new();
        let mut modules = Scope::with(&["json", "definitions"]);
        components(ir, &mut modules, &mut owners);
        other_files(ir, &mut modules, &mut owners);
        for (operation, named) in ir.operations.iter().zip(operations) {
            let module = modules.take(named.module.clone());
            let words = vec![named.type_name.as_str().to_owned()];
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

    /// The module and the wished names of the type at `pointer`.
    pub(super) fn place(&self, pointer: &Pointer) -> Place {
        let mut tokens = Vec::new();
        let mut current = Some(pointer.clone());
        while let Some(place) = current {
            if let Some(owner) = self.owners.get(&place) {
                let mut words = owner.words.clone();
                words.extend(self.words(&place, tokens.into_iter().rev()));
                return Place { module: owner.module.clone(), names: owner.names(&words) };
            }
            tokens.push(place.last().unwrap_or_default().into_owned());
            current = place.parent();
        }
        let name = TypeName::new(&pointer.last().unwrap_or_default());
        Place { module: ModuleName::new("definitions"), names: vec![name] }
    }

    /// The words that the tokens after `start` add.
    fn words(&self, start: &Pointer, tokens: impl Iterator<Item = String>) -> Vec<String> {
        let mut words = Vec::new();
        let mut place = start.clone();
        let mut tokens = tokens.peekable();
        while let Some(token) = tokens.next() {
            place = place.child(&token);
            match token.as_str() {
                "properties" | "$defs" | "definitions" | "patternProperties" | "headers"
                | "encoding" => {
                    words.extend(tokens.next().inspect(|name| place = place.child(name)));
                }
                "oneOf" | "anyOf" => {
                    words.extend(tokens.next().map(|position| {
                        place = place.child(&position);
                        self.labels.get(&place).cloned().unwrap_or(format!("Variant {position}"))
                    }));
                }
                "allOf" => {
                    let position = tokens.next().unwrap_or_default();
                    place = place.child(&position);
                    if tokens.peek().is_none() {
                        words.push(format!("AllOf {position}"));
                    }
                }
                "responses" => {
                    words.extend(tokens.next().map(|status| {
                        place = place.child(&status);
                        status_word(&status)
                    }));
                }
                "content" => place = tokens.next().map_or(place.clone(), |name| place.child(&name)),
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

    /// The names for the type that these words lead to: all of them, or where that is enough, the
    /// last ones, from the property on that it stands under.
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

/// Words that say nothing about a type without those before them.
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
    // The other sections have no list of their own in the plain data: their schemas tell.
    for id in ir.schemas.ids() {
        let pointer = &ir.schemas[id].pointer;
        let tokens: Vec<_> = pointer.tokens().take(3).collect();
        let [components, section, name] = tokens.as_slice() else { continue };
        let Some((_, word)) = SECTIONS.iter().find(|(known, _)| known == section) else { continue };
        if components == "components" {
            let place = Pointer::root().child(components).child(section).child(name);
            owners.entry(place).or_insert_with(|| {
                let said = name.to_ascii_lowercase().ends_with(&word.to_ascii_lowercase());
                let words = if said {
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

/// What references name in other files: a schema has the name it has there, a file that is a schema
/// that of the file.
fn other_files(ir: &ir::Api, modules: &mut Scope, owners: &mut HashMap<Pointer, Owner>) {
    for id in ir.schemas.ids().filter(|id| ir.shared.contains(id)) {
        let pointer = &ir.schemas[id].pointer;
        let Some(name) = bundle::name(pointer) else { continue };
        let words = vec![name];
        let module = modules.take(ModuleName::new(&words.concat()));
        owners.insert(pointer.clone(), Owner { module, words, prefix: Prefix::Always });
    }
}

/// What the variants of unions are called, by their place.
fn labels(ir: &ir::Api) -> HashMap<Pointer, String> {
    let mut labels = HashMap::new();
    for id in ir.schemas.ids() {
        if let Kind::Union(union) = &ir.schemas[id].kind {
            for variant in &union.variants {
                let label = variants::label(ir, *variant);
                labels.entry(ir.schemas[*variant].pointer.clone()).or_insert(label);
            }
        }
    }
    labels
}

/// The word for a response: plain for the usual success, else what the status means.
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
        other => super::outcomes::status_name(other),
    }
}
