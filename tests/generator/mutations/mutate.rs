//! A description to one whose structure differs at random places.

use serde_json::{Value, json};

use crate::generator::random::Random;

/// A copy with one to four changes.
pub(super) fn mutated(original: &Value, random: &mut Random) -> Value {
    let mut mutant = original.clone();
    for _ in 0..=random.below(4) {
        let mut places = Vec::new();
        collect(&mutant, String::new(), &mut places);
        let (place, other) = (random.pick(&places).clone(), random.pick(&places).clone());
        change(&mut mutant, &place, &other, random);
    }
    mutant
}

/// The pointers of all values but the root.
fn collect(value: &Value, pointer: String, places: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => {
            let token = |name: &String| name.replace('~', "~0").replace('/', "~1");
            members.iter().map(|(name, value)| (token(name), value)).collect()
        }
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
        }
        _ => Vec::new(),
    };
    for (token, child) in children {
        collect(child, format!("{pointer}/{token}"), places);
    }
    if !pointer.is_empty() {
        places.push(pointer);
    }
}

fn change(mutant: &mut Value, place: &str, other: &str, random: &mut Random) {
    let copied = mutant.pointer(other).cloned().unwrap_or_default();
    let own = mutant.pointer(place).cloned().unwrap_or_default();
    let new = match random.below(9) {
        0 => {
            remove(mutant, place);
            return;
        }
        1 => {
            add(mutant, place, copied, random);
            return;
        }
        2 => copied,
        3 => random.pick(&literals()).clone(),
        4 => json!({ "$ref": reference(mutant, other, random) }),
        5 => wrapped(&own, random),
        6 => json!({ "allOf": [own, copied] }),
        7 => {
            json!({ *random.pick(&["oneOf", "anyOf"]): [own, copied, { "$ref": reference(mutant, other, random) }] })
        }
        _ => Value::from(text(&own, random)),
    };
    if let Some(slot) = mutant.pointer_mut(place) {
        *slot = new;
    }
}

fn remove(mutant: &mut Value, place: &str) {
    let Some((parent, token)) = place.rsplit_once('/') else { return };
    match mutant.pointer_mut(parent) {
        Some(Value::Object(members)) => {
            members.remove(&token.replace("~1", "/").replace("~0", "~"));
        }
        Some(Value::Array(items)) => {
            items.pop();
        }
        _ => {}
    }
}

/// Adds a member or an item beside a value, under a name that objects have elsewhere.
fn add(mutant: &mut Value, place: &str, value: Value, random: &mut Random) {
    const NAMES: [&str; 25] = [
        "type",
        "properties",
        "items",
        "required",
        "allOf",
        "oneOf",
        "anyOf",
        "enum",
        "const",
        "discriminator",
        "additionalProperties",
        "nullable",
        "default",
        "example",
        "format",
        "schema",
        "content",
        "$ref",
        "links",
        "parameters",
        "x-rust-name",
        "x-rust-alias",
        "x-waiter",
        "x-pagination",
        "x-bulk",
    ];
    let Some((parent, _)) = place.rsplit_once('/') else { return };
    match mutant.pointer_mut(parent) {
        Some(Value::Object(members)) => {
            members.insert((*random.pick(&NAMES)).to_owned(), value);
        }
        Some(Value::Array(items)) => items.push(value),
        _ => {}
    }
}

fn literals() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(false),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!(1e300),
        json!(""),
        json!("a\nb"),
        json!("\u{202e}\u{0}"),
        json!([]),
        json!({}),
        json!("object"),
        json!(["string", "null"]),
        json!("integer"),
        json!("array"),
    ]
}

/// A reference to a component, or to any value.
fn reference(mutant: &Value, other: &str, random: &mut Random) -> String {
    let schemas = mutant.pointer("/components/schemas").and_then(Value::as_object);
    let names: Vec<&String> = schemas.into_iter().flat_map(|schemas| schemas.keys()).collect();
    if names.is_empty() || random.below(4) == 0 {
        return format!("#{other}");
    }
    format!("#/components/schemas/{}", random.pick(&names))
}

fn wrapped(own: &Value, random: &mut Random) -> Value {
    match random.below(6) {
        0 => json!({ "items": own, "type": "array" }),
        1 => json!({ "additionalProperties": own }),
        2 => json!({ "properties": { "a": own }, "required": ["a"] }),
        3 => json!({ "oneOf": [own, { "type": "null" }] }),
        4 => json!({ "allOf": [own], "nullable": true }),
        _ => json!([own]),
    }
}

/// A text with a change.
fn text(own: &Value, random: &mut Random) -> String {
    let text = own.as_str().unwrap_or("text");
    let parts = ["/", "~1", "{", "}", "#", "\n", "\"", "`", "\\", "<", "é", "\u{202e}", "x", "0"];
    let mut letters: Vec<char> = text.chars().collect();
    let place = random.below(letters.len() + 1);
    letters.splice(place..place, random.pick(&parts).chars());
    letters.into_iter().collect()
}
