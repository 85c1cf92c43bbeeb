//! Derives the module and the candidate names of a type from the location of its schema.
//!
//! A component keeps its name. A schema inside another one adds a word for each step: a property its
//! name, the items of an array `Item`, the values of a map `Value`. Invariant: the result depends on
//! the pointer alone, not on who uses the schema.

mod owners;

use std::borrow::Cow;
use std::collections::HashMap;

use self::owners::{Owner, Prefix, components, other_contents, other_files};
use super::operations::OperationNames;
use super::status_name;
use super::webhooks::WebhookNames;
use crate::analysis::variant_label;
use crate::ident::{ModuleName, Scope, TypeName};
use crate::ir::{self, Kind, StatusPattern};
use crate::passes::FIELDS;
use crate::pointer::Pointer;

/// The owners of all schemas.
pub(super) struct Positions {
    owners: HashMap<Pointer, Owner>,
    labels: HashMap<Pointer, String>,
}

/// The module and the candidate names of a type.
pub(super) struct Candidates {
    pub(super) module: ModuleName,
    /// The names, in order of preference.
    pub(super) names: Vec<TypeName>,
}

impl Positions {
    /// Finds the owners in a description.
    pub(super) fn new(
        ir: &ir::Api,
        operations: &[OperationNames],
        webhooks: &[WebhookNames],
    ) -> Self {
        let mut owners = HashMap::new();
        let mut modules = Scope::with(&["json", "definitions"]);
        components(ir, &mut modules, &mut owners);
        other_files(ir, &mut modules, &mut owners);
        other_contents(ir, &mut modules, &mut owners);
        let called = operations.iter().map(|names| (&names.module, &names.type_name));
        let received = webhooks.iter().map(|names| (&names.module, &names.type_name));
        for (operation, (module, name)) in ir.all_operations().zip(called.chain(received)) {
            let module = modules.take(module.clone());
            let words = vec![name.as_str().to_owned()];
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
        let mut ancestor = pointer.as_str();
        loop {
            if let Some(owner) = self.owners.get(ancestor) {
                let start = Pointer::from_text(ancestor);
                let tokens = pointer.tokens().skip(start.tokens().count()).map(Cow::into_owned);
                let mut words = owner.words.clone();
                words.extend(self.words(&start, tokens));
                return Candidates { module: owner.module.clone(), names: owner.names(&words) };
            }
            let Some((parent, _)) = ancestor.rsplit_once('/') else { break };
            ancestor = parent;
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
                "prefixItems" => {
                    words.extend(tokens.next().map(|position| {
                        pointer = pointer.child(&position);
                        let number = position.parse::<usize>().unwrap_or_default();
                        format!("Part {}", number.saturating_add(1))
                    }));
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
