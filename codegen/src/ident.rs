//! Converts names of the description to Rust identifiers.
//!
//! Identifiers are created nowhere else. Invariant: every name is a valid identifier of edition 2024,
//! so that conversion to tokens cannot fail. It is normalized as the compiler normalizes it, so that
//! names are equal if their bytes are, and its length is limited. A module name is the name of a file
//! on every system: ASCII in lower case, and not that of a device.

mod crate_name;
mod file_names;
mod keywords;
mod length;
mod rust_path;
mod scope;
mod valid;
mod words;

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};
use quote::{ToTokens, TokenStreamExt};

pub use self::crate_name::CrateName;
use self::keywords::escaped;
use self::length::{joined, shortened};
pub use self::rust_path::RustPath;
pub use self::scope::{NameOrigin, Scope, unique};
use self::valid::{normalized, valid};
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

impl FieldName {
    /// The identifier as documentation shows it, without `r#`.
    #[must_use]
    pub fn shown(&self) -> Shown<'_> {
        Shown(self.0.trim_start_matches("r#"))
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

            /// The identifier.
            #[must_use]
            pub fn ident(&self) -> Ident {
                ident(&self.0)
            }
        }

        impl ToTokens for $name {
            fn to_tokens(&self, tokens: &mut proc_macro2::TokenStream) {
                tokens.append(self.ident());
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
        Self(checked(joined(&parts), "T", "Empty"))
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

    /// The variant for values that the description does not list, which each enum has.
    #[must_use]
    pub fn catch_all() -> Self {
        Self("Unknown".to_owned())
    }

    /// The name of a listed variant. One called `unknown`, also if it is added later, leaves the name of
    /// the catch-all as it is.
    #[must_use]
    pub fn beside_catch_all(self) -> Self {
        if self == Self::catch_all() { Self("UnknownValue".to_owned()) } else { self }
    }
}

impl FieldName {
    /// Converts `text` to the name of a field, method or argument.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(escaped(snake(text, limits::IDENTIFIER_LENGTH)))
    }
}

impl ConstantName {
    /// Converts `text` to a constant name.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(valid(&snake(text, limits::IDENTIFIER_LENGTH).to_uppercase(), "FIELD"))
    }
}

impl ModuleName {
    /// Converts `text` to a module name.
    #[must_use]
    pub fn new(text: &str) -> Self {
        // The compiler finds module files by ASCII names only.
        let ascii: String = normalized(text).chars().filter(char::is_ascii).collect();
        let name = snake(&ascii, limits::FILE_NAME_LENGTH);
        // Neither `r#type.rs` nor `con.rs` is a good name for a file.
        let is_reserved = escaped(name.clone()) != name || file_names::is_device(&name);
        Self(if is_reserved { format!("{name}_") } else { name })
    }
}

/// Whether the text is an identifier or a keyword, so that its words are those of a name in Rust.
#[must_use]
pub fn is_identifier(text: &str) -> bool {
    let plain = normalized(text.trim_start_matches('_'));
    plain.starts_with(|first: char| !first.is_numeric()) && valid(&plain, "") == plain
}

/// Words in lower case, separated by underscores.
fn snake(text: &str, most: usize) -> String {
    let snake = words::spelled_out(text).to_snake_case();
    let name = match snake.chars().next() {
        None => "field".to_owned(),
        Some(first) if first.is_numeric() => format!("_{snake}"),
        Some(_) => snake,
    };
    valid(&shortened(name, most), "field")
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
    escaped(valid(&shortened(name, limits::IDENTIFIER_LENGTH), empty))
}

fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(keyword) => Ident::new_raw(keyword, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
