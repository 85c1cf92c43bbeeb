//! Translates webhooks and callbacks to the types of what a receiver gets and answers.
//!
//! Invariant: the names of the types of one webhook are distinct.

mod events;
mod payloads;

use self::payloads::payloads;
use super::docs::{self, docs};
use super::filter::OperationFilter;
use super::operations::response_docs;
use super::types::Types;
use crate::diagnostics::Diagnostics;
use crate::ident::{FieldName, ModuleName, Scope, TypeName};
use crate::ir::{self, Location, StatusPattern, WebhookSource};
use crate::naming::{Names, WebhookNames, status_name};
use crate::pointer::Pointer;
use crate::rust::{
    Derives, Docs, Field, Payload, Presence, Struct, Type, TypeKind, TypeRef, Usage, Webhook,
    Webhooks,
};
use crate::text::code_span;

/// Translates the selected webhooks and callbacks.
pub(super) fn webhooks(
    ir: &ir::Api,
    names: &Names,
    types: &Types<'_>,
    filter: &OperationFilter,
    diagnostics: &mut Diagnostics,
) -> Webhooks {
    let pairs = ir.webhooks.iter().zip(&names.webhooks);
    let selected: Vec<(&ir::Webhook, &WebhookNames)> = pairs
        .enumerate()
        .filter(|(position, _)| filter.has_webhook(*position))
        .map(|(_, pair)| pair)
        .collect();
    let callers = callers(ir, names);
    let one = |(webhook, names): &(&ir::Webhook, &WebhookNames)| {
        webhook_types(webhook, names, types, &callers)
    };
    Webhooks {
        all: selected.iter().map(one).collect(),
        event: events::event_type(&selected, types, diagnostics),
    }
}

/// The methods of the client by the location of their operations.
type Callers<'n> = std::collections::HashMap<&'n Pointer, &'n FieldName>;

fn callers<'n>(ir: &'n ir::Api, names: &'n Names) -> Callers<'n> {
    let pointers = ir.all_operations().map(|operation| &operation.pointer);
    pointers.zip(names.operations.iter().map(|names| &names.method)).collect()
}

fn webhook_types(
    ir: &ir::Webhook,
    names: &WebhookNames,
    types: &Types<'_>,
    callers: &Callers<'_>,
) -> Webhook {
    let operation = &ir.operation;
    let mut scope = Scope::default();
    let body = operation.body.iter().flat_map(|body| {
        let docs = docs(&body.docs, || "The body of the request.".to_owned());
        payloads(&body.content, "Body", &docs, types, &mut scope)
    });
    let bodies: Vec<Payload> = body.collect();
    let parameters = parameters(operation, types, &mut scope);
    let replies = operation.responses.iter().flat_map(|response| {
        let status = status(response.status);
        let docs = docs(&response.docs, || format!("The body of the response {status}."));
        payloads(&response.content, &reply_name(response.status), &docs, types, &mut scope)
    });
    let replies = replies.collect();
    Webhook {
        module: names.module.clone(),
        docs: module_docs(ir, callers),
        bodies,
        parameters,
        replies,
        responses: response_docs(operation),
    }
}

fn reply_name(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(200) | StatusPattern::Class(2) => "Response".to_owned(),
        StatusPattern::Default => "OtherResponse".to_owned(),
        other => format!("{} Response", status_name(other)),
    }
}

fn status(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(code) => format!("with status {code}"),
        StatusPattern::Class(class) => format!("with status {class}XX"),
        StatusPattern::Default => "with any other status".to_owned(),
    }
}

/// What the description says of the request, and who sends it where.
fn module_docs(ir: &ir::Webhook, callers: &Callers<'_>) -> Docs {
    let ir::Webhook { name, source, operation } = ir;
    let (name, method) = (code_span(name), &operation.method);
    let (kind, sentence) = match source {
        WebhookSource::Event => {
            ("webhook", format!("The API sends it by {method} to the URL of the webhook."))
        }
        WebhookSource::Callback { url, operations } => {
            let methods = operations.iter().filter_map(|pointer| callers.get(pointer));
            let methods: Vec<String> =
                methods.map(|name| code_span(name.shown().as_str()).to_string()).collect();
            let after = match methods.as_slice() {
                [] => String::new(),
                several => format!(", after {}", several.join(", ")),
            };
            ("callback", format!("The API sends it by {method} to {}{after}.", code_span(url)))
        }
    };
    let mut docs = docs::operation(&operation.docs, || format!("The {kind} {name}."));
    docs.blocks.push(sentence);
    docs
}

/// The struct of the parameters, by their names in the description.
fn parameters(ir: &ir::Operation, types: &Types<'_>, names: &mut Scope) -> Option<Type> {
    if ir.parameters.is_empty() {
        return None;
    }
    let mut scope = Scope::default();
    let fields = ir.parameters.iter().map(|parameter| {
        let preferred = parameter.rust_name.as_deref().unwrap_or(&parameter.name);
        Field {
            name: scope.take(FieldName::new(preferred)),
            wire: wire_name(parameter),
            ty: parameter.schema.map_or(TypeRef::String, |schema| types.type_ref(schema)),
            presence: if parameter.required { Presence::Required } else { Presence::Optional },
            docs: docs(&parameter.docs, || {
                format!("The {} {}.", kind(parameter.location), code_span(&parameter.name))
            }),
        }
    });
    Some(Type {
        kind: TypeKind::Struct(Struct { fields: fields.collect(), additional: None }),
        name: names.take(TypeName::new("Parameters")),
        aliases: Vec::new(),
        schema: None,
        module: ModuleName::new("webhooks"),
        docs: Docs::of(
            "The parameters of the request, by name. The names of headers are in lower case."
                .to_owned(),
        ),
        usage: Usage::Response,
        derives: Derives::default(),
    })
}

/// The name of a header is in lower case, as receivers have it (RFC 9113, section 8.2).
fn wire_name(parameter: &ir::Parameter) -> String {
    match parameter.location {
        Location::Header => parameter.name.to_ascii_lowercase(),
        Location::Path | Location::Query | Location::QueryString | Location::Cookie => {
            parameter.name.clone()
        }
    }
}

fn kind(location: Location) -> &'static str {
    match location {
        Location::Path => "path parameter",
        Location::Query => "query parameter",
        Location::QueryString => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}
