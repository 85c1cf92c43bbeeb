//! Where operations and parameters are declared, and what requests and responses are on the wire.

use std::collections::HashMap;

use super::Declared;
use super::facts::{Facts, location, quoted, serialization};
use crate::ir::{self, Idempotence, StatusPattern};
use crate::pointer::Pointer;
use crate::rust::{Api, Operation, Parameter, ResponseArm, StatusRange};

/// Adds all operations.
pub(super) fn add(declared: &mut Declared, api: &ir::Api, rust: &Api) {
    let known: HashMap<(&str, &ir::Method), &ir::Operation> = api
        .operations
        .iter()
        .map(|operation| ((without_query(&operation.path), &operation.method), operation))
        .collect();
    for operation in &rust.operations {
        if let Some(ir) = known.get(&(operation.path.as_str(), &operation.method)) {
            one(declared, &api.schemas, ir, operation);
        }
    }
    headers(declared, api, rust);
}

/// The headers of responses, at the first place where each is declared.
fn headers(declared: &mut Declared, api: &ir::Api, rust: &Api) {
    let mut places: HashMap<String, Pointer> = HashMap::new();
    for operation in &api.operations {
        for response in &operation.responses {
            for header in &response.headers {
                places.entry(header.name.to_ascii_lowercase()).or_insert_with(|| {
                    let status = written(response.status);
                    let responses = operation.pointer.child("responses").child(&status);
                    responses.child("headers").child(&header.name)
                });
            }
        }
    }
    for header in &rust.headers {
        let path = format!("headers::{}", header.name.as_str());
        let place = places.get(&header.wire.to_ascii_lowercase());
        let mut facts = Facts::default();
        facts.add(quoted(&header.wire));
        declared.facts(&path, "", facts, place);
        if let Some(place) = place {
            declared.place(path, place);
        }
    }
}

/// The key of a response.
fn written(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(code) => code.to_string(),
        StatusPattern::Class(class) => format!("{class}XX"),
        StatusPattern::Default => "default".to_owned(),
    }
}

fn without_query(path: &str) -> &str {
    path.split(['?', '#']).next().unwrap_or(path)
}

fn one(declared: &mut Declared, schemas: &ir::Schemas, ir: &ir::Operation, operation: &Operation) {
    let pointer = &ir.pointer;
    let method = format!("Client::{}", operation.name.as_str());
    let module = format!("operations::{}", operation.module.as_str());
    let request = format!("{module}::{}", operation.type_name.as_str());
    for path in [method.clone(), module, request.clone()] {
        declared.place(path, pointer);
    }
    let required = operation.required_name.as_ref();
    let required = required
        .map(|name| format!("operations::{}::{}", operation.module.as_str(), name.as_str()));
    let mut facts = Facts::default();
    let query = operation.fixed_query.iter().map(|query| format!("?{query}"));
    let target = operation.path.clone() + &query.collect::<String>();
    facts.add(format!("{} {}", operation.method, quoted(&target)));
    facts.extend(match operation.idempotence {
        Idempotence::Idempotent => Some("idempotent".to_owned()),
        Idempotence::WithKey => Some("idempotent with its key".to_owned()),
        Idempotence::NotIdempotent => None,
    });
    facts.extend(operation.server.iter().map(|url| format!("server {}", quoted(url))));
    facts.extend(operation.security.iter().map(|alternative| {
        let names: Vec<String> = alternative.iter().map(|name| quoted(name)).collect();
        format!(
            "security {}",
            if names.is_empty() { "none".to_owned() } else { names.join(" and ") }
        )
    }));
    declared.facts(&method, "", facts, Some(pointer));
    for parameter in &operation.parameters {
        let ir = ir.parameters.iter().find(|known| {
            known.name == parameter.wire_name && known.location == parameter.location
        });
        let place = ir.map_or(pointer, |ir| &ir.pointer);
        let schema = ir.and_then(|ir| ir.schema).map(|schema| &schemas[schema]);
        parameter_facts(declared, &method, parameter, schema, place);
        for owner in [Some(&request), required.as_ref()].into_iter().flatten() {
            declared.place(format!("{owner}::{}", parameter.name.as_str()), place);
        }
    }
    body(declared, &method, &request, operation, pointer);
    responses(declared, &method, operation, pointer);
    jobs(declared, operation, pointer);
    if let Some(pages) = &operation.pages {
        for name in [&pages.read_by_page, &pages.read_by_item] {
            declared.place(format!("{request}::{}", name.as_str()), pointer);
        }
    }
}

fn parameter_facts(
    declared: &mut Declared,
    method: &str,
    it: &Parameter,
    schema: Option<&ir::Schema>,
    place: &Pointer,
) {
    let mut facts = Facts::default();
    facts.add(format!("{} {}", location(it.location), quoted(&it.wire_name)));
    facts.extend(serialization(it.serialization));
    facts.extend(it.is_idempotency_key.then(|| "idempotency key".to_owned()));
    if let Some(schema) = schema {
        facts.of_schema(schema);
    }
    declared.facts(method, &format!("parameter {}", it.name.as_str()), facts, Some(place));
}

fn body(
    declared: &mut Declared,
    method: &str,
    request: &str,
    operation: &Operation,
    pointer: &Pointer,
) {
    let Some(body) = &operation.body else { return };
    let pointer = pointer.child("requestBody");
    let mut facts = Facts::default();
    facts.extend(body.forms().into_iter().map(|form| quoted(&form.media_type)));
    facts.extend(body.items.iter().map(|items| format!("maxItems {}", items.max)));
    declared.facts(method, "body", facts, Some(&pointer));
    declared.place(format!("{request}::{}", body.name.as_str()), &pointer);
}

/// The media types by status, and the `Accept` header.
fn responses(declared: &mut Declared, method: &str, operation: &Operation, pointer: &Pointer) {
    let pointer = pointer.child("responses");
    let mut accept = Facts::default();
    accept.extend(operation.accept.iter().map(|media_type| quoted(media_type)));
    declared.facts(method, "accept", accept, Some(&pointer));
    for (aspect, set) in [("success", &operation.success), ("error", &operation.error)] {
        let mut facts = Facts::default();
        facts.extend(set.arms.iter().map(arm));
        declared.facts(method, aspect, facts, Some(&pointer));
    }
}

/// The statuses and media types of a response: `200 "application/json"`.
fn arm(arm: &ResponseArm) -> String {
    let statuses: Vec<String> = arm.statuses.iter().copied().map(status).collect();
    let media_types = arm.media_types.iter().map(|name| format!(" {}", quoted(name)));
    statuses.join(" ") + &media_types.collect::<String>()
}

fn status((first, last): StatusRange) -> String {
    if first == last { first.to_string() } else { format!("{first}-{last}") }
}

/// When a job is finished, and how many items a request of a bulk operation has.
fn jobs(declared: &mut Declared, operation: &Operation, pointer: &Pointer) {
    if let Some(poller) = &operation.poller {
        let path = format!("Client::{}", poller.name.as_str());
        let mut facts = Facts::default();
        facts.extend(poller.done.iter().map(|state| format!("done {}", quoted(state))));
        facts.extend(poller.failed.iter().map(|state| format!("failed {}", quoted(state))));
        declared.facts(&path, "", facts, Some(pointer));
        declared.place(path, pointer);
    }
    if let Some(bulk) = &operation.bulk {
        let path = format!("Client::{}", bulk.name.as_str());
        let mut facts = Facts::default();
        facts.add(format!("maxItems {}", bulk.body.max_items));
        facts.add(format!("at most {} bytes", bulk.body.max_bytes));
        facts.extend(
            bulk.results.succeeded.iter().map(|text| format!("succeeded {}", quoted(text))),
        );
        facts.extend(bulk.results.failed.iter().map(|text| format!("failed {}", quoted(text))));
        declared.facts(&path, "", facts, Some(pointer));
        let module = operation.module.as_str();
        declared.place(format!("operations::{module}::{}", bulk.type_name.as_str()), pointer);
        declared.place(path, pointer);
    }
}
