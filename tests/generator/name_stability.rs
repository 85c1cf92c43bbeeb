//! Name stability: additions to a description remove no names from the output.
//!
//! Random additions are appended to each fixture: schemas, members, operations. The
//! additions have a fixed seed, which a failure reports.

use std::collections::BTreeSet;

use codegen::source::Source;
use serde_json::{Map, Value, json};
use syn::{Fields, ImplItem, Item, Type, Visibility};

use super::support::{Files, fixture, fixtures, generated, stems};

/// The number of variants of each fixture.
const ROUNDS: u64 = 4;

/// Names that inline schemas often have, so that they collide.
const WORDS: [&str; 8] = ["id", "status", "links", "data", "items", "kind", "value", "owner"];

#[test]
fn additions_do_not_change_existing_names() {
    for (number, stem) in stems(&fixtures().join("accept")).iter().enumerate() {
        if stem == "lenient_input" {
            // It contains a number that JSON cannot represent, and the additions are made in JSON.
            continue;
        }
        let source = fixture(&format!("accept/{stem}.yaml"));
        let before = names(&generated(&source, "fixture").files);
        let document: Value = serde_yaml::from_str(&source.text).unwrap();
        for round in 0..ROUNDS {
            let seed = number as u64 * ROUNDS + round + 1;
            let mut added = document.clone();
            Additions(seed).all(&mut added);
            let text = serde_json::to_string_pretty(&added).unwrap();
            let after = Source { name: source.name.clone(), text };
            let after = names(&generated(&after, "fixture").files);
            let gone: Vec<_> = before.difference(&after).collect();
            assert!(gone.is_empty(), "{stem}, seed {seed}: {gone:?} went away");
        }
    }
}

#[test]
fn a_name_that_is_spelled_as_in_rust_does_not_take_that_of_another() {
    let text = "\
openapi: 3.1.0
info: { title: Fixture, version: 1.0.0 }
paths: {}
components:
  schemas:
    order: { type: object, properties: { fooBar: { type: string }, foo_bar: { type: string } } }
    Order: { type: string, enum: [sent, Sent] }
";
    let source = Source { name: "api.yaml".to_owned(), text: text.to_owned() };
    let files = generated(&source, "fixture").files;
    let (first, second) = (&files["src/types/order.rs"], &files["src/types/order_2.rs"]);
    for line in
        ["pub struct Order {", "foo_bar: optional(\"fooBar\")", "foo_bar_2: optional(\"foo_bar\")"]
    {
        assert!(first.contains(line), "{line}\n{first}");
    }
    for line in ["pub enum Order2 {", "Sent: \"sent\"", "Sent2: \"Sent\""] {
        assert!(second.contains(line), "{line}\n{second}");
    }
}

#[test]
fn a_value_that_is_called_unknown_does_not_rename_the_catch_all() {
    let text = "\
openapi: 3.1.0
info: { title: Fixture, version: 1.0.0 }
paths: {}
components:
  schemas:
    State: { type: string, enum: [on, unknown, UNKNOWN] }
    Numbered: { type: integer, enum: [1, 2], x-enum-varnames: [Unknown, Known] }
    Either: { oneOf: [{ $ref: '#/components/schemas/Unknown' }, { type: string }] }
    Unknown: { type: object, properties: { a: { type: string } } }
";
    let source = Source { name: "api.yaml".to_owned(), text: text.to_owned() };
    let files = generated(&source, "fixture").files;
    for (module, lines) in [
        ("state", ["    Unknown(String),", "    UnknownValue,", "    UnknownValue2,"].as_slice()),
        ("numbered", &["    Unknown(i64),", "    UnknownValue,"]),
        ("either", &["    Unknown(Value),", "    UnknownValue("]),
    ] {
        let text = &files[&format!("src/types/{module}.rs")];
        for line in lines {
            assert!(text.contains(line), "{line}\n{text}");
        }
    }
}

/// Insertions before something that has a name: the description, what takes the place of `NEW` in it,
/// what takes the place of `PIN`, and texts of one file that has the name.
const INSERTIONS: [(&str, &str, &str, &[&str]); 8] = [
    (
        "components: { schemas: { NEW Pet: { properties: { kind: { enum: [a, b] PIN } } } } }",
        "PetKind: { type: object, properties: { id: { type: integer } } },",
        ", x-rust-name: PetKind",
        &["pub enum PetKind {"],
    ),
    (
        "components: { schemas: { NEW Pet: { properties: { kind: { enum: [a, b] PIN } } } } }",
        "Equal: { enum: [a, b] },",
        ", x-rust-name: PetKind",
        &["pub enum PetKind {"],
    ),
    (
        "components: { schemas: { A: { properties: { NEW id: { type: integer } } }, Pet: { properties: { kind: { enum: [a, b] PIN } } } } }",
        "state: { enum: [a, b] },",
        ", x-rust-name: PetKind",
        &["pub enum PetKind {"],
    ),
    (
        "components: { schemas: { Pet: { properties: { NEW fooBar: { type: string PIN } } } } }",
        "foo_bar: { type: integer },",
        ", x-rust-name: foo_bar",
        &["foo_bar: optional(\"fooBar\"),"],
    ),
    (
        "components: { schemas: { Dog: { properties: { a: { type: string } } }, Pet: { oneOf: [{ type: string }, NEW { $ref: '#/components/schemas/Dog' PIN }] } } }",
        "{ title: Dog, properties: { b: { type: string } } },",
        ", x-rust-name: Dog",
        &["    Dog(Dog),"],
    ),
    (
        "components: { schemas: { State: { enum: [NEW Sent] PIN } } }",
        "sent,",
        ", x-enum-varnames: [Lower, Sent]",
        &["Sent: \"Sent\","],
    ),
    (
        "paths: { /a: { get: { parameters: [NEW { name: fooBar, in: query, schema: {} PIN }], responses: { '204': { description: ok } } } } }",
        "{ name: foo_bar, in: query, schema: {} },",
        ", x-rust-name: foo_bar",
        &["\"fooBar\", Style::Form, Explode::Yes, &self.foo_bar)"],
    ),
    (
        "paths: { NEW /b: { get: { operationId: getPet, responses: { '204': { description: ok } } PIN } } }",
        "/a: { get: { operationId: get_pet, responses: { '204': { description: ok } } } },",
        ", x-rust-name: get_pet",
        &["//! `GET /b`.", "pub fn get_pet("],
    ),
];

#[test]
fn a_pinned_name_stays_whatever_is_inserted_before_it() {
    for (template, inserted, pin, expected) in INSERTIONS {
        let has_the_name = |inserted: &str, pin: &str| {
            let text = template.replace("NEW", inserted).replace("PIN", pin);
            let text = format!("openapi: 3.1.0\ninfo: {{ title: A, version: '1' }}\n{text}\n");
            let source = Source { name: "api.yaml".to_owned(), text };
            let files = generated(&source, "fixture").files;
            files.values().any(|file| expected.iter().all(|text| file.contains(text)))
        };
        assert!(has_the_name("", ""), "{template}");
        assert!(!has_the_name(inserted, ""), "the pin is needed: {template}");
        assert!(has_the_name(inserted, pin), "{template}");
    }
}

/// The public names of types and operations, with their fields, variants and methods.
fn names(files: &Files) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (path, text) in files {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if matches!(folder, "src/types" | "src/operations") {
            for item in syn::parse_file(text).unwrap().items {
                names_of(&item, &mut names);
            }
        }
    }
    names
}

fn names_of(item: &Item, names: &mut BTreeSet<String>) {
    match item {
        Item::Struct(item) => {
            names.insert(item.ident.to_string());
            if let Fields::Named(fields) = &item.fields {
                let fields = fields.named.iter().filter(|field| is_public(&field.vis));
                names.extend(
                    fields
                        .map(|field| format!("{}::{}", item.ident, field.ident.as_ref().unwrap())),
                );
            }
        }
        Item::Enum(item) => {
            names.insert(item.ident.to_string());
            let variants = item.variants.iter();
            names.extend(variants.map(|variant| format!("{}::{}", item.ident, variant.ident)));
        }
        Item::Type(item) => {
            names.insert(item.ident.to_string());
        }
        Item::Impl(item) if item.trait_.is_none() => {
            let Type::Path(owner) = &*item.self_ty else { return };
            let owner = &owner.path.segments.last().unwrap().ident;
            for member in &item.items {
                if let ImplItem::Fn(method) = member
                    && is_public(&method.vis)
                {
                    names.insert(format!("{owner}::{}()", method.sig.ident));
                }
            }
        }
        _ => {}
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Deterministic pseudo-random numbers (Marsaglia's xorshift).
struct Additions(u64);

impl Additions {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }

    fn word(&mut self) -> &'static str {
        let position = self.below(WORDS.len());
        WORDS[position]
    }

    fn all(&mut self, document: &mut Value) {
        let schemas = member(member(document, "components"), "schemas");
        self.members_of_components(schemas);
        for _ in 0..=self.below(2) {
            let name = format!("Added {} {}", self.word(), self.below(1000));
            let mut schema = self.object(2);
            // A component that equals an inline schema gives that schema its name, which is
            // the only way in which an addition can change a name.
            member(&mut schema, "properties")["unlike any other"] = json!({ "type": "string" });
            schemas.as_object_mut().unwrap().insert(name, schema);
        }
        let paths = member(document, "paths");
        for _ in 0..=self.below(2) {
            let path = format!("/added/{}/{}", self.word(), self.below(1000));
            let operation = self.operation();
            paths.as_object_mut().unwrap().insert(path, operation);
        }
    }

    /// Appends an optional member to some of the components that are plain objects.
    fn members_of_components(&mut self, schemas: &mut Value) {
        for schema in schemas.as_object_mut().unwrap().values_mut() {
            let is_plain = schema.get("properties").is_some_and(Value::is_object);
            if is_plain && self.below(2) == 0 {
                let name = format!("added_{}_{}", self.word(), self.below(1000));
                // An inline schema that equals a later one would precede it and name it.
                let value = match self.schema(1) {
                    object if object.get("properties").is_some() => json!({ "type": "string" }),
                    list if list.get("items").is_some() => json!({ "type": "boolean" }),
                    listed if listed.get("enum").is_some() => json!({ "type": "integer" }),
                    scalar => scalar,
                };
                member(schema, "properties").as_object_mut().unwrap().insert(name, value);
            }
        }
    }

    fn operation(&mut self) -> Value {
        let schema = self.object(3);
        json!({ "get": { "responses": { "200": {
            "description": "Added.",
            "content": { "application/json": { "schema": schema } },
        } } } })
    }

    fn object(&mut self, depth: usize) -> Value {
        let mut properties = Map::new();
        for _ in 0..=self.below(3) {
            properties.insert(self.word().to_owned(), self.schema(depth - 1));
        }
        json!({ "type": "object", "properties": properties })
    }

    fn schema(&mut self, depth: usize) -> Value {
        match self.below(5) {
            0 if depth > 0 => self.object(depth),
            1 if depth > 0 => json!({ "type": "array", "items": self.object(depth) }),
            2 => json!({ "type": "string", "enum": ["on", "off"] }),
            3 => json!({ "type": "integer", "nullable": true }),
            _ => json!({ "type": "string" }),
        }
    }
}

/// The member `name`, which is inserted as an empty object if it is missing.
fn member<'v>(value: &'v mut Value, name: &str) -> &'v mut Value {
    let member = &mut value[name];
    if member.is_null() {
        *member = json!({});
    }
    member
}
