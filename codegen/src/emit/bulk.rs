//! The method of the client that takes any number of items, and the implementation of `BulkRequest`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::member_path::place;
use super::type_ref::Imports;
use super::{bulk_calls, docs, responses};
use crate::ident::FieldName;
use crate::rust::{
    Bulk, BulkBody, BulkResults, EnumRepr, MemberPath, MemberStep, Operation, TypeKind, TypeRef,
    WirePath,
};
use crate::text::{Line, line, markdown};

/// The method of the client.
pub(super) fn method(operation: &Operation, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let bulk = operation.bulk.as_ref()?;
    let outer = imports.runtime("bulk::Bulk");
    let options = imports.public("CallOptions");
    let Bulk { name, type_name, .. } = bulk;
    let docs = docs::plain(&method_docs(operation, bulk, imports));
    let deprecated = operation.docs.deprecated.then(|| quote!(#[deprecated]));
    Some(quote! {
        #docs
        #deprecated
        pub fn #name(&self) -> #outer<#type_name> {
            #outer::new(#type_name { client: self.clone(), options: #options::new() })
        }
    })
}

/// The first line of the documentation of a method for any number of items.
pub(super) fn summary(called: &FieldName) -> Line {
    let called = called.shown();
    line!["Changes any number of records with [`", called, "`](Self::", called, ")."]
}

fn method_docs(operation: &Operation, bulk: &Bulk, imports: &Imports<'_>) -> Vec<Line> {
    let BulkBody { max_items, max_bytes, .. } = bulk.body;
    let result = &imports.api().type_of(bulk.results.result).name;
    let text = line![
        "A request has at most ",
        max_items,
        " items and ",
        max_bytes,
        " bytes. Its job is polled and the results are read, so that each item has exactly one outcome. \
         What the server says of an item is a [`",
        result,
        "`](crate::types::",
        result,
        "). Nothing is sent until the run is polled."
    ];
    let mut lines = vec![summary(&operation.name), Line::default()];
    lines.extend(markdown::lines(text.as_str()));
    lines
}

/// The requests, with the implementation of `BulkRequest`.
pub(super) fn items(operation: &Operation, imports: &mut Imports<'_>) -> Vec<TokenStream> {
    let Some(bulk) = &operation.bulk else { return Vec::new() };
    vec![
        requests(bulk, imports),
        implementation(operation, bulk, imports),
        bulk_calls::paths(bulk, imports),
    ]
}

fn requests(bulk: &Bulk, imports: &mut Imports<'_>) -> TokenStream {
    let client = imports.public("Client");
    let options = imports.public("CallOptions");
    let Bulk { name, type_name, .. } = bulk;
    let docs = docs::plain(&[line!["The requests of [`Client::", name.shown(), "`]."]]);
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #type_name {
            client: #client,
            options: #options,
        }
    }
}

fn implementation(operation: &Operation, bulk: &Bulk, imports: &mut Imports<'_>) -> TokenStream {
    let bulk_request = imports.runtime("bulk::BulkRequest");
    let described = imports.public("Operation");
    let client = imports.public("Client");
    let options = imports.public("CallOptions");
    let string = imports.prelude("::std::string::String");
    let item = imports.named(bulk.body.item);
    let result = imports.named(bulk.results.result);
    let api_error = responses::ty(&operation.error, imports);
    let max_items = Literal::usize_unsuffixed(bulk.body.max_items);
    let max_bytes = grouped(bulk.body.max_bytes);
    let envelope = envelope(&bulk.body.members);
    let id = place(&quote!(item), &bulk.body.id.steps);
    let set_reference = set_reference(&bulk.body.reference);
    let read_result = read_result(bulk, &result, imports);
    let calls = bulk_calls::methods(operation, bulk, imports);
    let ty = &bulk.type_name;
    quote! {
        impl #bulk_request for #ty {
            type Item = #item;
            type ItemResult = #result;
            type ApiError = #api_error;

            const OPERATION: &'static #described = &OPERATION;
            const MAX_ITEMS: usize = #max_items;
            const MAX_BYTES: usize = #max_bytes;
            #envelope

            fn client(&self) -> &#client {
                &self.client
            }

            fn with_options(self, options: #options) -> Self {
                Self { options, ..self }
            }

            fn id(item: &#item) -> &str {
                &#id
            }

            fn set_id(item: &mut #item, id: #string) {
                #id = id;
            }

            fn set_reference(item: &mut #item, reference: #string) {
                #set_reference
            }

            #read_result

            #calls
        }
    }
}

/// What a body has around its items, if they are in members.
fn envelope(members: &WirePath) -> Option<TokenStream> {
    if members.is_empty() {
        return None;
    }
    let names = members.iter().map(|name| format!("{{{}:", serde_json::Value::from(name.as_str())));
    let open = names.collect::<String>() + "[";
    let close = "]".to_owned() + &"}".repeat(members.len());
    Some(quote!(const ENVELOPE: [&'static str; 2] = [#open, #close];))
}

fn set_reference(reference: &MemberPath) -> TokenStream {
    match reference.steps.as_slice() {
        [way @ .., MemberStep::Option] => {
            let field = place(&quote!(item), way);
            quote!(#field = Some(reference);)
        }
        [way @ .., MemberStep::Nullable] => {
            let field = place(&quote!(item), way);
            quote!(#field = reference.into();)
        }
        way => {
            let field = place(&quote!(item), way);
            quote!(#field = reference;)
        }
    }
}

fn read_result(bulk: &Bulk, result: &TokenStream, imports: &mut Imports<'_>) -> TokenStream {
    let fields = imports.runtime("bulk::ResultFields");
    let outcome = imports.runtime("bulk::ResultStatus");
    let owner = quote!(result);
    let results = &bulk.results;
    let reference = optional(&owner, &results.reference.steps, &Text::of_string(imports));
    let id = results.id.as_ref();
    let id = id.map(|id| optional(&owner, &id.steps, &Text::of_string(imports)));
    let id = id.unwrap_or_else(|| quote!(None));
    let text = Text::of(&results.status.ty, imports);
    let mut status = optional(&owner, &results.status.steps, &text);
    if text.is_made() {
        status = quote!(#status.as_deref());
    }
    let BulkResults { succeeded, failed, .. } = results;
    let failed = (!failed.is_empty()).then(|| quote!(Some(#(#failed)|*) => #outcome::Failed,));
    quote! {
        fn read_result(result: &#result) -> #fields<'_> {
            let status = match #status {
                Some(#(#succeeded)|*) => #outcome::Succeeded,
                #failed
                _ => #outcome::Undeclared,
            };
            #fields { reference: #reference, id: #id, status }
        }
    }
}

/// How the text of a value is read.
enum Text {
    /// The value is a string.
    String(TokenStream),
    /// `as_str` of this type.
    Enum(TokenStream),
    /// `to_string` of this trait.
    Made(TokenStream),
}

impl Text {
    fn of_string(imports: &Imports<'_>) -> Self {
        Self::String(imports.prelude("::std::string::String"))
    }

    fn of(ty: &TypeRef, imports: &mut Imports<'_>) -> Self {
        match ty {
            TypeRef::String => return Self::of_string(imports),
            TypeRef::Named(id) => {
                let kind = &imports.api().type_of(*id).kind;
                if matches!(kind, TypeKind::Enum(values) if values.repr == EnumRepr::Text) {
                    return Self::Enum(imports.named(*id));
                }
            }
            _ => {}
        }
        Self::Made(imports.prelude("::std::string::ToString"))
    }

    fn is_made(&self) -> bool {
        matches!(self, Self::Made(_))
    }

    /// The text of a value.
    fn read(&self, value: &TokenStream) -> TokenStream {
        if self.is_made() { quote!(#value.to_string()) } else { quote!(#value.as_str()) }
    }

    /// The text of what an `Option` or a `Field` has, as an `Option`.
    fn read_optional(&self, step: &MemberStep, value: &TokenStream) -> TokenStream {
        let inner = borrowed(step, value);
        match (self, step) {
            (Self::String(_), MemberStep::Option) => quote!(#value.as_deref()),
            (Self::String(ty) | Self::Enum(ty), _) => quote!(#inner.map(#ty::as_str)),
            (Self::Made(to_string), _) => quote!(#inner.map(#to_string::to_string)),
        }
    }
}

/// What an `Option` or a `Field` has, as an `Option` of a reference.
fn borrowed(step: &MemberStep, value: &TokenStream) -> TokenStream {
    if *step == MemberStep::Nullable { quote!(#value.as_option()) } else { quote!(#value.as_ref()) }
}

/// The text of the member of `owner`, as an `Option`. Recursive: a path has a limit of
/// steps.
fn optional(owner: &TokenStream, steps: &[MemberStep], text: &Text) -> TokenStream {
    let is_optional = |step: &MemberStep| !matches!(step, MemberStep::Field(_));
    let position = steps.iter().position(is_optional).unwrap_or(steps.len());
    let (way, rest) = steps.split_at(position);
    let member = place(owner, way);
    match rest {
        [] => {
            let text = text.read(&member);
            quote!(Some(#text))
        }
        [step] => text.read_optional(step, &member),
        [step, inside @ ..] => {
            let member = borrowed(step, &member);
            if inside.iter().any(is_optional) {
                let inside = optional(&quote!(inner), inside, text);
                quote!(#member.and_then(|inner| #inside))
            } else {
                let inside = text.read(&place(&quote!(inner), inside));
                quote!(#member.map(|inner| #inside))
            }
        }
    }
}

/// The number with an underscore before each three digits at its end.
pub(super) fn grouped(number: usize) -> TokenStream {
    let digits = number.to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        let rest = digits.len() - position;
        if position > 0 && rest.is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    text.parse().unwrap_or_default()
}
