//! A property: whatever overlays do, each value is found where it stands.
//!
//! Schemas have types that do not exist, each with a number of its own. Every one that is left after
//! random actions is reported, and the text at its place is that type.

use codegen::source::Source;
use codegen::{Options, Strictness, generate, overlaid};
use serde_json::{Map, Value, json};

use super::super::random::Random;
use super::{named, underlined};

/// Makes schemas with types that no other schema has.
struct Schemas {
    random: Random,
    next: usize,
}

impl Schemas {
    fn schema(&mut self, depth: usize) -> Value {
        match if depth == 0 { 0 } else { self.random.below(3) } {
            0 => {
                self.next += 1;
                json!({ "type": format!("t{}", self.next) })
            }
            1 => json!({ "properties": self.properties(depth) }),
            _ => json!({ "allOf": self.list(depth) }),
        }
    }

    fn properties(&mut self, depth: usize) -> Value {
        let count = 1 + self.random.below(3);
        let mut members = Map::new();
        for _ in 0..count {
            let name = *self.random.pick(&["a", "b", "c", "d"]);
            let schema = self.schema(depth - 1);
            members.insert(name.to_owned(), schema);
        }
        Value::Object(members)
    }

    fn list(&mut self, depth: usize) -> Value {
        let count = 1 + self.random.below(4);
        (0..count).map(|_| self.schema(depth - 1)).collect()
    }

    fn action(&mut self) -> Value {
        match self.random.below(6) {
            0 => json!({ "target": self.item(), "remove": true }),
            1 => json!({ "target": self.member(), "remove": true }),
            2 => json!({ "target": "$..allOf", "update": self.list(2) }),
            3 => json!({ "target": "$..properties", "update": self.properties(2) }),
            4 => json!({ "target": self.type_of_a_member(), "update": self.fresh() }),
            _ => {
                json!({ "target": "$.components.schemas", "copy": "$.components.schemas.A.properties" })
            }
        }
    }

    fn item(&mut self) -> String {
        let index = self.random.below(3);
        (*self.random.pick(&["$..allOf[@]", "$.components.schemas.A..allOf[@]", "$..allOf[@, -1]"]))
            .replace('@', &index.to_string())
    }

    fn member(&mut self) -> String {
        format!("$..properties.{}", self.random.pick(&["a", "b", "c"]))
    }

    fn type_of_a_member(&mut self) -> String {
        format!("$..{}.type", self.random.pick(&["a", "b", "c"]))
    }

    fn fresh(&mut self) -> Value {
        self.next += 1;
        json!(format!("t{}", self.next))
    }
}

/// All types in a description.
fn types(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("type").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|member| types(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| types(item, found)),
        _ => {}
    }
}

fn written(value: &Value, name: &str, random: &mut Random) -> Source {
    let text = if random.one_in(2) {
        serde_json::to_string_pretty(value).unwrap()
    } else {
        serde_yaml::to_string(value).unwrap()
    };
    named(name, &text)
}

#[test]
fn the_text_at_the_place_of_each_value_is_the_value() {
    let mut moved = 0;
    for seed in 0..100 {
        let mut schemas = Schemas { random: Random::new(seed), next: 0 };
        let properties = schemas.properties(4);
        let description = json!({
            "openapi": "3.0.3",
            "info": { "title": "A", "version": "1" },
            "paths": {},
            "components": { "schemas": { "A": { "properties": properties } } },
        });
        let overlays: Vec<Value> = (0..2)
            .map(|_| {
                let actions: Vec<Value> = (0..4).map(|_| schemas.action()).collect();
                json!({ "overlay": "1.1.0", "info": { "title": "A", "version": "1" }, "actions": actions })
            })
            .collect();
        let source = written(&description, "api", &mut schemas.random);
        let overlays: Vec<Source> =
            overlays.iter().map(|it| written(it, "overlay", &mut schemas.random)).collect();
        let Ok(after) = overlaid(&source, &overlays) else { continue };
        let after: Value = serde_yaml::from_str(&after.text).unwrap();
        let mut expected = Vec::new();
        types(&after, &mut expected);
        // Nothing is emitted, which would take most of the time.
        let strictness = Strictness::Strict;
        let options = Options { overlays, strictness, ..Options::new("overlays-client") };
        let found =
            generate(&source, &options).map_or_else(|found| found, |output| output.warnings);
        let located = found.located(&source);
        let mut texts: Vec<String> = located
            .iter()
            .filter(|it| it.diagnostic.code() == "unknown-type")
            .map(|it| {
                let text = underlined(it);
                let text = text.rsplit(' ').next().unwrap().trim_matches('"').to_owned();
                assert!(it.diagnostic.message().contains(&format!("`{text}`")), "{seed}: {text}");
                text
            })
            .collect();
        moved += located.iter().filter(|it| it.source.name == "overlay").count();
        // What an action adds to several values, or copies, stands at one place.
        expected.sort();
        expected.dedup();
        texts.sort();
        texts.dedup();
        assert_eq!(texts, expected, "{seed}\n{}", source.text);
    }
    assert!(moved > 200, "{moved}");
}
