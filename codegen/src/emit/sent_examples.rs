//! Tests of what a call sends: its request is recorded, and a part of it is compared with the text of
//! the description.
//!
//! Invariant: notations of the same text are equal: `%41` and `A`, `%2f` and `%2F`, `+` and `%20`, and
//! members in another order.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::examples::{quoted, test_name};
use super::type_ref::Imports;
use crate::ident::{CrateName, Scope};
use crate::ir::SchemeKind;
use crate::rust::{Api, BodyFormat, BodyKind, Operation, SentExample, SentPart};

/// What the tests need, in the main file.
pub(super) fn support(api: &Api, krate: &CrateName) -> Vec<TokenStream> {
    let credentials = api.schemes.iter().filter_map(|scheme| {
        let method = &scheme.method;
        match scheme.kind {
            SchemeKind::Opaque => None,
            SchemeKind::Basic => Some(quote!(.#method("user", "secret"))),
            SchemeKind::Bearer | SchemeKind::ApiKey { .. } => Some(quote!(.#method("secret"))),
        }
    });
    let credentials: Vec<TokenStream> = credentials.collect();
    vec![
        quote! {
            #[doc = " Keeps the request that it is asked to send."]
            #[derive(Clone, Default)]
            struct Recorder(Arc<Mutex<Option<Request<RequestBody>>>>);
        },
        quote! {
            impl Transport for Recorder {
                fn send(
                    &self,
                    request: Request<RequestBody>,
                ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
                    *self.0.lock().unwrap() = Some(request);
                    Box::pin(async { Err(TransportError::new(Phase::Setup)) })
                }
            }
        },
        quote! {
            #[doc = " The request of a call."]
            fn sent<Call: Future>(call: impl FnOnce(#krate::Client) -> Call) -> Request<RequestBody> {
                let recorder = Recorder::default();
                let builder = #krate::Client::builder().base_url("https://example.com");
                let builder = builder.transport(Arc::new(recorder.clone()))#(#credentials)*;
                let client = builder.build().unwrap();
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
                runtime.unwrap().block_on(call(client));
                recorder.0.lock().unwrap().take().unwrap()
            }
        },
        quote! {
            #[doc = " A value from its JSON."]
            fn value<T: DeserializeOwned>(text: &str) -> T {
                serde_json::from_str(text).unwrap()
            }
        },
        quote! {
            #[doc = " Asserts that a text has all parts of another one, in any order."]
            fn assert_parts(text: &str, separator: char, expected: &str) {
                let (text, expected) = (normalized(text), normalized(expected));
                let parts: Vec<&str> = text.split(separator).map(str::trim_start).collect();
                for part in expected.split(separator).map(str::trim_start) {
                    assert!(parts.contains(&part), "{part} is not in {text}");
                }
            }
        },
        quote! {
            #[doc = " The text with one notation for each percent-encoded character."]
            fn normalized(text: &str) -> String {
                let text = text.replace('+', "%20");
                let mut parts = text.split('%');
                let mut normalized = parts.next().unwrap_or_default().to_owned();
                for part in parts {
                    let digits = part.get(..2).unwrap_or_default();
                    let byte = u8::from_str_radix(digits, 16).ok();
                    match byte {
                        Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                            normalized.push(char::from(byte));
                        }
                        Some(_) => normalized.extend(["%", &digits.to_ascii_uppercase()]),
                        None => normalized.push('%'),
                    }
                    normalized += part.get(byte.map_or(0, |_| 2)..).unwrap_or_default();
                }
                normalized
            }
        },
    ]
}

/// The imports of what the tests need.
pub(super) fn imports(krate: &CrateName) -> TokenStream {
    quote! {
        use std::future::Future;
        use std::sync::{Arc, Mutex};
        use http::{Request, Response};
        use #krate::transport::{
            BoxFuture, Phase, RequestBody, ResponseBody, Transport, TransportError,
        };
    }
}

/// The test of an example; `None` if its operation is not emitted.
pub(super) fn test(
    example: &SentExample,
    operations: &HashMap<&str, &Operation>,
    scope: &mut Scope,
    imports: &mut Imports<'_>,
) -> Option<TokenStream> {
    let operation = operations.get(example.operation.as_str())?;
    let name = test_name(&example.pointer, scope);
    let (mut required, mut setters) = (Vec::new(), Vec::new());
    for (position, json) in &example.arguments {
        let parameter = operation.parameters.get(*position)?;
        let ty = imports.ty(&parameter.ty);
        let json = quoted(json);
        let value = quote!(value::<#ty>(#json));
        if parameter.required {
            required.push(value);
        } else {
            let setter = &parameter.name;
            setters.push(quote!(.#setter(#value)));
        }
    }
    if let (Some(json), Some(body)) = (&example.body, &operation.body) {
        let BodyKind::Single(form) = &body.kind else { return None };
        let ty = match &form.format {
            BodyFormat::Json(ty) | BodyFormat::Form(ty, _) => imports.ty(ty),
            _ => quote!(String),
        };
        let json = quoted(json);
        let value = quote!(value::<#ty>(#json));
        if body.required {
            required.push(value);
        } else {
            let setter = &body.name;
            setters.push(quote!(.#setter(#value)));
        }
    }
    let method = &operation.name;
    let (part, separator) = part(&example.part);
    let text = quoted(&example.text);
    let deprecated = operation
        .docs
        .deprecated
        .then(|| quote!(#[allow(deprecated, reason = "the operation is deprecated")]));
    Some(quote! {
        #[test]
        #deprecated
        fn #name() {
            let request = sent(|client| client.#method(#(#required),*)#(#setters)*.send());
            assert_parts(#part, #separator, #text);
        }
    })
}

/// The text of a part of `request`, and what is between the parts of that text. No text contains a null
/// character, so that one with such a separator is compared as a whole.
fn part(part: &SentPart) -> (TokenStream, char) {
    let header = |name: &str| quote!(request.headers().get(#name).unwrap().to_str().unwrap());
    let body = quote!(std::str::from_utf8(request.body().as_bytes().unwrap()).unwrap());
    match part {
        SentPart::Segment => (quote!(request.uri().path()), '/'),
        SentPart::Query => (quote!(request.uri().query().unwrap_or_default()), '&'),
        SentPart::Cookie => (header("cookie"), ';'),
        SentPart::Header(name) => (header(&name.to_ascii_lowercase()), '\0'),
        SentPart::Form => (body, '&'),
        SentPart::Text => (body, '\0'),
    }
}
