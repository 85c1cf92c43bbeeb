//! Facts about what is sent and received, as a list of words and literals.

use proc_macro2::Literal;
use serde_json::Value;

use crate::ir::{Limit, Location, Schema, Serialization};

/// Facts about one item, in a fixed order.
#[derive(Default)]
pub(super) struct Facts(Vec<String>);

impl Facts {
    pub(super) fn add(&mut self, fact: String) {
        self.0.push(fact);
    }

    pub(super) fn extend(&mut self, facts: impl IntoIterator<Item = String>) {
        self.0.extend(facts);
    }

    /// The limits and the default of a schema.
    pub(super) fn of_schema(&mut self, schema: &Schema) {
        self.extend(schema.rare.limits.iter().map(limit));
        let max_items = schema.rare.max_items.map(Limit::MaxItems);
        let max_items = max_items.filter(|max| !schema.rare.limits.contains(max));
        self.extend(max_items.iter().map(limit));
        self.extend(schema.rare.pattern.iter().map(|text| format!("pattern {}", quoted(text))));
        self.extend(schema.rare.default.iter().map(|value| format!("default {}", json(value))));
    }

    /// The facts, separated by `, `; none if there are none.
    pub(super) fn into_text(self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.join(", "))
    }
}

/// A text of the description as a literal of Rust, which is in one line.
pub(super) fn quoted(text: &str) -> String {
    Literal::string(text).to_string()
}

/// A scalar as a literal; other values as their JSON text in one.
pub(super) fn json(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(_) | Value::Object(_) => quoted(&value.to_string()),
    }
}

/// A limit by its keyword.
fn limit(limit: &Limit) -> String {
    match limit {
        Limit::MinLength(length) => format!("minLength {length}"),
        Limit::MaxLength(length) => format!("maxLength {length}"),
        Limit::MinItems(count) => format!("minItems {count}"),
        Limit::MaxItems(count) => format!("maxItems {count}"),
        Limit::MinProperties(count) => format!("minProperties {count}"),
        Limit::MaxProperties(count) => format!("maxProperties {count}"),
        Limit::Minimum(number) => format!("minimum {number}"),
        Limit::Maximum(number) => format!("maximum {number}"),
        Limit::MoreThan(number) => format!("exclusiveMinimum {number}"),
        Limit::LessThan(number) => format!("exclusiveMaximum {number}"),
    }
}

/// A location of parameters, by its word in OpenAPI.
pub(super) fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::QueryString => "querystring",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

/// A serialization by its keywords.
pub(super) fn serialization(it: Serialization) -> impl Iterator<Item = String> {
    let Serialization { style, explode, allow_reserved } = it;
    let mut letters = style.chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    let style: String = first.into_iter().chain(letters).collect();
    [
        Some(format!("style {style}")),
        explode.then(|| "explode".to_owned()),
        allow_reserved.then(|| "allowReserved".to_owned()),
    ]
    .into_iter()
    .flatten()
}
