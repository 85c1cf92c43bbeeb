//! Lowers `enum` and the names of its values.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use openapiv3::SchemaData;
use serde_json::Value;

use crate::ir::{Docs, Enumeration, Kind};
use crate::lower::keywords::Keywords;

pub(super) fn enumeration(keywords: &Keywords) -> Kind {
    let mut values: Vec<Value> = Vec::new();
    let mut known = HashSet::new();
    let mut names = Vec::new();
    let given = variant_names(&keywords.data, &keywords.schema.enumeration);
    for (position, value) in keywords.schema.enumeration.iter().enumerate() {
        let value = coerced(value, &keywords.types);
        if !value.is_null() && known.insert(value.clone()) {
            values.push(value);
            names.push(given.get(position).cloned().flatten());
        }
    }
    if values.is_empty() {
        return Kind::Null;
    }
    let docs = vec![Docs::default(); values.len()];
    Kind::Enum(Box::new(Enumeration { values, names, docs }))
}

/// Converts a value to the declared type, such as YAML's `1.0` or `yes` in a list of strings.
fn coerced(value: &Value, types: &[String]) -> Value {
    match (types, value) {
        ([only], Value::Number(number)) if only == "string" => Value::String(number.to_string()),
        ([only], Value::Bool(flag)) if only == "string" => Value::String(flag.to_string()),
        ([only], Value::String(text)) if only == "integer" || only == "number" => {
            text.parse().map_or_else(|_| value.clone(), Value::Number)
        }
        _ => value.clone(),
    }
}

/// The name of the type in `x-ms-enum`.
pub(super) fn enum_name(extensions: &IndexMap<String, Value>) -> Option<String> {
    extensions.get("x-ms-enum")?.get("name")?.as_str().map(str::to_owned)
}

/// The names of the values in `x-enum-varnames`, `x-enumNames` or `x-ms-enum`.
fn variant_names(data: &SchemaData, values: &[Value]) -> Vec<Option<String>> {
    let list = |name: &str| data.extensions.get(name)?.as_array();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(names) = list("x-enum-varnames").or_else(|| list("x-enumNames")) {
        return names.iter().map(text).collect();
    }
    let described = data.extensions.get("x-ms-enum").and_then(|it| it.get("values")?.as_array());
    let described = described.into_iter().flatten().filter_map(|it| Some((it.get("value")?, it)));
    let mut names = HashMap::new();
    for (value, it) in described {
        names.entry(value).or_insert_with(|| it.get("name").and_then(text));
    }
    values.iter().map(|value| names.get(value).cloned().flatten()).collect()
}
