//! An item of a public API, and the line that it is written as.
//!
//! Lines follow rustdoc and `cargo public-api`: `pub fn Client::builder() -> ClientBuilder`. Invariant:
//! an item that is read from a line is written as that line.

use std::fmt;

use super::split::split;

/// The start of a place in a line. No other part of a line has it, because types and values are
/// written without two spaces in a row.
const PLACE: &str = "  @ ";

const DEPRECATED: &str = "#[deprecated] ";
const NON_EXHAUSTIVE: &str = "#[non_exhaustive] ";

/// Something that programs can depend on. A crate may have a million of them, so texts have no room to
/// grow.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// The path from the root of the crate, such as `types::Order::id`, or that of the type that
    /// implements a trait.
    pub path: Box<str>,
    /// What it is.
    pub kind: Kind,
    /// What follows the path: generics, fields of a variant, the type, the signature.
    pub rest: Box<str>,
    /// The attributes that matter to callers.
    pub attributes: Attributes,
    /// Where the description declares it, as a reference: `#/components/schemas/Order`.
    pub place: Option<Box<str>>,
}

/// The kinds of items.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Implementations of traits, with the text before `for`: `impl Clone, Debug`, or `impl<T> From<T>`.
    Impl(Box<str>),
    /// A module.
    Module,
    /// A struct.
    Struct,
    /// An enum.
    Enum,
    /// A trait.
    Trait,
    /// An alias of a type, or an associated type of a trait.
    Alias,
    /// A constant.
    Constant,
    /// A static variable.
    Static,
    /// A function or method.
    Function,
    /// An `async` function or method.
    AsyncFunction,
    /// A field of a struct or a variant.
    Field,
    /// A variant of an enum.
    Variant,
    /// A feature of the crate.
    Feature,
    /// What is sent or received for an item.
    Wire,
    /// A default of the client, such as that of a timeout.
    Default,
    /// The version of Rust that the crate needs.
    RustVersion,
}

/// Attributes that callers see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attributes {
    /// `#[deprecated]`
    pub deprecated: bool,
    /// `#[non_exhaustive]`
    pub non_exhaustive: bool,
}

/// The words before the path of each kind of item.
const KEYWORDS: &[(&str, Kind)] = &[
    ("pub mod ", Kind::Module),
    ("pub struct ", Kind::Struct),
    ("pub enum ", Kind::Enum),
    ("pub trait ", Kind::Trait),
    ("pub type ", Kind::Alias),
    ("pub const ", Kind::Constant),
    ("pub static ", Kind::Static),
    ("pub fn ", Kind::Function),
    ("pub async fn ", Kind::AsyncFunction),
    ("feature ", Kind::Feature),
    ("wire ", Kind::Wire),
    ("default ", Kind::Default),
    ("rust-version", Kind::RustVersion),
];

impl Item {
    /// An item without attributes and place.
    #[must_use]
    pub fn new(kind: Kind, path: impl Into<Box<str>>, rest: impl Into<Box<str>>) -> Self {
        Self {
            path: path.into(),
            kind,
            rest: rest.into(),
            attributes: Attributes::default(),
            place: None,
        }
    }

    /// The item of a line; `None` if the line is not that of an item.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let (line, place) = match line.rsplit_once(PLACE) {
            Some((line, place)) => (line, Some(place.into())),
            None => (line, None),
        };
        let (line, deprecated) = without(line, DEPRECATED);
        let (line, non_exhaustive) = without(line, NON_EXHAUSTIVE);
        let attributes = Attributes { deprecated, non_exhaustive };
        if line.starts_with("impl") {
            let (of, path) = line.rsplit_once(" for ")?;
            let (path, rest) = split_path(path);
            return Some(Self {
                attributes,
                place,
                ..Self::new(Kind::Impl(of.into()), path, rest)
            });
        }
        let keyword =
            KEYWORDS.iter().find_map(|(word, kind)| Some((line.strip_prefix(word)?, kind)));
        let (path, kind) = match keyword {
            Some((path, kind)) => (path, kind.clone()),
            None => (line.strip_prefix("pub ")?, Kind::Variant),
        };
        let (path, rest) = match kind {
            Kind::Wire | Kind::Default | Kind::RustVersion => {
                path.split_at(path.find(" = ").unwrap_or(path.len()))
            }
            _ => split_path(path),
        };
        let kind = if kind == Kind::Variant && rest.starts_with(": ") { Kind::Field } else { kind };
        Some(Self { attributes, place, ..Self::new(kind, path, rest) })
    }

    /// The list of the traits, if the item is of implementations that have no generics.
    pub(super) fn plain_traits(&self) -> Option<&str> {
        match &self.kind {
            Kind::Impl(of) => of.strip_prefix("impl "),
            _ => None,
        }
    }

    /// The traits, if the item is of implementations that have no generics.
    #[must_use]
    pub fn traits(&self) -> Option<Vec<&str>> {
        Some(split(self.plain_traits()?, ',').into_iter().map(str::trim).collect())
    }

    /// The path of the item in which this one is; `None` at the root.
    #[must_use]
    pub fn owner(&self) -> Option<&str> {
        let path = match &self.kind {
            Kind::Impl(_) => return Some(&self.path),
            Kind::Wire => self.path.split(' ').next().unwrap_or(&self.path),
            _ => &self.path,
        };
        path.rsplit_once("::").map(|(owner, _)| owner)
    }

    /// The name of the item without its path.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path.rsplit("::").next().unwrap_or(&self.path)
    }
}

fn without<'l>(line: &'l str, attribute: &str) -> (&'l str, bool) {
    line.strip_prefix(attribute).map_or((line, false), |rest| (rest, true))
}

/// Splits after a path, in which the types of a generic type may occur:
/// `Response<types::Order>::next(&self)`.
fn split_path(text: &str) -> (&str, &str) {
    let mut rest = text;
    loop {
        rest = rest
            .trim_start_matches(|letter: char| letter.is_alphanumeric() || "_#-".contains(letter));
        let after = match rest.strip_prefix("::") {
            Some(after) => Some(after),
            None if rest.starts_with('<') => after_generics(rest).strip_prefix("::"),
            None => None,
        };
        match after {
            Some(after) => rest = after,
            None => return text.split_at(text.len() - rest.len()),
        }
    }
}

/// The text after the generics at its start.
fn after_generics(text: &str) -> &str {
    let mut depth = 0_usize;
    let mut before = ' ';
    for (position, letter) in text.char_indices() {
        match letter {
            '<' => depth += 1,
            // That of `->` closes nothing.
            '>' if before != '-' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return text.get(position + 1..).unwrap_or_default();
        }
        before = letter;
    }
    ""
}

impl Item {
    /// The line with another place.
    pub(super) fn line_at(&self, place: Option<&str>) -> String {
        self.parts(place).concat()
    }

    /// The length of the line, and of the line break after it.
    pub(super) fn line_length(&self) -> usize {
        self.parts(self.place.as_deref()).map(str::len).into_iter().sum::<usize>() + 1
    }

    /// The parts of the line.
    fn parts<'i>(&'i self, place: Option<&'i str>) -> [&'i str; 8] {
        let Self { path, kind, rest, attributes, place: _ } = self;
        let (start, end) = match kind {
            Kind::Impl(of) => (&**of, " for "),
            kind => {
                let keyword = KEYWORDS.iter().find(|(_, known)| known == kind);
                (keyword.map_or("pub ", |(word, _)| word), "")
            }
        };
        let deprecated = if attributes.deprecated { DEPRECATED } else { "" };
        let non_exhaustive = if attributes.non_exhaustive { NON_EXHAUSTIVE } else { "" };
        let (mark, place) = place.map_or(("", ""), |place| (PLACE, place));
        [deprecated, non_exhaustive, start, end, path, rest, mark, place]
    }
}

impl fmt::Display for Item {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.parts(self.place.as_deref());
        parts.into_iter().try_for_each(|part| formatter.write_str(part))
    }
}

#[cfg(test)]
mod tests {
    use super::{Item, Kind};

    #[test]
    fn a_line_is_read_and_written_again() {
        for (line, kind, path, owner) in [
            ("pub mod types", Kind::Module, "types", None),
            (
                "#[non_exhaustive] pub struct types::Order<'a>",
                Kind::Struct,
                "types::Order",
                Some("types"),
            ),
            (
                "pub types::Order::r#type: Vec<a::B>  @ #/x/y",
                Kind::Field,
                "types::Order::r#type",
                Some("types::Order"),
            ),
            (
                "pub types::Status::Open",
                Kind::Variant,
                "types::Status::Open",
                Some("types::Status"),
            ),
            (
                "impl Clone, Debug, From<&str> for types::Status",
                Kind::Impl("impl Clone, Debug, From<&str>".into()),
                "types::Status",
                Some("types::Status"),
            ),
            ("pub types::Pet::Cat(Cat)", Kind::Variant, "types::Pet::Cat", Some("types::Pet")),
            (
                "impl<T> From<T> for Body<Vec<T>>",
                Kind::Impl("impl<T> From<T>".into()),
                "Body",
                Some("Body"),
            ),
            (
                "#[deprecated] pub async fn a::B::send(self) -> Result<C, D>",
                Kind::AsyncFunction,
                "a::B::send",
                Some("a::B"),
            ),
            (
                "pub fn Response<types::A>::next(&self) -> a::B",
                Kind::Function,
                "Response<types::A>::next",
                Some("Response<types::A>"),
            ),
            ("feature native-tls = [\"client\"]", Kind::Feature, "native-tls", None),
            (
                "wire Client::get body = application/json",
                Kind::Wire,
                "Client::get body",
                Some("Client"),
            ),
        ] {
            let item = Item::parse(line);
            assert_eq!(item.as_ref().map(ToString::to_string).as_deref(), Some(line));
            let parts = item.as_ref().map(|item| (&item.kind, &*item.path, item.owner()));
            assert_eq!(parts, Some((&kind, path, owner)), "{line}");
        }
        assert_eq!(Item::parse("# a comment"), None);
        assert_eq!(Item::parse(""), None);
    }
}
