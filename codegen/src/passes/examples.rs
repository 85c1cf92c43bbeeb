//! Normalizes examples to the JSON that a client encodes.
//!
//! An example that contradicts its schema is reported, and removed unless a client keeps it as it is, such
//! as a date that does not exist. From the others, undeclared
//! properties are removed, and numbers are written as their types encode them. Invariant afterwards:
//! decoding and encoding an example results in the same JSON.

mod normalize;

use self::normalize::{Budget, Correction, Mismatch, Normalized};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{Api, Example, MediaType, Parameter, SchemaId, Schemas};
use crate::options::Examples;
use crate::pointer::Pointer;

/// Normalizes all examples, unless they are tested as they are. Returns the number of removed examples.
pub(super) fn run(api: &mut Api, examples: Examples, diagnostics: &mut Diagnostics) -> usize {
    defaults(&mut api.schemas, diagnostics);
    if examples == Examples::AsWritten {
        return 0;
    }
    let mut check = Check { diagnostics, left_out: 0, budget: Budget::new() };
    for id in api.schemas.ids() {
        if api.schemas[id].rare.examples.is_empty() {
            continue;
        }
        let examples = std::mem::take(&mut api.schemas[id].rare.examples);
        let examples = check.all(&api.schemas, id, examples);
        api.schemas[id].rare.examples = examples;
    }
    let received = api.webhooks.iter_mut().map(|webhook| &mut webhook.operation);
    for operation in api.operations.iter_mut().chain(received) {
        for Parameter { schema, examples, .. } in &mut operation.parameters {
            if let Some(schema) = schema {
                *examples = check.all(&api.schemas, *schema, std::mem::take(examples));
            }
        }
        let bodies = operation.body.iter_mut().flat_map(|body| &mut body.content);
        let responses = operation.responses.iter_mut();
        let responses = responses.flat_map(|response| &mut response.content);
        for MediaType { schema, examples, .. } in bodies.chain(responses) {
            if let Some(schema) = schema {
                *examples = check.all(&api.schemas, *schema, std::mem::take(examples));
            }
        }
    }
    check.left_out
}

/// Reports and removes defaults that contradict their schemas.
fn defaults(schemas: &mut Schemas, diagnostics: &mut Diagnostics) {
    let mut budget = Budget::new();
    for id in schemas.ids() {
        let Some(default) = &schemas[id].rare.default else { continue };
        if let Err(mismatch) = normalize::normalized(schemas, id, default, &mut budget) {
            let pointer = schemas[id].pointer.child("default");
            diagnostics.push(
                Diagnostic::warning(
                    "contradicting-default",
                    &pointer,
                    mismatch.reason.replace("the example", "the default"),
                )
                .label("ignored")
                .help("correct the default or the schema"),
            );
            schemas[id].rare.default = None;
        }
    }
}

struct Check<'d> {
    diagnostics: &'d mut Diagnostics,
    left_out: usize,
    budget: Budget,
}

impl Check<'_> {
    fn all(&mut self, schemas: &Schemas, id: SchemaId, examples: Vec<Example>) -> Vec<Example> {
        examples.into_iter().filter_map(|example| self.one(schemas, id, example)).collect()
    }

    fn one(&mut self, schemas: &Schemas, id: SchemaId, example: Example) -> Option<Example> {
        match normalize::normalized(schemas, id, &example.value, &mut self.budget) {
            Ok(Normalized { value, doubts }) => {
                for doubt in doubts {
                    self.diagnostics.push(contradiction(&doubt, &example.pointer));
                }
                if value.is_none() {
                    self.left_out += 1;
                }
                value.map(|value| Example { value, ..example })
            }
            Err(mismatch) => {
                self.left_out += 1;
                self.diagnostics.push(
                    contradiction(&mismatch, &example.pointer)
                        .note("no test is generated for an example that contradicts its schema"),
                );
                None
            }
        }
    }
}

fn contradiction(mismatch: &Mismatch, example: &Pointer) -> Diagnostic {
    let pointer = mismatch.pointer(example);
    let diagnostic =
        Diagnostic::warning("contradicting-example", &pointer, mismatch.reason.as_str());
    let diagnostic = match mismatch.forms {
        Some(forms) => diagnostic
            .note(format!("it is compared with the closest of the {forms} forms that it may have")),
        None => diagnostic,
    };
    match &mismatch.correction {
        Correction::Unknown => diagnostic.help("correct the example or the schema"),
        Correction::Help(help) => diagnostic.help(*help),
        Correction::Name(name) => diagnostic.at_key().rename(name),
        Correction::Value(value) => diagnostic.replace_by(value),
    }
}
