//! The examples of a description to tests of the generated crate.
//!
//! Each is decoded into its type and encoded again, and has to be the same JSON.

use indexmap::IndexMap;
use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use serde_json::Value;

use super::Origin;
use super::type_ref::{Imports, Place};
use crate::format::File;
use crate::ident::{CrateName, FieldName, ModuleName, Scope};
use crate::rust::{Api, Example, ExampleScope};
use crate::text::is_visible;

/// The files of the tests: one a schema or operation; none without examples.
pub(super) fn files(api: &Api, origin: &Origin) -> Vec<(String, File)> {
    let mut modules: IndexMap<&ModuleName, Vec<&Example>> = IndexMap::new();
    for example in &api.examples {
        modules.entry(&example.module).or_default().push(example);
    }
    if modules.is_empty() {
        return Vec::new();
    }
    modules.sort_unstable_keys();
    let mut files = vec![("tests/examples/main.rs".to_owned(), main(modules.keys().copied()))];
    for (module, examples) in modules {
        let path = format!("tests/examples/{}.rs", module.as_str());
        files.push((path, tests(api, origin, &examples)));
    }
    files
}

fn main<'m>(modules: impl Iterator<Item = &'m ModuleName>) -> File {
    let docs = "The examples of the description are read and written without loss.".into();
    let attributes = quote!(#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]);
    let items = vec![
        quote!(#(mod #modules;)*),
        quote! {
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
    File { attributes, ..File::new(vec![docs], items) }
}

fn tests(api: &Api, origin: &Origin, examples: &[&Example]) -> File {
    let mut imports = Imports::new(api, Place::Elsewhere);
    // The test modules import this function from the main file.
    let mut scope = Scope::with(&["round_trip"]);
    let is_line = |example: &&&Example| {
        example.scope == ExampleScope::Part
            && example.source.value.to_string().len() <= LONGEST_LINE
    };
    let (lines, alone): (Vec<&Example>, Vec<&Example>) =
        examples.iter().copied().partition(|example| is_line(&example));
    let mut tests: Vec<TokenStream> =
        alone.into_iter().map(|example| test(example, &mut scope, &mut imports)).collect();
    tests.extend(parts(&lines, &mut scope, &mut imports));
    let mut items = vec![quote!(
        use super::round_trip;
    )];
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
    let words: Vec<_> =
        example.source.pointer.tokens().filter(|token| !is_structure(token)).collect();
    let name = scope.take(FieldName::new(&words.join(" ")));
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
fn quoted(text: &str) -> TokenStream {
    let is_visible = text.chars().all(|letter| letter == '\n' || is_visible(letter));
    if is_visible && text.contains(['"', '\\']) && !text.contains("\"#") {
        let raw = format!("r#\"{text}\"#");
        return raw.parse().unwrap_or_else(|_| quote!(#text));
    }
    quote!(#text)
}
