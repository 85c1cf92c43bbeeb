//! The code of a file without its literals and comments: what it names.
//!
//! Text of the description is only in literals, so that it cannot name anything.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::format::{File, Item};

/// The code of a file, with spaces between words only.
pub(super) fn of(file: &File) -> String {
    let mut code = String::new();
    for item in &file.items {
        match item {
            Item::Rust(tokens) => push(tokens.clone(), &mut code),
            Item::Table(table) => {
                for line in [&table.macro_path].into_iter().chain(&table.rows) {
                    push(line.as_str().parse().unwrap_or_default(), &mut code);
                }
            }
        }
    }
    code
}

/// Adds tokens. The recursion is bounded by the nesting of code, which is that of types and not of
/// the description.
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
