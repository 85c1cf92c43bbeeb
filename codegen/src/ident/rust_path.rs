//! Paths to types of other crates, as `x-rust-type` gives them.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, Type, TypeInfer, TypePath};

use crate::limits;

/// A path to a type with its arguments, such as `chrono::DateTime<chrono::Utc>`, in ASCII.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RustPath(String);

impl RustPath {
    /// The path that a text is, if it is one that begins with a crate. Arguments are such paths or the
    /// names of scalars, such as `u8`.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let is_allowed = |letter: char| letter.is_ascii_alphanumeric() || "_:<>, ".contains(letter);
        if text.len() > limits::RUST_TYPE || !text.chars().all(is_allowed) {
            return None;
        }
        let path: TypePath = syn::parse_str(text).ok()?;
        let plain: String = text.split_whitespace().collect();
        let plain = plain.trim_start_matches("::").replace(',', ", ");
        is_valid(&path, Place::Type).then_some(Self(plain))
    }

    /// The path as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path as a type.
    #[must_use]
    pub fn to_type(&self) -> Type {
        // `new` has parsed the text already.
        let inferred =
            || Type::Infer(TypeInfer { attrs: Vec::new(), underscore_token: <_>::default() });
        syn::parse_str(&self.0).unwrap_or_else(|_| inferred())
    }

    /// The names of the crates in the path and in its arguments.
    #[must_use]
    pub fn crates(&self) -> Vec<&str> {
        let paths = self.0.split(['<', '>', ',']).map(str::trim).filter(|path| path.contains("::"));
        paths.filter_map(|path| path.trim_start_matches("::").split("::").next()).collect()
    }

    /// The name of the type, without its path and arguments.
    #[must_use]
    pub fn name(&self) -> &str {
        let path = self.0.split('<').next().unwrap_or_default();
        path.rsplit("::").next().unwrap_or_default().trim()
    }
}

/// The type of a value, or an argument of one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Type,
    Argument,
}

/// Recurses into arguments, whose depth the length of the text limits.
fn is_valid(path: &TypePath, place: Place) -> bool {
    let segments = &path.path.segments;
    let Some(first) = segments.first() else { return false };
    let is_local = ["crate", "self", "super", "Self"].iter().any(|word| first.ident == word);
    let is_name = segments.len() == 1;
    path.qself.is_none()
        && !is_local
        && (!is_name || (place == Place::Argument && SCALARS.iter().any(|it| first.ident == it)))
        && segments.iter().all(|segment| match &segment.arguments {
            PathArguments::None => true,
            PathArguments::AngleBracketed(arguments) => arguments.args.iter().all(is_argument),
            PathArguments::Parenthesized(_) => false,
        })
}

fn is_argument(argument: &GenericArgument) -> bool {
    match argument {
        GenericArgument::Type(Type::Path(path)) => is_valid(path, Place::Argument),
        _ => false,
    }
}

/// The types that need no path.
const SCALARS: &[&str] =
    &["bool", "f32", "f64", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "String"];

impl ToTokens for RustPath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.to_type().to_tokens(tokens);
    }
}

#[cfg(test)]
mod tests {
    use super::RustPath;

    #[test]
    fn a_path_begins_with_a_crate() {
        for text in
            ["rust_decimal::Decimal", "chrono::DateTime<chrono::Utc>", "a::B<u8, c::D<e::F>>"]
        {
            let path = RustPath::new(text);
            assert_eq!(path.as_ref().map(RustPath::as_str), Some(text));
        }
        let wrong = [
            "",
            "Decimal",
            "u8",
            "crate::A",
            "self::A",
            "super::A",
            "a::B<'static>",
            "a::B<{ 1 }>",
            "a::B<dyn c::D>",
            "<a::B as c::D>::E",
            "a::fn",
            "a::B; struct C",
            "a::B<C>",
            "a::B(u8)",
            "a::B<crate::C>",
            "ä::B",
            "a::B // c",
            "a::B\n",
        ];
        for text in wrong {
            assert_eq!(RustPath::new(text), None, "{text}");
        }
    }

    #[test]
    fn a_path_has_one_spelling() {
        let path = RustPath::new("a::B<u8, c::D>");
        assert!(path.is_some());
        assert_eq!(RustPath::new(":: a :: B<u8 , c::D>"), path);
    }

    #[test]
    fn the_crates_of_a_path_are_those_of_its_arguments_too() {
        let path = RustPath::new("a::B<u8, c::D<e::F>>");
        assert_eq!(path.as_ref().map(RustPath::crates), Some(vec!["a", "c", "e"]));
        assert_eq!(path.as_ref().map(RustPath::name), Some("B"));
    }
}
