//! Translates `enum` schemas to Rust enums.

use serde_json::Value;

use super::docs::docs;
use crate::ident::{NameOrigin, Scope, VariantName, unique};
use crate::ir::{self, EnumRepr, integer};
use crate::rust::{EnumValue, Enumeration};
use crate::text::{code_span, is_visible};

/// The enum for a list of values.
pub(super) fn enumeration(ir: &ir::Enumeration, repr: EnumRepr) -> Enumeration {
    let mut scope = Scope::default();
    let preferred: Vec<(NameOrigin, VariantName)> = ir
        .values
        .iter()
        .zip(&ir.names)
        .map(|(value, name)| match name {
            Some(name) => (NameOrigin::Pinned, VariantName::new(name)),
            None if value.is_number() => (NameOrigin::Derived, VariantName::number(&text(value))),
            None => (NameOrigin::Derived, VariantName::new(&text(value))),
        })
        .map(|(origin, name)| (origin, name.beside_catch_all()))
        .collect();
    let names = unique(&mut scope, &preferred);
    let value = |((name, value), ir_docs): ((VariantName, &Value), &ir::Docs)| EnumValue {
        docs: docs(ir_docs, || format!("Written as {}.", code_span(&shown(value)))),
        value: match repr {
            EnumRepr::Integer => integer(value).map_or_else(|| value.clone(), Value::from),
            EnumRepr::Text | EnumRepr::Mixed => value.clone(),
        },
        name,
    };
    Enumeration {
        repr,
        values: names.into_iter().zip(&ir.values).zip(&ir.docs).map(value).collect(),
        unknown: VariantName::catch_all(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The value as documentation shows it: with quotes where its end would not be visible.
fn shown(value: &Value) -> String {
    let text = text(value);
    let is_plain = !text.is_empty() && text.trim() == text && text.chars().all(is_visible);
    if is_plain { text } else { format!("{text:?}") }
}
