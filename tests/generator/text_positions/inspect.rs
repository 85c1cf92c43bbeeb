//! What the files of a crate consist of, as Rust, rustdoc, Markdown and TOML readers see it.

use std::collections::BTreeMap;

use codegen::public_api::Item;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use syn::visit::{self, Visit};

use crate::generator::support::Files;

/// Facts of one kind, such as the number of functions.
pub(super) type Facts = BTreeMap<String, usize>;

/// The facts about a crate. Text in lines that is not visible, and files with unusual names, fail.
pub(super) fn facts(files: &Files) -> BTreeMap<&'static str, Facts> {
    let mut facts = BTreeMap::new();
    for kind in ["items", "markup", "keys", "files"] {
        facts.insert(kind, Facts::new());
    }
    let mut markup = Markup::default();
    for (path, text) in files {
        check_path(path);
        let is_shown = |letter: char| letter == '\n' || is_visible(letter);
        assert!(text.chars().all(is_shown), "{path} has a character that is not visible");
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        count(facts.get_mut("files").unwrap(), folder);
        // The runtime is copied and contains no text of the description.
        if path.starts_with("src/runtime") {
            continue;
        }
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        if extension == "rs" {
            let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            Items { found: facts.get_mut("items").unwrap(), markup: &mut markup }.visit_file(&file);
        } else if extension == "txt" {
            check_public_api(text);
        } else if extension == "md" {
            markup.add(text);
        } else {
            let manifest: toml::Table = text.parse().unwrap();
            keys(&manifest, "", facts.get_mut("keys").unwrap());
        }
    }
    facts.insert("markup", markup.0);
    facts
}

/// Each line is a comment or an item, and is written as it is read.
fn check_public_api(text: &str) {
    for line in text.lines().filter(|line| !line.starts_with("# ")) {
        let item = Item::parse(line).unwrap_or_else(|| panic!("{line:?} is not an item"));
        assert_eq!(item.to_string(), line);
    }
}

fn count(facts: &mut Facts, name: &str) {
    *facts.entry(name.to_owned()).or_default() += 1;
}

/// Whether a character is neither a control, a line break nor a bidirectional control.
pub(super) fn is_visible(letter: char) -> bool {
    let is_hidden = matches!(
        letter,
        '\u{2028}' | '\u{2029}' | '\u{61c}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    !letter.is_control() && !is_hidden
}

fn check_path(path: &str) {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-".contains(letter);
    assert!(path.chars().all(is_plain) && !path.contains(".."), "{path}");
}

fn keys(table: &toml::Table, before: &str, found: &mut Facts) {
    for (key, value) in table {
        let key = format!("{before}.{key}");
        count(found, &key);
        if let Some(table) = value.as_table() {
            keys(table, &key, found);
        }
    }
}

/// The kinds of items, and the documentation of each.
struct Items<'f> {
    found: &'f mut Facts,
    markup: &'f mut Markup,
}

impl<'ast> Visit<'ast> for Items<'_> {
    fn visit_file(&mut self, file: &'ast syn::File) {
        self.document(&file.attrs);
        visit::visit_file(self, file);
    }

    fn visit_item(&mut self, item: &'ast syn::Item) {
        let (kind, attributes) = match item {
            syn::Item::Const(item) => ("const", &item.attrs),
            syn::Item::Enum(item) => ("enum", &item.attrs),
            syn::Item::Fn(item) => ("fn", &item.attrs),
            syn::Item::Impl(item) => ("impl", &item.attrs),
            syn::Item::Macro(item) => ("macro", &item.attrs),
            syn::Item::Mod(item) => ("mod", &item.attrs),
            syn::Item::Static(item) => ("static", &item.attrs),
            syn::Item::Struct(item) => ("struct", &item.attrs),
            syn::Item::Type(item) => ("type", &item.attrs),
            syn::Item::Use(item) => ("use", &item.attrs),
            other => panic!("{}", quote::quote!(#other)),
        };
        count(self.found, kind);
        self.document(attributes);
        visit::visit_item(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        count(self.found, "method");
        self.document(&item.attrs);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        count(self.found, "field");
        self.document(&field.attrs);
    }

    fn visit_variant(&mut self, variant: &'ast syn::Variant) {
        count(self.found, "variant");
        self.document(&variant.attrs);
        visit::visit_variant(self, variant);
    }
}

impl Items<'_> {
    fn document(&mut self, attributes: &[syn::Attribute]) {
        let mut text = String::new();
        for attribute in attributes.iter().filter(|it| it.path().is_ident("doc")) {
            let syn::Meta::NameValue(meta) = &attribute.meta else { continue };
            if let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(line), .. }) = &meta.value {
                text += line.value().strip_prefix(' ').unwrap_or(&line.value());
                text.push('\n');
            }
        }
        self.markup.add(&text);
    }
}

/// Code blocks that rustdoc compiles, HTML, and links that do not lead to the web.
#[derive(Default)]
struct Markup(Facts);

impl Markup {
    fn add(&mut self, text: &str) {
        // The extensions that rustdoc enables.
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_SMART_PUNCTUATION;
        for event in Parser::new_ext(text, options) {
            match event {
                Event::Start(Tag::CodeBlock(kind)) => self.code(&kind),
                Event::Html(html) | Event::InlineHtml(html) => {
                    assert!(
                        html.starts_with("<!-- @generated by cargo xtask codegen from"),
                        "{html}"
                    );
                    count(&mut self.0, "html");
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    self.link(&dest_url);
                }
                Event::FootnoteReference(_) => count(&mut self.0, "footnote"),
                Event::TaskListMarker(_) => count(&mut self.0, "task"),
                _ => {}
            }
        }
    }

    /// rustdoc compiles a code block without a language (rustdoc book, "Documentation tests").
    fn code(&mut self, kind: &CodeBlockKind<'_>) {
        match kind {
            CodeBlockKind::Fenced(language) if &**language == "text" => {}
            CodeBlockKind::Fenced(language) if &**language == "toml" => {
                count(&mut self.0, "code of Cargo");
            }
            _ => count(&mut self.0, "code of Rust"),
        }
    }

    fn link(&mut self, target: &str) {
        if target.starts_with("https://") || target.starts_with("http://") {
            return;
        }
        let is_item = |letter: char| letter.is_alphanumeric() || "_:@.".contains(letter);
        assert!(target.chars().all(is_item), "{target}");
        count(&mut self.0, "link");
    }
}
