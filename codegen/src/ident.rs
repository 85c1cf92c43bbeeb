//! Converts names of the description to Rust identifiers.
//!
//! Identifiers are created nowhere else. Invariant: every name is a valid identifier of edition 2024,
//! so that conversion to tokens cannot fail.

mod crate_name;
mod keywords;
mod scope;
mod words;

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};
use quote::{ToTokens, TokenStreamExt};

pub use self::crate_name::CrateName;
use self::keywords::escaped;
pub use self::scope::{Numbered, Scope, unique};
use crate::limits;

/// An identifier without `r#`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown<'n>(&'n str);

impl<'n> Shown<'n> {
    /// The text of the identifier.
    #[must_use]
    pub fn as_str(self) -> &'n str {
        self.0
    }
}

macro_rules! name {
    ($(#[$docs:meta])* $name:ident) => {
        $(#[$docs])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// The text of the identifier, with `r#` if it is raw.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The identifier as documentation shows it, without `r#`.
            #[must_use]
            pub fn shown(&self) -> Shown<'_> {
                Shown(self.0.trim_start_matches("r#"))
            }
        }

        impl ToTokens for $name {
            fn to_tokens(&self, tokens: &mut proc_macro2::TokenStream) {
                tokens.append(ident(&self.0));
            }
        }
    };
}

name! {
    /// The name of a struct, an enum or an alias.
    TypeName
}
name! {
    /// The name of a variant.
    VariantName
}
name! {
    /// The name of a field, a method or an argument.
    FieldName
}
name! {
    /// The name of a module, and of its file.
    ModuleName
}

name! {
    /// The name of a constant.
    ConstantName
}

impl TypeName {
    /// Converts `text` to a type name.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(upper(text, "T", "Empty"))
    }

    /// Joins `parts` to a type name, which is shortened if it is too long.
    #[must_use]
    pub fn joined(parts: &[&str]) -> Self {
        let parts: Vec<String> = parts.iter().map(|part| camel(part)).collect();
        Self(checked(shortened(&parts), "T", "Empty"))
    }
}

impl VariantName {
    /// Converts `text` to a variant name.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(upper(text, "V", "Empty"))
    }

    /// Converts the text of a number to a variant name.
    #[must_use]
    pub fn number(text: &str) -> Self {
        Self(upper(text, "N", "Empty"))
    }
}

impl FieldName {
    /// Converts `text` to the name of a field, method or argument.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let snake = words::spelled_out(text).to_snake_case();
        let name = match snake.chars().next() {
            None => "field".to_owned(),
            Some(first) if first.is_numeric() => format!("_{snake}"),
            Some(_) => snake,
        };
        Self(escaped(valid(name, "field")))
    }
}

impl ConstantName {
    /// Converts `text` to a constant name.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let FieldName(name) = FieldName::new(text);
        Self(name.trim_start_matches("r#").to_uppercase())
    }
}

impl ModuleName {
    /// Converts `text` to a module name.
    #[must_use]
    pub fn new(text: &str) -> Self {
        // The compiler finds module files by ASCII names only.
        let ascii: String = text.chars().filter(char::is_ascii).collect();
        let FieldName(name) = FieldName::new(&ascii);
        // Avoids a file with the name `r#type.rs`.
        match name.strip_prefix("r#") {
            Some(keyword) => Self(format!("{keyword}_")),
            None => Self(name),
        }
    }
}

fn upper(text: &str, before_digit: &str, empty: &str) -> String {
    checked(camel(text), before_digit, empty)
}

fn camel(text: &str) -> String {
    words::spelled_out(text).to_upper_camel_case()
}

fn checked(camel: String, before_digit: &str, empty: &str) -> String {
    let name = match camel.chars().next() {
        None => empty.to_owned(),
        Some(first) if first.is_numeric() => format!("{before_digit}{camel}"),
        Some(_) => camel,
    };
    escaped(valid(name, empty))
}

/// Concatenates the parts; if the result is too long, only the first part and the last two words.
fn shortened(parts: &[String]) -> String {
    let whole = parts.concat();
    if whole.chars().count() <= limits::NAME_LENGTH {
        return whole;
    }
    let first = parts.first().map(String::as_str).unwrap_or_default();
    let snake = whole.to_snake_case();
    let words: Vec<&str> = snake.rsplit('_').take(2).collect();
    let last: Vec<&str> = words.into_iter().rev().collect();
    let short = format!("{first}{}", last.join("_").to_upper_camel_case());
    short.chars().take(limits::NAME_LENGTH).collect()
}

/// Returns the name if Rust accepts its characters, otherwise its ASCII characters.
fn valid(name: String, otherwise: &str) -> String {
    let is_plain =
        |text: &str| text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    if is_plain(&name) || syn::parse_str::<Ident>(&name).is_ok() {
        return name;
    }
    let ascii: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    match ascii.chars().next() {
        None => otherwise.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("_{ascii}"),
        Some(_) => ascii,
    }
}

fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(keyword) => Ident::new_raw(keyword, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
