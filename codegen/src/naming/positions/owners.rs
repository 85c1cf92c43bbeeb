//! Owners: components and operations, whose names are prefixes of the types inside.

use std::collections::HashMap;

use crate::ident::{ModuleName, Scope, TypeName};
use crate::ir;
use crate::pointer::{Pointer, bundled};

/// A component or an operation. The types inside are in its module and may start with its name.
#[derive(Clone, Debug)]
pub(super) struct Owner {
    pub(super) module: ModuleName,
    /// The words of its name.
    pub(super) words: Vec<String>,
    pub(super) prefix: Prefix,
}

/// When the name of a type starts with that of its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prefix {
    /// Always: for types inside a component.
    Always,
    /// Only if shorter names are taken: for types inside an operation, which are often shared.
    WhereNeeded,
}

/// The sections of `components` other than schemas, with the suffix of their types.
const SECTIONS: [(&str, &str); 5] = [
    ("responses", "Response"),
    ("parameters", "Parameter"),
    ("requestBodies", "Body"),
    ("headers", "Header"),
    ("mediaTypes", "Body"),
];

impl Owner {
    /// A component that is not a schema. The names of its types contain the suffix once.
    fn with_suffix(name: &str, suffix: &str, modules: &mut Scope) -> Self {
        let has_suffix = name.to_ascii_lowercase().ends_with(&suffix.to_ascii_lowercase());
        let own = (!has_suffix).then(|| suffix.to_owned());
        let words: Vec<String> = [name.to_owned()].into_iter().chain(own).collect();
        let module = modules.take(ModuleName::new(&words.join(" ")));
        Self { module, words, prefix: Prefix::Always }
    }

    pub(super) fn with(&self, word: &str) -> Self {
        let mut owner = self.clone();
        owner.words.push(word.to_owned());
        owner
    }

    /// The names that the words make: all words, or for [`Prefix::WhereNeeded`] first the last
    /// words, from the innermost property on.
    pub(super) fn names(&self, words: &[String]) -> Vec<TypeName> {
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

/// Whether the word means nothing without the words before it. `Default` would hide the trait.
fn is_filler(word: &str) -> bool {
    matches!(word, "Item" | "Value" | "Body" | "Response" | "Default" | "default")
        || word.starts_with("Variant ")
}

pub(super) fn components(ir: &ir::Api, modules: &mut Scope, owners: &mut HashMap<Pointer, Owner>) {
    for (name, id) in &ir.components {
        let module = modules.take(ModuleName::new(name));
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
            owners.entry(pointer).or_insert_with(|| Owner::with_suffix(name, word, modules));
        }
    }
}

/// Responses and request bodies in other files: each is named after its last token, or after its file.
pub(super) fn other_contents(
    ir: &ir::Api,
    modules: &mut Scope,
    owners: &mut HashMap<Pointer, Owner>,
) {
    for operation in ir.all_operations() {
        let responses = operation.responses.iter().flat_map(|response| &response.content);
        let bodies = operation.body.iter().flat_map(|body| &body.content);
        let contents = responses.map(|it| (it, "Response")).chain(bodies.map(|it| (it, "Body")));
        for (media_type, word) in contents {
            let object = media_type.pointer.parent().and_then(|content| content.parent());
            let Some(object) = object.filter(|it| !it.is_inside(&operation.pointer)) else {
                continue;
            };
            let Some(name) = bundled::name(&object) else { continue };
            owners.entry(object).or_insert_with(|| Owner::with_suffix(&name, word, modules));
        }
    }
}

/// Schemas in other files: each is named after its last token, or after its file.
pub(super) fn other_files(ir: &ir::Api, modules: &mut Scope, owners: &mut HashMap<Pointer, Owner>) {
    for id in ir.schemas.ids().filter(|id| ir.shared.contains(id)) {
        let pointer = &ir.schemas[id].pointer;
        let Some(name) = bundled::name(pointer) else { continue };
        let words = vec![name];
        let module = modules.take(ModuleName::new(&words.concat()));
        owners.insert(pointer.clone(), Owner { module, words, prefix: Prefix::Always });
    }
}
