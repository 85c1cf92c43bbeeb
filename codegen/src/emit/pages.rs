//! Pagination: the methods of a request that read pages and items, and the implementation of
//! `PageRequest`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::operation::without_keys;
use super::type_ref::Imports;
use super::{docs, member_path, page_responses, responses};
use crate::ident::FieldName;
use crate::ir::PageNumber;
use crate::rust::{
    Conversion, CursorSource, MemberPath, MemberStep, NextPage, Operation, Pages, Parameter,
    RequestPlace, TypeRef, UrlSource,
};
use crate::text::{Line, line};

/// The field of the request that holds the URL of its page, and the value in a first request.
pub(super) fn field(
    operation: &Operation,
    imports: &mut Imports<'_>,
) -> Option<(TokenStream, TokenStream)> {
    let NextPage::Link { field, .. } = &operation.pages.as_ref()?.next else { return None };
    let option = imports.prelude("::std::option::Option");
    let reference = imports.runtime("request::UriReference");
    Some((quote!(#field: #option<#reference>,), quote!(#field: None)))
}

/// The expression that sends the request, if it may follow a link.
pub(super) fn execute(operation: &Operation, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let NextPage::Link { field, .. } = &operation.pages.as_ref()?.next else { return None };
    let execute = imports.runtime("client::execute_page");
    Some(quote!(#execute(&self.client, request, self.options, self.#field.as_ref())))
}

/// The paragraph about pages in the documentation of the client's method.
pub(super) fn paragraph(operation: &Operation) -> Vec<Line> {
    let Some(pages) = &operation.pages else { return Vec::new() };
    let ty = &operation.type_name;
    let link = |name: &FieldName| line!["[`", name.shown(), "`](", ty, "::", name.shown(), ")"];
    let (items, all) = (link(&pages.read_by_item), link(&pages.read_by_page));
    vec![
        Line::default(),
        line!["The list has pages, of which ", all, " reads one after the other."],
        line![items, " reads the items in all of them."],
    ]
}

/// The methods of the request.
pub(super) fn methods(operation: &Operation, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let described = operation.pages.as_ref()?;
    let Pages { read_by_page, read_by_item, .. } = described;
    let has_others = page_responses::is_page(operation, described).is_some();
    let other = |line: &'static str| has_others.then(|| docs::plain(&[line.into()]));
    let (last, failure) = (
        other("A response that is no page of the list is returned as well, as the last one."),
        other(
            "A response that is no page of the list is an error ([`PageError`](crate::PageError)).",
        ),
    );
    let (pages, items) = (imports.public("Pages"), imports.public("Items"));
    Some(quote! {
        #[doc = " Reads the pages of the list, beginning with the one that this request asks for. Nothing"]
        #[doc = " is sent before `next` is awaited."]
        #last
        pub fn #read_by_page(self) -> #pages<Self> {
            #pages::new(self)
        }
        #[doc = " Reads the items of the list, page by page. Nothing is sent before `next` is awaited."]
        #failure
        pub fn #read_by_item(self) -> #items<Self> {
            #pages::new(self).items()
        }
    })
}

/// The implementation of `PageRequest`.
pub(super) fn item(operation: &Operation, imports: &mut Imports<'_>) -> Option<TokenStream> {
    let pages = operation.pages.as_ref()?;
    let page_request = imports.public("PageRequest");
    let described = imports.public("Operation");
    let (response, error) = (imports.public("Response"), imports.public("Error"));
    let result = imports.prelude("::std::result::Result");
    let (option, string) =
        (imports.prelude("::std::option::Option"), imports.prelude("::std::string::String"));
    let vec = imports.prelude("::std::vec::Vec");
    let call = &operation.type_name;
    let (page, item) = (responses::ty(&operation.success, imports), imports.ty(&pages.items.ty));
    let api_error = responses::ty(&operation.error, imports);
    let position = position(operation, pages, imports);
    let next = next(operation, pages, imports);
    let is_page = page_responses::is_page(operation, pages);
    let let_page = page_responses::let_page(operation, pages, &quote!(page), &quote!(page));
    let items = member_path::taken(&quote!(page), &pages.items.steps);
    let more = pages.more.as_ref().map(|more| {
        let more = member_path::number(&quote!(page), &more.steps, &more.ty);
        quote! {
            fn has_more(page: &#page) -> #option<bool> {
                #let_page
                #more
            }
        }
    });
    let total = pages.total.as_ref().map(|total| {
        let total = widened(total);
        quote! {
            fn total(page: &#page) -> #option<i128> {
                #let_page
                #total
            }
        }
    });
    Some(quote! {
        impl #page_request for #call {
            type Page = #page;
            type Item = #item;
            type ApiError = #api_error;

            const OPERATION: &'static #described = &OPERATION;

            async fn send(self) -> #result<#response<#page>, #error<#api_error>> {
                Self::send(self).await
            }

            fn position(&self) -> #option<#string> {
                #position
            }

            fn next(&self, response: &#response<#page>) -> #option<Self> {
                #next
            }

            fn into_items(page: #page) -> #option<#vec<#item>> {
                #let_page
                #items
            }

            #is_page

            #more

            #total
        }
    })
}

/// A number of the body as the type that has all of them.
fn widened(total: &MemberPath) -> TokenStream {
    let page = quote!(page);
    let is_optional = matches!(total.steps.last(), Some(MemberStep::Option | MemberStep::Nullable));
    if is_optional {
        let number = member_path::number(&page, &total.steps, &total.ty);
        quote!(#number.map(i128::from))
    } else {
        let number = member_path::member(&page, &total.steps, &total.ty);
        quote!(Some(i128::from(#number)))
    }
}

/// The parameter at a position.
fn parameter(operation: &Operation, position: usize) -> Option<&Parameter> {
    operation.parameters.get(position)
}

/// Where the page of the request begins, as text.
fn position(operation: &Operation, pages: &Pages, imports: &mut Imports<'_>) -> TokenStream {
    let place = match &pages.next {
        NextPage::Link { field, .. } => {
            return quote!(self.#field.as_ref().map(ToString::to_string));
        }
        NextPage::Cursor { place, .. } | NextPage::Number { place, .. } => place,
    };
    let position = match place {
        RequestPlace::Parameter(position) => *position,
        RequestPlace::Body(names) => {
            let Some(body) = body(operation) else { return quote!(None) };
            let text = imports.runtime("pages::text_in");
            return quote!(#text(#body, &[#(#names),*]));
        }
    };
    let Some(Parameter { name, ty, required, .. }) = parameter(operation, position) else {
        return quote!(None);
    };
    match (ty == &TypeRef::String, *required) {
        (true, true) => quote!(Some(self.#name.clone())),
        (true, false) => quote!(self.#name.clone()),
        (false, true) => quote!(Some(self.#name.to_string())),
        (false, false) => quote!(self.#name.as_ref().map(ToString::to_string)),
    }
}

/// The body of the request, as an `Option` of a reference.
fn body(operation: &Operation) -> Option<TokenStream> {
    operation.body.as_ref().map(|body| {
        let name = &body.name;
        if body.required { quote!(Some(&self.#name)) } else { quote!(self.#name.as_ref()) }
    })
}

/// The number at which the page of the request begins, which is `first` by default.
fn current(
    operation: &Operation,
    place: &RequestPlace,
    first: u8,
    imports: &mut Imports<'_>,
) -> Option<TokenStream> {
    let first = Literal::u8_unsuffixed(first);
    Some(match place {
        RequestPlace::Parameter(position) => {
            let Parameter { name, ty, required, .. } = parameter(operation, *position)?;
            let first =
                if ty == &TypeRef::Number { quote!(f64::from(#first)) } else { quote!(#first) };
            if *required { quote!(self.#name) } else { quote!(self.#name.unwrap_or(#first)) }
        }
        RequestPlace::Body(names) => {
            let body = body(operation)?;
            let number = imports.runtime("pages::number_in");
            quote!(#number(#body, &[#(#names),*]).unwrap_or(#first))
        }
    })
}

/// The request of the next page.
fn next(operation: &Operation, pages: &Pages, imports: &mut Imports<'_>) -> TokenStream {
    let response = quote!(response.body());
    let pattern = if reads_body(&pages.next) { quote!(page) } else { quote!(_) };
    let let_page = page_responses::let_page(operation, pages, &response, &pattern);
    let page = if let_page.is_some() { quote!(page) } else { response };
    let next = following(operation, pages, &page, imports);
    quote!(#let_page #next)
}

/// Whether the body of a page says what the next one is.
fn reads_body(next: &NextPage) -> bool {
    match next {
        NextPage::Cursor { source, .. } => !matches!(source, CursorSource::Header(_)),
        NextPage::Link { source, .. } => matches!(source, UrlSource::Body(_)),
        NextPage::Number { .. } => true,
    }
}

/// The request of the page after `page`.
fn following(
    operation: &Operation,
    pages: &Pages,
    page: &TokenStream,
    imports: &mut Imports<'_>,
) -> TokenStream {
    match &pages.next {
        NextPage::Cursor { source, place, conversion } => {
            let cursor = cursor(source, page, &pages.items, *conversion);
            let request = with(operation, place, &quote!(cursor), imports);
            quote!(#cursor Some(#request))
        }
        NextPage::Link { source, field } => {
            let reference = imports.runtime("request::UriReference");
            let link = link(source, page, imports);
            let keys = without_keys(operation);
            quote! {
                let link = #reference::after(self.#field.as_ref(), #link)?;
                Some(Self { #field: Some(link), #(#keys,)* ..self.clone() })
            }
        }
        NextPage::Number { count, place } => {
            let items = member_path::place(page, &pages.items.steps);
            let total = if pages.total.is_some() {
                let page_request = imports.public("PageRequest");
                quote!(<Self as #page_request>::total(response.body()))
            } else {
                quote!(None)
            };
            let first = match count {
                PageNumber::Offset => 0,
                PageNumber::Page { first } => *first,
            };
            let Some(current) = current(operation, place, first, imports) else {
                return quote!(None);
            };
            let number = match count {
                PageNumber::Offset => {
                    let next = imports.runtime("pages::next_offset");
                    quote!(#next(#current, #items.len(), #total))
                }
                PageNumber::Page { first } => {
                    let next = imports.runtime("pages::next_page");
                    let first = Literal::u8_unsuffixed(*first);
                    quote!(#next(#current, #first, #items.len(), #total))
                }
            };
            let request = with(operation, place, &quote!(number), imports);
            quote!(let number = #number?; Some(#request))
        }
    }
}

/// The request with another value in this place.
fn with(
    operation: &Operation,
    place: &RequestPlace,
    value: &TokenStream,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let (name, value, required) = match place {
        RequestPlace::Parameter(position) => match parameter(operation, *position) {
            Some(Parameter { name, required, .. }) => (name, value.clone(), *required),
            None => return quote!(self.clone()),
        },
        RequestPlace::Body(names) => match (&operation.body, body(operation)) {
            (Some(taken), Some(body)) => {
                let with = imports.runtime("pages::with_member");
                let value = quote!(#with(#body, &[#(#names),*], &#value)?);
                (&taken.name, value, taken.required)
            }
            _ => return quote!(self.clone()),
        },
    };
    let value = if required { value } else { quote!(Some(#value)) };
    let keys = without_keys(operation);
    quote!(Self { #name: #value, #(#keys,)* ..self.clone() })
}

/// The statements that define the cursor of the next page. An empty text is none.
fn cursor(
    source: &CursorSource,
    page: &TokenStream,
    items: &MemberPath,
    conversion: Conversion,
) -> TokenStream {
    let (last, member) = match source {
        CursorSource::Header(name) => {
            return quote! {
                let cursor = response.headers().get(#name)?.to_str().ok()?.to_owned();
                if cursor.is_empty() {
                    return None;
                }
            };
        }
        CursorSource::Body(member) => (None, (page.clone(), member)),
        CursorSource::LastItem(member) => {
            let items = member_path::place(page, &items.steps);
            (Some(quote!(let last = #items.last()?;)), (quote!(last), member))
        }
    };
    let (owner, member) = member;
    if member.ty == TypeRef::String {
        let cursor = member_path::member(&owner, &member.steps, &member.ty);
        return quote! {
            #last
            let cursor = #cursor;
            if cursor.is_empty() {
                return None;
            }
        };
    }
    let cursor = match conversion {
        Conversion::None => member_path::member(&owner, &member.steps, &member.ty),
        Conversion::Text => {
            let place = member_path::place(&owner, &member.steps);
            quote!(#place.to_string())
        }
    };
    quote!(#last let cursor = #cursor;)
}

/// The expression of the URL of the next page.
fn link(source: &UrlSource, page: &TokenStream, imports: &mut Imports<'_>) -> TokenStream {
    match source {
        UrlSource::Body(member) => {
            let place = member_path::place(page, &member.steps);
            let is_borrowed =
                matches!(member.steps.last(), Some(MemberStep::Option | MemberStep::Nullable));
            if is_borrowed { place } else { quote!(&#place) }
        }
        UrlSource::Header(name) => quote!(response.headers().get(#name)?.to_str().ok()?),
        UrlSource::Relation(relation) => {
            let linked = imports.runtime("pages::linked");
            quote!(&#linked(response.headers(), #relation)?)
        }
    }
}
