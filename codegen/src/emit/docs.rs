//! Documentation to the attributes and lines that have it.
//!
//! Invariant: no other module writes an attribute for text that is not of the generator.

use std::borrow::Cow;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::{Attribute, Lit};

use super::syntax;
use crate::format::DOC_LINE_END;
use crate::rust::{Docs, Operation};
use crate::text::{Line, line, markdown};

/// The attributes that document an item.
pub(super) fn attributes(docs: &Docs) -> TokenStream {
    plain(&lines(docs))
}

/// The attribute that documents an item, as a syntax tree.
pub(super) fn attribute(docs: &Docs) -> Option<Attribute> {
    literal(&lines(docs)).map(|text| syntax::doc(Lit::new(text)))
}

/// The attribute for a sentence of the generator.
pub(super) fn sentence(text: &'static str) -> Attribute {
    syntax::doc(Lit::new(raw(text)))
}

/// Whether there is text that remains in the documentation. Control characters do not, and neither
/// do definitions of links.
pub(super) fn is_visible(docs: &Docs) -> bool {
    let is_visible = |block: &String| {
        // A text that starts with a letter remains, so that few are read twice.
        block.starts_with(char::is_alphanumeric) || !markdown::lines(block).is_empty()
    };
    docs.blocks.iter().any(is_visible)
}

/// The attribute for lines.
pub(super) fn plain(lines: &[Line]) -> TokenStream {
    literal(lines).map(|text| quote!(#[doc = #text])).unwrap_or_default()
}

/// The lines as one literal, unless there are none.
fn literal(lines: &[Line]) -> Option<Literal> {
    if lines.is_empty() {
        return None;
    }
    let lines: Vec<Cow<'_, str>> = lines
        .iter()
        .map(|line| match line.as_str().trim_end_matches(' ') {
            "" => "".into(),
            line => format!(" {line}").into(),
        })
        .collect();
    Some(raw(&lines.join(&*DOC_LINE_END.encode_utf8(&mut [0; 4]))))
}

/// A raw literal, which takes less time to write and to read than one with escapes.
fn raw(text: &str) -> Literal {
    let longest =
        text.split('"').skip(1).map(|rest| rest.len() - rest.trim_start_matches('#').len());
    let hashes = "#".repeat(longest.max().map_or(0, |longest| longest + 1));
    let raw = format!("r{hashes}\"{text}\"{hashes}");
    raw.parse().unwrap_or_else(|_| Literal::string(text))
}

/// The attributes of a method that only starts an operation, which is deprecated with it.
pub(super) fn deprecated_with(operation: &Operation) -> Option<TokenStream> {
    operation.docs.deprecated.then(|| {
        quote! {
            #[deprecated]
            #[expect(deprecated, reason = "the operation is deprecated as well")]
        }
    })
}

/// The lines of a documentation.
pub(super) fn lines(docs: &Docs) -> Vec<Line> {
    let blocks: Vec<Vec<Line>> = docs.blocks.iter().map(|block| markdown::lines(block)).collect();
    blocks.join(&Line::default())
}

/// The first paragraph in one line.
pub(super) fn summary(docs: &Docs) -> Line {
    docs.blocks.first().map(|block| markdown::summary(block)).unwrap_or_default()
}

/// The first paragraph in one line, for a cell of a table.
pub(super) fn cell(docs: &Docs) -> Line {
    docs.blocks.first().map(|block| markdown::cell(block)).unwrap_or_default()
}

/// Terms with their documentation: a list if each has one paragraph, otherwise paragraphs.
pub(super) fn entries<'d>(entries: impl IntoIterator<Item = (Line, &'d Docs)>) -> Vec<Line> {
    let entries: Vec<(Line, &Docs)> = entries.into_iter().collect();
    let item = |(term, docs): &(Line, &Docs)| match docs.blocks.as_slice() {
        [] => markdown::item(&line![term, ":"], ""),
        [only] => markdown::item(&line![term, ":"], only),
        _ => None,
    };
    let items: Option<Vec<Vec<Line>>> = entries.iter().map(item).collect();
    if let Some(items) = items {
        return items.concat();
    }
    let paragraphs: Vec<Vec<Line>> = entries
        .iter()
        .map(|(term, docs)| [vec![line![term, ":"], Line::default()], lines(docs)].concat())
        .collect();
    paragraphs.join(&Line::default())
}
