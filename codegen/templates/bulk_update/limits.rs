//! Compares an item with the limits that the API documents.

use std::sync::LazyLock;

use regex_lite::Regex;
use serde_json::Value;

use crate::api::{LIMITS, PATTERNS};

/// A limit of a value.
#[allow(dead_code, reason = "an API has some of them")]
#[derive(Clone, Copy, Debug)]
pub enum Limit {
    /// The least number of characters.
    MinLength(usize),
    /// The greatest number of characters.
    MaxLength(usize),
    /// The least number of items of an array.
    MinItems(usize),
    /// The greatest number of items of an array.
    MaxItems(usize),
    /// The least number of members of an object.
    MinProperties(usize),
    /// The greatest number of members of an object.
    MaxProperties(usize),
    /// The least number.
    Minimum(f64),
    /// The greatest number.
    Maximum(f64),
    /// A number that is too small.
    MoreThan(f64),
    /// A number that is too large.
    LessThan(f64),
}

/// What exceeds a limit in an item, with the path of the value.
pub fn exceeded(item: &Value) -> Vec<String> {
    let check = |(path, limit): &(&[&str], Limit)| {
        let problems = values(item, path)
            .into_iter()
            .filter_map(|(path, value)| Some(format!("{path}: {}", limit.problem(value)?)));
        problems.collect::<Vec<_>>()
    };
    LIMITS.iter().flat_map(check).chain(mismatched(item)).collect()
}

/// The texts of an item that do not match their patterns.
fn mismatched(item: &Value) -> Vec<String> {
    static COMPILED: LazyLock<Vec<(&[&str], Regex)>> = LazyLock::new(|| {
        let compiled = PATTERNS.iter().map(|(path, text)| Some((*path, Regex::new(text).ok()?)));
        compiled.flatten().collect()
    });
    let check = |(path, pattern): &(&[&str], Regex)| {
        let texts = values(item, path).into_iter();
        let other =
            texts.filter(|(_, value)| value.as_str().is_some_and(|text| !pattern.is_match(text)));
        let problem = |(path, _)| format!("{path}: does not match `{}`", pattern.as_str());
        other.map(problem).collect::<Vec<_>>()
    };
    COMPILED.iter().flat_map(check).collect()
}

/// The values at a path, in which `*` is each value in an array or object.
fn values<'v>(item: &'v Value, path: &[&str]) -> Vec<(String, &'v Value)> {
    path.iter().fold(vec![(String::new(), item)], |values, step| {
        let below = values.into_iter().flat_map(|(path, value)| match (value, *step) {
            (Value::Array(items), "*") => {
                let items = items.iter().enumerate();
                items.map(|(index, value)| (format!("{path}[{index}]"), value)).collect::<Vec<_>>()
            }
            (Value::Object(members), "*") => {
                members.iter().map(|(name, value)| (member(&path, name), value)).collect()
            }
            (value, name) => {
                value.get(name).map(|value| (member(&path, name), value)).into_iter().collect()
            }
        });
        below.collect()
    })
}

/// The path of a member.
pub fn member(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

impl Limit {
    /// Why a value is not within the limit. A value of another type has none.
    fn problem(self, value: &Value) -> Option<String> {
        let characters = || value.as_str().map(|text| text.chars().count());
        let items = || value.as_array().map(Vec::len);
        let members = || value.as_object().map(serde_json::Map::len);
        match self {
            Self::MinLength(least) => too_few(characters()?, least, "characters"),
            Self::MaxLength(most) => too_many(characters()?, most, "characters"),
            Self::MinItems(least) => too_few(items()?, least, "items"),
            Self::MaxItems(most) => too_many(items()?, most, "items"),
            Self::MinProperties(least) => too_few(members()?, least, "members"),
            Self::MaxProperties(most) => too_many(members()?, most, "members"),
            Self::Minimum(least) => outside(value.as_f64()? < least, "less than", least),
            Self::Maximum(most) => outside(value.as_f64()? > most, "more than", most),
            Self::MoreThan(bound) => outside(value.as_f64()? <= bound, "not more than", bound),
            Self::LessThan(bound) => outside(value.as_f64()? >= bound, "not less than", bound),
        }
    }
}

fn too_few(count: usize, least: usize, unit: &str) -> Option<String> {
    (count < least).then(|| format!("{count} {unit}, fewer than {least}"))
}

fn too_many(count: usize, most: usize, unit: &str) -> Option<String> {
    (count > most).then(|| format!("{count} {unit}, more than {most}"))
}

fn outside(is_outside: bool, relation: &str, bound: f64) -> Option<String> {
    is_outside.then(|| format!("{relation} {bound}"))
}
