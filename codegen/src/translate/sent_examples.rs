//! Translates serialized examples of parameters and bodies to calls that send them.
//!
//! A call needs a value for each required argument: its first example, or for text, integers and
//! booleans any value. Invariant: an example without such a call is reported.

use serde_json::Value;

use super::examples::TestModules;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{self, Location, MediaType, Serialized};
use crate::pointer::Pointer;
use crate::rust::{
    BodyForm, BodyFormat, BodyKind, Operation, Parameter, SentExample, SentPart, TypeRef,
};

/// The calls for all serialized examples. `operations` contains all operations of the description.
pub(super) fn sent_examples(
    ir: &ir::Api,
    operations: &[Operation],
    modules: &TestModules,
    diagnostics: &mut Diagnostics,
) -> Vec<SentExample> {
    let mut examples = Vec::new();
    for (ir, operation) in ir.operations.iter().zip(operations) {
        let call = Call { ir, operation, modules };
        for parameter in &ir.parameters {
            for serialized in &parameter.serialized {
                let made = call.with_parameter(parameter, serialized);
                examples.extend(made.or_else(|| report(serialized, diagnostics)));
            }
        }
        for content in ir.body.iter().flat_map(|body| &body.content) {
            for serialized in &content.serialized {
                let made = call.with_body(content, serialized);
                examples.extend(made.or_else(|| report(serialized, diagnostics)));
            }
        }
    }
    for serialized in received(ir) {
        report(serialized, diagnostics);
    }
    examples
}

/// The serialized examples of what clients receive.
fn received(ir: &ir::Api) -> impl Iterator<Item = &Serialized> {
    let responses = ir.all_operations().flat_map(|operation| &operation.responses);
    let content = responses.flat_map(|response| &response.content);
    let webhooks = || ir.webhooks.iter().map(|webhook| &webhook.operation);
    let bodies = webhooks().flat_map(|operation| &operation.body).flat_map(|body| &body.content);
    let parameters = webhooks().flat_map(|operation| &operation.parameters);
    let parameters = parameters.flat_map(|parameter| &parameter.serialized);
    content.chain(bodies).flat_map(|media_type| &media_type.serialized).chain(parameters)
}

fn report(serialized: &Serialized, diagnostics: &mut Diagnostics) -> Option<SentExample> {
    let message = "no call of the client can be made for this serialized example";
    diagnostics.push(
        Diagnostic::warning("serialized-example", &serialized.pointer, message)
            .label("no test compares it with what the client sends or reads")
            .note("compared is what requests send, unless it depends on the order of members")
            .help("add examples of all required parameters and of the body"),
    );
    None
}

/// A call of an operation.
struct Call<'c> {
    ir: &'c ir::Operation,
    operation: &'c Operation,
    modules: &'c TestModules,
}

impl Call<'_> {
    fn with_parameter(&self, ir: &ir::Parameter, example: &Serialized) -> Option<SentExample> {
        let part = match ir.location {
            Location::Path if is_segment(&self.ir.path, &ir.name) => SentPart::Segment,
            Location::Path => return None,
            Location::Query | Location::QueryString => SentPart::Query,
            Location::Header => SentPart::Header(ir.name.clone()),
            Location::Cookie => SentPart::Cookie,
        };
        let is_pairs = matches!(part, SentPart::Query | SentPart::Cookie)
            && (ir.serialization.style == "DeepObject"
                || (matches!(ir.serialization.style, "Form" | "Cookie")
                    && ir.serialization.explode));
        let value = value(&ir.examples, &example.data, is_pairs)?;
        let body = match &self.operation.body {
            Some(body) if body.required => Some(self.body()?),
            _ => None,
        };
        let is_it = |it: &Parameter| it.location == ir.location && it.wire_name == ir.name;
        let position = self.operation.parameters.iter().position(is_it)?;
        self.call(Some(&(position, value)), body, part, example)
    }

    fn with_body(&self, ir: &MediaType, example: &Serialized) -> Option<SentExample> {
        let form = self.form()?;
        let part = match form.format {
            BodyFormat::Form(..) => SentPart::Form,
            BodyFormat::Text => SentPart::Text,
            _ => return None,
        };
        if form.media_type != ir.name.trim() {
            return None;
        }
        let body = value(&ir.examples, &example.data, part == SentPart::Form)?;
        self.call(None, Some(body), part, example)
    }

    fn call(
        &self,
        argument: Option<&(usize, String)>,
        body: Option<String>,
        part: SentPart,
        example: &Serialized,
    ) -> Option<SentExample> {
        if self.operation.required_name.is_some() {
            return None;
        }
        let mut arguments = Vec::new();
        for (position, parameter) in self.operation.parameters.iter().enumerate() {
            match argument {
                Some((own, value)) if *own == position => arguments.push((position, value.clone())),
                _ if parameter.required => arguments.push((position, self.sample(parameter)?)),
                _ => continue,
            }
            if matches!(parameter.ty.leaf(), TypeRef::IntegerAsString(_)) {
                return None;
            }
        }
        Some(SentExample {
            module: self.modules.of(&self.ir.pointer),
            pointer: example.pointer.clone(),
            operation: self.operation.id.clone(),
            arguments,
            body,
            part,
            text: example.text.clone(),
        })
    }

    /// The JSON of a value for a required parameter.
    fn sample(&self, parameter: &Parameter) -> Option<String> {
        let is_it = |ir: &&ir::Parameter| {
            ir.location == parameter.location && ir.name == parameter.wire_name
        };
        let ir = self.ir.parameters.iter().find(is_it);
        let example = ir.and_then(|ir| ir.examples.first()).map(|it| it.value.to_string());
        example.or_else(|| match parameter.ty {
            TypeRef::String => Some("\"example\"".to_owned()),
            TypeRef::Integer(_) => Some("1".to_owned()),
            TypeRef::Boolean => Some("true".to_owned()),
            _ => None,
        })
    }

    /// The JSON of an example of the body.
    fn body(&self) -> Option<String> {
        let form = self.form()?;
        let content = self.ir.body.iter().flat_map(|body| &body.content);
        let example = content
            .filter(|media_type| media_type.name.trim() == form.media_type)
            .find_map(|media_type| media_type.examples.first())?;
        Some(example.value.to_string())
    }

    /// The only form of the body, if values of it can be made from JSON.
    fn form(&self) -> Option<&BodyForm> {
        let BodyKind::Single(form) = &self.operation.body.as_ref()?.kind else { return None };
        let is_value =
            matches!(form.format, BodyFormat::Json(_) | BodyFormat::Form(..) | BodyFormat::Text);
        is_value.then_some(form)
    }
}

/// Whether a segment of the path consists of the parameter.
fn is_segment(path: &str, name: &str) -> bool {
    let placeholder = format!("{{{name}}}");
    path.split(['#', '?']).next().unwrap_or_default().split('/').any(|it| it == placeholder)
}

/// The JSON of the example at `pointer`, unless it contradicts its schema, or its text depends on the
/// order of members. The text of an object `is_pairs` if each member has a part of its own.
fn value(examples: &[ir::Example], pointer: &Pointer, is_pairs: bool) -> Option<String> {
    let example = examples.iter().find(|example| example.pointer == *pointer)?;
    let has_order = match &example.value {
        Value::Object(members) if is_pairs => members.values().any(has_several_members),
        value => has_several_members(value),
    };
    (!has_order).then(|| example.value.to_string())
}

/// Whether an object in the value has several members. Recursive: as deep as the values of a file are
/// nested.
fn has_several_members(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.len() > 1 || members.values().any(has_several_members),
        Value::Array(items) => items.iter().any(has_several_members),
        _ => false,
    }
}
