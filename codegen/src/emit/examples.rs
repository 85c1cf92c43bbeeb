//! The examples of a description to tests of the generated crate.
//!
//! Each is decoded into its type and encoded again, and has to be the same JSON.

use std::collections::HashMap;

use indexmap::IndexMap;
use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use serde_json::Value;

use super::Origin;
use super::sent_examples;
use super::type_ref::{Imports, Place};
use crate::format::File;
use crate::ident::{CrateName, FieldName, ModuleName, Scope};
use crate::pointer::Pointer;
use crate::rust::{Api, Example, ExampleScope, Operation, SentExample};
use crate::text::is_visible;

/// The files of the tests: one a schema or operation; none without examples.
pub(super) fn files(api: &Api, origin: &Origin) -> Vec<(String, File)> {
    let mut modules: IndexMap<&ModuleName, Examples<'_>> = IndexMap::new();
    for example in &api.examples {
        modules.entry(&example.module).or_default().values.push(example);
    }
    for example in &api.sent_examples {
        modules.entry(&example.module).or_default().sent.push(example);
    }
    if modules.is_empty() {
        return Vec::new();
    }
    let operations: HashMap<&str, &Operation> =
        api.operations.iter().map(|operation| (operation.id.as_str(), operation)).collect();
    modules.sort_unstable_keys();
    let mut files =
        vec![("tests/examples/main.rs".to_owned(), main(api, origin, modules.keys().copied()))];
    for (module, examples) in modules {
        let path = format!("tests/examples/{}.rs", module.as_str());
        files.push((path, tests(api, origin, &operations, &examples)));
    }
    files
}

/// The examples of one module.
#[derive(Default)]
struct Examples<'a> {
    values: Vec<&'a Example>,
    sent: Vec<&'a SentExample>,
}

fn main<'m>(api: &Api, origin: &Origin, modules: impl Iterator<Item = &'m ModuleName>) -> File {
    let docs = "The examples of the description are read and written without loss.".into();
    let attributes = quote!(#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]);
    let is_sent = !api.sent_examples.is_empty();
    let imports = is_sent.then(|| sent_examples::imports(&origin.crate_name));
    let mut items = vec![
        quote!(#(mod #modules;)*),
        quote! {
            #imports
            use serde::Serialize;
            use serde::de::DeserializeOwned;
            use serde_json::Value;
        },
        quote! {
            #[doc = " Decodes an example and encodes it again, to the same JSON."]
            fn round_trip<T: DeserializeOwned + Serialize>(text: &str) {
                let expected: Value = serde_json::from_str(text).unwrap();
                let decoded: T = serde_json::from_str(text).unwrap();
                let encoded = serde_json::to_value(&decoded).unwrap();
                assert!(same(&encoded, &expected), "{encoded} is not {expected}");
            }
        },
        quote! {
            #[doc = " Whether both are the same JSON, numbers compared as numbers."]
            fn same(left: &Value, right: &Value) -> bool {
                match (left, right) {
                    (Value::Number(left), Value::Number(right)) => {
                        left == right || left.as_f64() == right.as_f64()
                    }
                    (Value::Array(left), Value::Array(right)) => {
                        let mut pairs = left.iter().zip(right);
                        left.len() == right.len() && pairs.all(|(left, right)| same(left, right))
                    }
                    (Value::Object(left), Value::Object(right)) => {
                        let fits = |(name, left)| right.get(name).is_some_and(|right| same(left, right));
                        left.len() == right.len() && left.iter().all(fits)
                    }
                    _ => left == right,
                }
            }
        },
    ];
    if is_sent {
        items.extend(sent_examples::support(api, &origin.crate_name));
    }
    File { attributes, ..File::new(vec![docs], items) }
}

fn tests(
    api: &Api,
    origin: &Origin,
    operations: &HashMap<&str, &Operation>,
    Examples { values, sent }: &Examples<'_>,
) -> File {
    let mut imports = Imports::new(api, Place::Elsewhere);
    // The test modules import these functions from the main file.
    let mut scope = Scope::with(&["assert_parts", "round_trip", "sent", "value"]);
    let is_line = |example: &&&Example| {
        example.scope == ExampleScope::Part
            && example.source.value.to_string().len() <= LONGEST_LINE
    };
    let (lines, alone): (Vec<&Example>, Vec<&Example>) =
        values.iter().copied().partition(|example| is_line(&example));
    let mut tests: Vec<TokenStream> =
        alone.into_iter().map(|example| test(example, &mut scope, &mut imports)).collect();
    tests.extend(parts(&lines, &mut scope, &mut imports));
    let sent = sent.iter().copied();
    let sent: Vec<TokenStream> = sent
        .filter_map(|it| sent_examples::test(it, operations, &mut scope, &mut imports))
        .collect();
    let support = match (tests.is_empty(), sent.is_empty()) {
        (_, true) => quote!(
            use super::round_trip;
        ),
        (true, false) => quote!(
            use super::{assert_parts, sent, value};
        ),
        (false, false) => quote!(
            use super::{assert_parts, round_trip, sent, value};
        ),
    };
    let mut items = vec![support];
    tests.extend(sent);
    items.extend(imports.items());
    items.extend(tests);
    let items = items.into_iter().map(|item| from_outside(item, &origin.crate_name));
    File::new(vec!["Examples as tests.".into()], items)
}

/// How long the JSON of a part is at most to be tested in one line with others.
const LONGEST_LINE: usize = 60;

/// One test for all examples of members and parameters.
fn parts(
    examples: &[&Example],
    scope: &mut Scope,
    imports: &mut Imports<'_>,
) -> Option<TokenStream> {
    let lines = examples.iter().map(|example| {
        let ty = imports.ty(&example.ty);
        let text = quoted(&example.source.value.to_string());
        quote!(round_trip::<#ty>(#text);)
    });
    let lines: Vec<TokenStream> = lines.collect();
    let name = scope.take(FieldName::new("parts"));
    (!lines.is_empty()).then(|| quote!(#[test] fn #name() { #(#lines)* }))
}

fn test(example: &Example, scope: &mut Scope, imports: &mut Imports<'_>) -> TokenStream {
    let name = test_name(&example.source.pointer, scope);
    let ty = imports.ty(&example.ty);
    let text = literal(&example.source.value);
    quote! {
        #[test]
        fn #name() {
            let text = #text;
            round_trip::<#ty>(text);
        }
    }
}

/// The name of the test for the example at `pointer`.
pub(super) fn test_name(pointer: &Pointer, scope: &mut Scope) -> FieldName {
    let words: Vec<_> = pointer.tokens().filter(|token| !is_structure(token)).collect();
    scope.take(FieldName::new(&words.join(" ")))
}

/// The tokens with the name of the crate in place of the keyword `crate`. Recursive: the tokens are
/// types that are written inline.
fn from_outside(item: TokenStream, crate_name: &CrateName) -> TokenStream {
    item.into_iter()
        .map(|token| match token {
            TokenTree::Ident(ident) if ident == "crate" => crate_name.to_token_stream(),
            TokenTree::Group(group) => {
                let inner = from_outside(group.stream(), crate_name);
                Group::new(group.delimiter(), inner).to_token_stream()
            }
            other => other.into(),
        })
        .collect()
}

/// Tokens that say nothing to a reader of the test's name.
fn is_structure(token: &str) -> bool {
    matches!(
        token,
        "components"
            | "paths"
            | "content"
            | "application/json"
            | "value"
            | "schemas"
            | "examples"
            | "example"
    )
}

/// The JSON as a string, laid out as in a file.
fn literal(value: &Value) -> TokenStream {
    quoted(&serde_json::to_string_pretty(value).unwrap_or_default())
}

/// A string that is raw where it would need escapes and everything in it is visible.
pub(super) fn quoted(text: &str) -> TokenStream {
    let is_visible = text.chars().all(|letter| letter == '\n' || is_visible(letter));
    if is_visible && text.contains(['"', '\\']) && !text.contains("\"#") {
        let raw = format!("r#\"{text}\"#");
        return raw.parse().unwrap_or_else(|_| quote!(#text));
    }
    quote!(#text)
}
