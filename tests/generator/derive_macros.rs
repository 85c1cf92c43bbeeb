//! Types derive the macros of another crate: the client compiles, and its types have what they derive.

use std::fs;

use codegen::source::Source;
use codegen::{Options, generate};

use super::cargo::{WORKSPACE, build_output, cargo};
use super::compile::write;
use super::support::{Files, workspace};

const DESCRIPTION: &str = r"
openapi: 3.1.0
info: { title: Derives, version: 1.0.0 }
paths: {}
components:
  schemas:
    Book:
      description: A book.
      type: object
      x-rust-derive: [Ord, { path: kinds::ShortNamed, crate: kinds@1 }]
      properties:
        title: { description: The title., type: string }
        cover: { description: The cover., enum: [hard, soft] }
    Found:
      description: What is found.
      oneOf: [{ $ref: '#/components/schemas/Book' }, { type: integer }]
";

/// The crate with the macros is that of the folder.
const PATCH: &str = "
[patch.crates-io]
kinds = { path = \"kinds\" }
";

const KINDS: &str = "\
[package]
name = \"kinds\"
version = \"1.2.3\"
edition = \"2024\"

[lib]
proc-macro = true
";

/// Two derive macros, each of which adds a constant to the type.
const MACROS: &str = r#"
use proc_macro::{TokenStream, TokenTree};

/// Adds `KIND`.
#[proc_macro_derive(Kinds)]
pub fn kinds(item: TokenStream) -> TokenStream {
    let (kind, name) = named(item);
    format!("impl {name} {{ #[doc = \"The kind.\"] pub const KIND: &'static str = {kind:?}; }}").parse().unwrap()
}

/// Adds `LENGTH`.
#[proc_macro_derive(ShortNamed)]
pub fn short_named(item: TokenStream) -> TokenStream {
    let (_, name) = named(item);
    let length = name.len();
    format!("impl {name} {{ #[doc = \"The length.\"] pub const LENGTH: usize = {length}; }}").parse().unwrap()
}

/// The keyword and the name of an item.
fn named(item: TokenStream) -> (String, String) {
    let words = item.into_iter().filter_map(|token| match token {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    });
    let mut words = words.skip_while(|word| word != "struct" && word != "enum");
    (words.next().unwrap(), words.next().unwrap())
}
"#;

const MANIFEST: &str = "\
[package]
name = \"derives-check\"
edition = \"2024\"

[[bin]]
name = \"derives-check\"
path = \"main.rs\"

[dependencies]
derives-client = { path = \"../client\", default-features = false }
serde_json = \"1.0\"
";

const PROGRAM: &str = r##"
use derives_client::types::{Book, BookCover, Found};

fn book(text: &str) -> Book {
    serde_json::from_str(text).unwrap()
}

fn main() {
    assert_eq!([Book::KIND, BookCover::KIND, Found::KIND], ["struct", "enum", "enum"]);
    assert_eq!(Book::LENGTH, 4);
    assert!(book(r#"{ "title": "a", "cover": "soft" }"#) < book(r#"{ "title": "b" }"#));
}
"##;

#[test]
fn types_have_what_the_derive_macros_of_another_crate_add() {
    let derives = vec!["kinds::Kinds=kinds@1".to_owned()];
    let options = Options { derives, ..Options::new("derives-client") };
    let source = Source { name: "derives.yaml".to_owned(), text: DESCRIPTION.to_owned() };
    let output = generate(&source, &options).unwrap();
    assert_eq!(output.warnings.len(), 0);
    let folder = build_output().join("derive_macros");
    let _ = fs::remove_dir_all(&folder);
    let manifest = [WORKSPACE, PATCH].concat();
    let texts = [
        ("Cargo.toml", manifest.as_str()),
        ("kinds/Cargo.toml", KINDS),
        ("kinds/src/lib.rs", MACROS),
        ("check/Cargo.toml", MANIFEST),
        ("check/main.rs", PROGRAM),
    ];
    let files: Files = texts.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
    write(&folder, &files);
    write(&folder.join("client"), &output.files);
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    cargo(&folder, &["run", "--package", "derives-check"]);
}
