//! The paths of the crate and of `uuid` that the code of a file has.
//!
//! Literals and comments, which may have text of the description, have none.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::format::{File, Item, Row};

/// The paths of a file, such as `crate::Client` and `crate::runtime::json::{Decode,Node}`.
pub(super) fn of(file: &File) -> BTreeSet<String> {
    let mut code = String::new();
    for item in &file.items {
        match item {
            Item::Rust(tokens) => push(tokens.clone(), &mut code),
            Item::Table(table) => {
                let rows = table.rows.iter().flat_map(|row| match row {
                    Row::Line(line) => std::slice::from_ref(line),
                    Row::Group(lines) => lines,
                });
                for line in [&table.macro_path].into_iter().chain(rows) {
                    push(line.as_str().parse().unwrap_or_default(), &mut code);
                }
            }
        }
    }
    let starts = code.match_indices("crate::").chain(code.match_indices("uuid::"));
    starts.map(|(start, _)| path(code.get(start..).unwrap_or_default())).collect()
}

/// The path at the start of a code.
fn path(code: &str) -> String {
    let is_path = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | ':');
    let end = code.find(|letter| !is_path(letter)).unwrap_or(code.len());
    let (path, rest) = code.split_at(end);
    match rest.split_once('}') {
        Some((names, _)) if rest.starts_with('{') => format!("{path}{names}}}"),
        _ => path.to_owned(),
    }
}

/// Adds tokens without literals, and with spaces between words only. The recursion is bounded by the
/// nesting of code, which is that of types and of values in `enum`.
fn push(tokens: TokenStream, code: &mut String) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                if code.ends_with(|last: char| last.is_alphanumeric() || last == '_') {
                    code.push(' ');
                }
                code.push_str(&ident.to_string());
            }
            TokenTree::Punct(punct) => code.push(punct.as_char()),
            TokenTree::Literal(_) => code.push('0'),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::None => ("", ""),
                };
                code.push_str(open);
                push(group.stream(), code);
                code.push_str(close);
            }
        }
    }
}
