//! Encodes parameters of the path, the query, headers, cookies and forms by their style.
//!
//! The styles are the operators of URI templates (RFC 6570, section 3.2.1): each has a first
//! character and a separator, and names its values or not. `Operator` is a row of that table.
//!
//! Invariant: null is not sent, except within JSON text, and `None` means that nothing is sent.
//! Members have the order of [`serde_json::Map`].

use serde_json::{Map, Value};

pub use super::percent::Reserved;
use super::percent::{encode, encode_name};
use crate::runtime::json::whole;

/// How the items or members of a value are joined. A style that the location does not support is
/// the default style of the location.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// `a,b`: the default of path and header parameters.
    Simple,
    /// `.a.b`: for path parameters.
    Label,
    /// `;name=a;name=b`: for path parameters.
    Matrix,
    /// `name=a&name=b`: the default of query and cookie parameters.
    Form,
    /// `name=a%20b`: for query parameters.
    SpaceDelimited,
    /// `name=a|b`: for query parameters.
    PipeDelimited,
    /// `name[member]=a`: for query parameters.
    DeepObject,
    /// The JSON text of the value, in all locations.
    Json,
    /// The text of a string and the JSON text of another value, in all locations.
    Text,
}

/// Whether each item or member of a value is sent separately.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Explode {
    /// Each item or member is sent separately.
    Yes,
    /// All items or members are joined to one text.
    No,
}

/// Encodes a path parameter.
#[must_use]
pub fn path(name: &str, style: Style, explode: Explode, value: &Value) -> Option<String> {
    let encoded = |text: &str| encode(text, Reserved::Encode);
    let operator = match style {
        Style::Label => Operator { first: ".", separator: ".", ..Operator::SIMPLE },
        Style::Matrix => {
            Operator { first: ";", separator: ";", naming: Naming::Named, ..Operator::SIMPLE }
        }
        _ => Operator::SIMPLE,
    };
    operator.expand(&encoded(name), explode, Parts::new(style, value, encoded, encoded))
}

/// Encodes a query parameter as pairs, joined by `&`.
#[must_use]
pub fn query(
    name: &str,
    style: Style,
    explode: Explode,
    reserved: Reserved,
    value: &Value,
) -> Option<String> {
    if value.is_null() {
        return None;
    }
    let encoded = |text: &str| encode(text, reserved);
    let operator = match style {
        Style::SpaceDelimited => Operator { delimiter: "%20", ..Operator::FORM },
        Style::PipeDelimited => Operator { delimiter: "|", ..Operator::FORM },
        Style::DeepObject => return join(&deep_pairs(&encode_name(name), value, &encoded), "&"),
        _ => Operator::FORM,
    };
    operator.expand(&encode_name(name), explode, Parts::new(style, value, member_name, encoded))
}

/// The value of a header parameter. It is not encoded, because servers agree on no encoding.
#[must_use]
pub fn header(style: Style, explode: Explode, value: &Value) -> Option<String> {
    Operator::SIMPLE.expand("", explode, Parts::new(style, value, str::to_owned, str::to_owned))
}

/// Encodes a cookie parameter as pairs.
#[must_use]
pub fn cookie(name: &str, style: Style, explode: Explode, value: &Value) -> Option<String> {
    let encoded = |text: &str| encode(text, Reserved::Encode);
    Operator::COOKIE.expand(name, explode, Parts::new(style, value, encoded, encoded))
}

/// The name of a form member, and how it is encoded.
pub type MemberStyle<'n> = (&'n str, Style, Explode, Reserved);

/// Encodes an `application/x-www-form-urlencoded` body. Arrays repeat their name and objects are
/// JSON text (`OpenAPI` 3.1.1, section 4.8.15), except for the members whose style is listed.
#[must_use]
pub fn form(value: &Value, styles: &[MemberStyle<'_>]) -> Option<String> {
    let pairs = value.as_object().into_iter().flatten().filter_map(|(name, member)| {
        let listed = styles.iter().find(|(listed, ..)| listed == name);
        let (style, explode, reserved) = match (listed, member) {
            (Some((_, style, explode, reserved)), _) => (*style, *explode, *reserved),
            (None, Value::Object(_)) => (Style::Json, Explode::No, Reserved::Encode),
            (None, _) => (Style::Form, Explode::Yes, Reserved::Encode),
        };
        query(name, style, explode, reserved, member)
    });
    join(&pairs.collect::<Vec<_>>(), "&")
}

/// Whether the values of a style have the name of the parameter.
#[derive(Clone, Copy)]
enum Naming {
    /// `name=value`.
    Named,
    /// `value`.
    Unnamed,
}

/// One row of the table of RFC 6570, section 3.2.1.
pub(super) struct Operator {
    /// The prefix of the whole text.
    first: &'static str,
    /// The separator of items or members that are sent separately.
    separator: &'static str,
    naming: Naming,
    /// The suffix of a name whose value is empty.
    if_empty: &'static str,
    /// The separator of items or members that are joined to one text.
    delimiter: &'static str,
}

impl Operator {
    const SIMPLE: Self =
        Self { first: "", separator: ",", naming: Naming::Unnamed, if_empty: "", delimiter: "," };
    const FORM: Self =
        Self { separator: "&", naming: Naming::Named, if_empty: "=", ..Self::SIMPLE };
    /// Pairs are joined by `; ` (RFC 6265, section 4.2.1).
    pub(super) const COOKIE: Self = Self { separator: "; ", ..Self::FORM };

    pub(super) fn expand(&self, name: &str, explode: Explode, parts: Parts) -> Option<String> {
        let pieces = match (parts, explode) {
            (Parts::One(text), _) => vec![self.named(name, &text)],
            (Parts::Items(items), Explode::Yes) => {
                items.iter().map(|item| self.named(name, item)).collect()
            }
            (Parts::Items(items), Explode::No) => self.joined(name, &items),
            (Parts::Members(members), Explode::Yes) => {
                members.iter().map(|pair| pair.join("=")).collect()
            }
            (Parts::Members(members), Explode::No) => self.joined(name, &members.concat()),
        };
        let text = join(&pieces, self.separator)?;
        Some(format!("{}{text}", self.first))
    }

    /// The texts joined to one, or none if there are no texts.
    fn joined(&self, name: &str, texts: &[String]) -> Vec<String> {
        join(texts, self.delimiter).iter().map(|text| self.named(name, text)).collect()
    }

    fn named(&self, name: &str, text: &str) -> String {
        match self.naming {
            Naming::Unnamed => text.to_owned(),
            Naming::Named if text.is_empty() => format!("{name}{}", self.if_empty),
            Naming::Named => format!("{name}={text}"),
        }
    }
}

/// The items or members of a value, each encoded.
pub(super) enum Parts {
    One(String),
    Items(Vec<String>),
    /// Names and values.
    Members(Vec<[String; 2]>),
}

impl Parts {
    pub(super) fn new(
        style: Style,
        value: &Value,
        named: impl Fn(&str) -> String,
        encoded: impl Fn(&str) -> String,
    ) -> Self {
        match value {
            Value::Null => Self::Items(Vec::new()),
            _ if style == Style::Json => Self::One(encoded(&value.to_string())),
            _ if style == Style::Text => Self::One(encoded(&text(value))),
            Value::Array(items) => {
                Self::Items(present(items).map(|item| encoded(&text(item))).collect())
            }
            Value::Object(members) => Self::Members(
                present_members(members)
                    .map(|(name, value)| [named(name), encoded(&text(value))])
                    .collect(),
            ),
            _ => Self::One(encoded(&text(value))),
        }
    }
}

/// The encoded name of a member, which may be the key of a map: it contains no delimiter, whatever
/// the value of the parameter may contain.
fn member_name(name: &str) -> String {
    encode(name, Reserved::Encode)
}

/// The pairs of a value that nests with brackets, after an encoded name. An array repeats its name.
fn deep_pairs(name: &str, value: &Value, encoded: &impl Fn(&str) -> String) -> Vec<String> {
    let pair = |value: &Value| format!("{name}={}", encoded(&text(value)));
    match value {
        Value::Null => Vec::new(),
        Value::Array(items) => present(items).map(pair).collect(),
        Value::Object(members) => present_members(members)
            .flat_map(|(member, value)| {
                deep_pairs(&format!("{name}[{}]", member_name(member)), value, encoded)
            })
            .collect(),
        _ => vec![pair(value)],
    }
}

/// The text of a string, or the JSON text of another value.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) if number.is_f64() => {
            let integer = number.as_f64().and_then(whole);
            integer.map_or_else(|| number.to_string(), |integer| integer.to_string())
        }
        _ => value.to_string(),
    }
}

fn present(items: &[Value]) -> impl Iterator<Item = &Value> {
    items.iter().filter(|item| !item.is_null())
}

fn present_members(members: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    members.iter().filter(|(_, value)| !value.is_null())
}

fn join(pieces: &[String], separator: &str) -> Option<String> {
    (!pieces.is_empty()).then(|| pieces.join(separator))
}
