//! The name of a generated crate.

use proc_macro2::{Ident, Span};
use quote::{ToTokens, TokenStreamExt};

/// The name of a package and of its library: letters and digits of ASCII, `-` and `_`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrateName(String);

impl CrateName {
    /// Converts `text` to a name. One that Cargo accepts stays as it is.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
        let plain = text.chars().map(|letter| if is_plain(letter) { letter } else { '-' });
        let name: String = plain.skip_while(|letter| !letter.is_ascii_alphabetic()).collect();
        let is_identifier = syn::parse_str::<Ident>(&name.replace('-', "_")).is_ok();
        Self(if is_identifier { name } else { "api-client".to_owned() })
    }

    /// The name of the package.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of the library in Rust.
    #[must_use]
    pub fn in_code(&self) -> String {
        self.0.replace('-', "_")
    }
}

/// The name of the library.
impl ToTokens for CrateName {
    fn to_tokens(&self, tokens: &mut proc_macro2::TokenStream) {
        tokens.append(Ident::new(&self.in_code(), Span::call_site()));
    }
}

#[cfg(test)]
mod tests {
    use super::CrateName;

    #[test]
    fn a_name_is_an_identifier_whatever_the_text() {
        let cases = [
            ("kustomer-client", "kustomer-client"),
            ("2x", "x"),
            ("a b\n", "a-b-"),
            ("self", "api-client"),
            ("", "api-client"),
            ("ü", "api-client"),
        ];
        for (text, name) in cases {
            assert_eq!(CrateName::new(text).as_str(), name, "{text}");
        }
    }
}
