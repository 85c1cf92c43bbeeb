//! Translates the bodies of all webhooks and callbacks to one type that reads any of them.
//!
//! Webhooks alone are tried where callbacks cannot be told apart from them, because the URL of a
//! callback is that of the caller. Invariant: an event that cannot be told apart from another one is
//! never read as that.

use std::collections::HashMap;

use crate::analysis::{EventTag, Family, event_tag};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ident::{ModuleName, Scope, TypeName, VariantName};
use crate::ir::{self, JsonKind, SchemaId, Selection, TagForm, WebhookSource};
use crate::naming::WebhookNames;
use crate::rust::{
    Derives, Docs, EventType, Type, TypeId, TypeKind, TypeRef, Union, UnionVariant, Usage,
};
use crate::text::code_span;
use crate::translate::types::Types;

/// The type that reads every event, if they can be told apart.
pub(super) fn event_type(
    webhooks: &[(&ir::Webhook, &WebhookNames)],
    types: &Types<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<EventType> {
    let all = distinct(webhooks.iter().copied(), types);
    let is_event = |(webhook, _): &&(&ir::Webhook, _)| webhook.source == WebhookSource::Event;
    let events = distinct(webhooks.iter().filter(is_event).copied(), types);
    let found = of(&all, types).or_else(|| of(&events, types));
    if let Some(first) = all.first().filter(|_| found.is_none()) {
        diagnostics.push(alike(first.webhook));
    }
    found
}

/// The webhooks with the same type of JSON body.
struct Event<'w> {
    webhook: &'w ir::Webhook,
    body: SchemaId,
    ty: TypeRef,
    /// The names of the webhooks.
    names: Vec<&'w str>,
    variant: VariantName,
}

/// The types of events, in the order of the webhooks.
fn distinct<'w>(
    webhooks: impl Iterator<Item = (&'w ir::Webhook, &'w WebhookNames)>,
    types: &Types<'_>,
) -> Vec<Event<'w>> {
    let mut events: Vec<Event<'w>> = Vec::new();
    let mut known: HashMap<TypeRef, usize> = HashMap::new();
    for (webhook, names) in webhooks {
        let content = webhook.operation.body.iter().flat_map(|body| &body.content);
        let is_json =
            |media_type: &&ir::MediaType| Family::of(media_type, &types.ir.schemas) == Family::Json;
        let Some(body) = content.filter(is_json).find_map(|json| json.schema) else { continue };
        let ty = types.standalone_ref(body);
        let name = webhook.name.as_str();
        if let Some(event) = known.get(&ty).and_then(|position| events.get_mut(*position)) {
            event.names.push(name);
            event.variant = variant(&ty, types).unwrap_or_else(|| event.variant.clone());
            continue;
        }
        known.insert(ty.clone(), events.len());
        let variant = names.variant.clone();
        events.push(Event { webhook, body, ty, names: vec![name], variant });
    }
    events
}

/// The name of the type that several webhooks have in common.
fn variant(ty: &TypeRef, types: &Types<'_>) -> Option<VariantName> {
    let TypeRef::Named(TypeId(position)) = ty else { return None };
    types.all.get(*position).map(|ty| VariantName::new(ty.name.as_str()))
}

fn of(events: &[Event<'_>], types: &Types<'_>) -> Option<EventType> {
    if let [only] = events {
        return Some(EventType::Same(only.ty.clone()));
    }
    let bodies: Vec<SchemaId> = events.iter().map(|event| event.body).collect();
    let EventTag { property, values } = event_tag(types.ir, &bodies)?;
    let mut scope = Scope::default();
    let variants = events.iter().map(|event| UnionVariant {
        tag: None,
        name: scope.take(event.variant.clone().beside_catch_all()),
        ty: event.ty.clone(),
        docs: variant_docs(event),
    });
    let variants = variants.collect();
    let numbered = values.into_iter().enumerate();
    let values = numbered.flat_map(|(event, values)| values.into_iter().map(move |it| (it, event)));
    let tag = code_span(&property).to_string();
    let selection =
        Selection::Tag { property, form: TagForm::String, values: values.collect(), rest: None };
    let ty = Type {
        name: TypeName::new("Event"),
        aliases: Vec::new(),
        schema: None,
        module: ModuleName::new("webhooks"),
        docs: Docs::of(format!("An event that the API sends. Its {tag} tells which.")),
        usage: Usage::Response,
        derives: Derives::default(),
        kind: TypeKind::Union(Union {
            variants,
            selection: vec![(JsonKind::Object, selection)],
            unknown: VariantName::catch_all(),
        }),
    };
    Some(EventType::Enum(Box::new(ty)))
}

fn variant_docs(event: &Event<'_>) -> Docs {
    let names: Vec<String> = event.names.iter().map(|name| code_span(name).to_string()).collect();
    Docs::of(format!("The event of {}.", names.join(", ")))
}

fn alike(first: &ir::Webhook) -> Diagnostic {
    let message = "the events of webhooks cannot be told apart by their bodies";
    Diagnostic::notice("events-alike", &first.operation.pointer, message)
        .at_key()
        .label("each has its types in `webhooks`, but no enum reads all of them")
        .note("no property has values in the schemas of all events that differ from event to event")
        .help("list the value of such a property in each schema, by `const` or `enum`")
}
