//! `webhooks`: the types of requests that the API sends, in a module for each webhook or callback, and
//! the type that reads all of them.

use proc_macro2::TokenStream;
use quote::quote;

use super::type_ref::{Imports, Place};
use super::{docs, json, structs, unions};
use crate::format::{File, Item};
use crate::rust::{Api, Docs, EventType, Payload, Type, TypeKind, Webhook, Webhooks};
use crate::text::{Line, code_span};

/// `webhooks.rs`: the modules, and the type that reads every event.
pub(super) fn index(api: &Api) -> Option<(String, File)> {
    let Webhooks { all, event } = &api.webhooks;
    if all.is_empty() {
        return None;
    }
    let mut imports = Imports::new(api, Place::Elsewhere);
    let mut modules: Vec<_> = all.iter().map(|webhook| &webhook.module).collect();
    modules.sort();
    let items: Vec<Item> = match event {
        None => Vec::new(),
        Some(EventType::Same(ty)) => {
            let ty = imports.ty(ty);
            vec![quote!(#[doc = " An event that the API sends."] pub type Event = #ty;).into()]
        }
        Some(EventType::Enum(ty)) => event_items(ty, &mut imports),
    };
    let about = if event.is_some() { READ_BY_EVENT } else { READ_ONE_BY_ONE };
    let modules = quote!(#(pub mod #modules;)*).into();
    let imported = imports.items().into_iter().map(Item::from);
    let items = [modules].into_iter().chain(imported).chain(items);
    Some(("src/webhooks.rs".to_owned(), File::new(Line::all(about).collect(), items)))
}

const READ_BY_EVENT: &str = "\
The requests that the API sends: webhooks and callbacks.

Each module has the types of one of them. [`Event`] reads the body of any of them with
`serde_json::from_slice`.";

const READ_ONE_BY_ONE: &str = "\
The requests that the API sends: webhooks and callbacks.

Each module has the types of one of them. There is no type that reads the body of any of them, because
no property with listed values tells the bodies apart.";

fn event_items(ty: &Type, imports: &mut Imports<'_>) -> Vec<Item> {
    let TypeKind::Union(union) = &ty.kind else { return Vec::new() };
    let items = unions::items(ty, union, imports).into_iter().map(Item::from);
    let mut items: Vec<Item> = items.collect();
    items.extend(json::items(ty, imports));
    items
}

/// The module of one webhook or callback.
pub(super) fn file(api: &Api, webhook: &Webhook) -> (String, File) {
    let mut imports = Imports::new(api, Place::Elsewhere);
    let mut items: Vec<Item> = Vec::new();
    items.extend(webhook.bodies.iter().map(|body| alias(body, &mut imports).into()));
    if let Some(ty) = &webhook.parameters
        && let TypeKind::Struct(object) = &ty.kind
    {
        items.extend(structs::items(ty, object, &mut imports));
        items.extend(json::items(ty, &mut imports));
    }
    items.extend(webhook.replies.iter().map(|reply| alias(reply, &mut imports).into()));
    let imported = imports.items().into_iter().map(Item::from);
    let path = format!("src/webhooks/{}.rs", webhook.module.as_str());
    (path, File::new(module_docs(webhook), imported.chain(items)))
}

fn alias(payload: &Payload, imports: &mut Imports<'_>) -> TokenStream {
    let Payload { name, docs, ty } = payload;
    let docs = docs::attributes(docs);
    let ty = match ty {
        Some(ty) => imports.ty(ty),
        None => imports.import("bytes::Bytes"),
    };
    quote!(#docs pub type #name = #ty;)
}

/// What the description says of the request, and of the responses that it expects.
fn module_docs(webhook: &Webhook) -> Vec<Line> {
    let mut lines = docs::lines(&webhook.docs);
    let responses = webhook.responses.iter();
    let responses: Vec<(Line, &Docs)> =
        responses.map(|response| (code_span(&response.status), &response.docs)).collect();
    if !responses.is_empty() {
        lines.extend([Line::default(), "Responses that the API expects:".into(), Line::default()]);
        lines.extend(docs::entries(responses));
    }
    lines
}
