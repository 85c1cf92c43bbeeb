//! A description to one whose structure differs at random places.

use serde_json::{Value, json};

/// Deterministic pseudo-random numbers.
pub(super) struct Numbers(u64);

impl Numbers {
    /// The numbers of a mutant.
    pub(super) fn new(mutant: usize) -> Self {
        let mut numbers = Self(u64::try_from(mutant).unwrap() ^ 0x9e37_79b9_7f4a_7c15);
        // The first numbers of neighbouring seeds are alike.
        for _ in 0..8 {
            numbers.below(2);
        }
        numbers
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    fn pick<'t, T>(&mut self, items: &'t [T]) -> &'t T {
        &items[self.below(items.len())]
    }
}

/// A copy with one to four changes.
pub(super) fn mutated(original: &Value, numbers: &mut Numbers) -> Value {
    let mut mutant = original.clone();
    for _ in 0..=numbers.below(4) {
        let mut places = Vec::new();
        collect(&mutant, String::new(), &mut places);
        let (place, other) = (numbers.pick(&places).clone(), numbers.pick(&places).clone());
        change(&mut mutant, &place, &other, numbers);
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

fn change(mutant: &mut Value, place: &str, other: &str, numbers: &mut Numbers) {
    let copied = mutant.pointer(other).cloned().unwrap_or_default();
    let own = mutant.pointer(place).cloned().unwrap_or_default();
    let new = match numbers.below(9) {
        0 => {
            remove(mutant, place);
            return;
        }
        1 => {
            add(mutant, place, copied, numbers);
            return;
        }
        2 => copied,
        3 => numbers.pick(&literals()).clone(),
        4 => json!({ "$ref": reference(mutant, other, numbers) }),
        5 => wrapped(&own, numbers),
        6 => json!({ "allOf": [own, copied] }),
        7 => {
            json!({ *numbers.pick(&["oneOf", "anyOf"]): [own, copied, { "$ref": reference(mutant, other, numbers) }] })
        }
        _ => Value::from(text(&own, numbers)),
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
fn add(mutant: &mut Value, place: &str, value: Value, numbers: &mut Numbers) {
    const NAMES: [&str; 23] = [
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
        "x-waiter",
        "x-pagination",
    ];
    let Some((parent, _)) = place.rsplit_once('/') else { return };
    match mutant.pointer_mut(parent) {
        Some(Value::Object(members)) => {
            members.insert((*numbers.pick(&NAMES)).to_owned(), value);
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
fn reference(mutant: &Value, other: &str, numbers: &mut Numbers) -> String {
    let schemas = mutant.pointer("/components/schemas").and_then(Value::as_object);
    let names: Vec<&String> = schemas.into_iter().flat_map(|schemas| schemas.keys()).collect();
    if names.is_empty() || numbers.below(4) == 0 {
        return format!("#{other}");
    }
    format!("#/components/schemas/{}", numbers.pick(&names))
}

fn wrapped(own: &Value, numbers: &mut Numbers) -> Value {
    match numbers.below(6) {
        0 => json!({ "items": own, "type": "array" }),
        1 => json!({ "additionalProperties": own }),
        2 => json!({ "properties": { "a": own }, "required": ["a"] }),
        3 => json!({ "oneOf": [own, { "type": "null" }] }),
        4 => json!({ "allOf": [own], "nullable": true }),
        _ => json!([own]),
    }
}

/// A text with a change.
fn text(own: &Value, numbers: &mut Numbers) -> String {
    let text = own.as_str().unwrap_or("text");
    let parts = ["/", "~1", "{", "}", "#", "\n", "\"", "`", "\\", "<", "é", "\u{202e}", "x", "0"];
    let mut letters: Vec<char> = text.chars().collect();
    let place = numbers.below(letters.len() + 1);
    letters.splice(place..place, numbers.pick(&parts).chars());
    letters.into_iter().collect()
}
