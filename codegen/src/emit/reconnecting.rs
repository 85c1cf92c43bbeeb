//! The method of a request that reads events over several connections.
//!
//! Invariant: only a `GET` has it, because other requests would do their work again.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::without_keys;
use super::responses;
use super::type_ref::Imports;
use crate::ir::Method;
use crate::rust::{Content, Operation, ResponseSetKind, TypeRef};

/// The type of the events, if the request can be sent again to receive more of them.
pub(super) fn item(operation: &Operation) -> Option<&TypeRef> {
    match (&operation.method, &operation.success.kind) {
        (Method::Fixed("GET"), ResponseSetKind::Single(Content::Events { item, .. })) => Some(item),
        _ => None,
    }
}

/// The method.
pub(super) fn method(operation: &Operation, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let item = imports.ty(item(operation)?);
    let error = responses::ty(&operation.error, imports);
    let (policy, events) = (imports.public("Reconnection"), imports.public("ReconnectingEvents"));
    let keys: Vec<TokenStream> = without_keys(operation).collect();
    let again = if keys.is_empty() {
        quote!(self.clone())
    } else {
        quote!(Self { #(#keys,)* ..self.clone() })
    };
    let boxed = imports.prelude("::std::boxed::Box");
    Some(quote! {
        #[doc = " Reads the events over several connections: when one ends, the request is sent again with the"]
        #[doc = " header `Last-Event-ID`. Nothing is sent before `next` is awaited."]
        pub fn reconnecting(self, policy: #policy) -> #events<#item, #error> {
            let system = self.client.system();
            #events::new(policy, system, move |last_event_id| {
                let mut request = #again;
                if let Some(id) = last_event_id {
                    request.options = request.options.header("Last-Event-ID", id);
                }
                #boxed::pin(request.send())
            })
        }
    })
}
