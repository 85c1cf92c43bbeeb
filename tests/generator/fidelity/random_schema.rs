//! Random schemas. The same seed gives the same schemas.

use serde_json::{Value, json};

use super::schema::{Additional, Object, Property, Schema, Union};
use crate::generator::random::Random;

/// The schemas of a group, which refer to each other.
pub(super) struct Group {
    /// The components by name. The last one is the root.
    pub(super) components: Vec<(String, Schema)>,
}

impl Group {
    /// A group of random components.
    pub(super) fn random(group: usize, random: &mut Random) -> Self {
        let names: Vec<String> = (0..5).map(|at| format!("G{group}C{at}")).collect();
        let mut build = Build { random, names, built: 0, extra: Vec::new(), extra_names: 0, group };
        let mut components = Vec::new();
        for at in 0..build.names.len() {
            build.built = at;
            let schema = match build.random.below(4) {
                0 => build.schema(3),
                1 => build.all_of(2),
                _ => Schema::Object(build.object(3, ["x", "y", "z"][at % 3])),
            };
            components.push((build.names[at].clone(), schema));
        }
        build.built = build.names.len();
        let root = Schema::Object(Object {
            properties: vec![Property {
                name: "v".to_owned(),
                schema: build.schema(4),
                required: true,
            }],
            additional: Additional::Unspecified,
        });
        components.append(&mut build.extra);
        components.push((format!("T{group}"), root));
        Self { components }
    }

    pub(super) fn find(&self, name: &str) -> &Schema {
        let found = self.components.iter().find(|(known, _)| known == name);
        &found.expect("a component").1
    }
}

struct Build<'r> {
    random: &'r mut Random,
    names: Vec<String>,
    /// The number of components that are complete. Others are referred to only where a value can
    /// end, such as from a property that is not required.
    built: usize,
    /// The variants and members that are components.
    extra: Vec<(String, Schema)>,
    extra_names: usize,
    group: usize,
}

impl Build<'_> {
    /// A schema whose nesting is bounded by `depth`.
    fn schema(&mut self, depth: usize) -> Schema {
        if depth == 0 {
            return self.leaf();
        }
        match self.random.below(16) {
            0 | 1 => self.leaf(),
            2 => Schema::Array(Box::new(self.inner(depth - 1))),
            3 => Schema::Map(Box::new(self.inner(depth - 1))),
            4 | 5 => Schema::Object(self.object(depth, "x")),
            6..=8 => self.union(depth),
            9 | 10 => self.objects(depth),
            11 if self.random.one_in(3) => self.base(depth - 1),
            11 => self.tagged(depth, Self::object),
            12 => self.all_of(depth - 1),
            13 => match self.schema(depth - 1) {
                Schema::Any => Schema::Any,
                Schema::Nullable(schema) => Schema::Nullable(schema),
                other => Schema::Nullable(Box::new(other)),
            },
            _ => self.complete().unwrap_or(Schema::Any),
        }
    }

    /// A schema in a place where a value can end.
    fn inner(&mut self, depth: usize) -> Schema {
        if self.random.one_in(4) {
            let at = self.random.below(self.names.len());
            return Schema::Reference(self.names[at].clone());
        }
        self.schema(depth)
    }

    /// A reference to a complete component.
    fn complete(&mut self) -> Option<Schema> {
        (self.built > 0)
            .then(|| Schema::Reference(self.names[self.random.below(self.built)].clone()))
    }

    fn leaf(&mut self) -> Schema {
        let scalars = [
            (json!({ "type": "boolean" }), json!([true, false])),
            (json!({ "type": "integer" }), json!([0, -7, 9_007_199_254_740_993_i64, 3.0])),
            (json!({ "type": "integer", "format": "int32" }), json!([1, 2, -5])),
            (json!({ "type": "number" }), json!([0.5, 3, -1.25, 1e30])),
            (json!({ "type": "string" }), json!(["", "a", "5", "true", "2026-11-27", "é"])),
            (json!({ "type": "string", "format": "date-time" }), json!(["2026-11-27T10:00:00Z"])),
            (json!({ "type": "string", "format": "date" }), json!(["2026-11-27"])),
            (
                json!({ "type": "string", "format": "uuid" }),
                json!(["f81d4fae-7dec-11d0-a765-00a0c91e6bf6"]),
            ),
            (json!({ "type": "string", "format": "byte" }), json!(["aGVsbG8=", ""])),
            (json!({ "type": "string", "format": "int64" }), json!(["5", "-12"])),
            (json!({ "type": "string", "enum": ["a", "b"] }), json!(["a", "b"])),
            (json!({ "type": "string", "enum": ["b", "c", "5"] }), json!(["b", "c", "5"])),
            (json!({ "type": "integer", "enum": [1, 2] }), json!([1, 2])),
            (json!({ "type": "integer", "enum": [2, 3] }), json!([2, 3])),
            (json!({ "enum": [1, "one", true] }), json!([1, "one", true])),
            (json!({ "type": "boolean", "enum": [true] }), json!([true])),
            (json!({ "const": false }), json!([false])),
            (json!({ "const": 7 }), json!([7])),
            (json!({ "const": "fixed" }), json!(["fixed"])),
            (json!({ "type": "null" }), json!([null])),
        ];
        let at = self.random.below(scalars.len() + 1);
        match scalars.get(at) {
            Some((keywords, Value::Array(values))) => {
                Schema::Scalar(keywords.clone(), values.clone())
            }
            _ => Schema::Any,
        }
    }

    fn object(&mut self, depth: usize, prefix: &str) -> Object {
        let mut properties = Vec::new();
        for at in 0..self.random.below(4) {
            if self.random.one_in(4) {
                continue;
            }
            let required = self.random.one_in(2);
            let depth = depth.saturating_sub(1 + self.random.below(2));
            let schema = if required { self.schema(depth) } else { self.inner(depth) };
            properties.push(Property { name: format!("{prefix}{at}"), schema, required });
        }
        let additional = match self.random.below(6) {
            0 => Additional::Any,
            1 => Additional::Forbidden,
            _ => Additional::Unspecified,
        };
        Object { properties, additional }
    }

    /// A union of any schemas.
    fn union(&mut self, depth: usize) -> Schema {
        let keyword = *self.random.pick(&["oneOf", "anyOf"]);
        let variants = (0..2 + self.random.below(3)).map(|_| self.schema(depth - 1)).collect();
        Schema::Union(Union { keyword, variants, ..Union::default() })
    }

    /// A union of objects whose properties have the same names.
    fn objects(&mut self, depth: usize) -> Schema {
        let keyword = *self.random.pick(&["oneOf", "anyOf"]);
        let count = 2 + self.random.below(3);
        let beside = self.random.one_in(3).then(|| self.open_object(depth, "w"));
        let variants = (0..count).map(|_| match beside {
            Some(_) => Schema::Object(self.open_object(depth, "x")),
            None => Schema::Object(self.object(depth, "x")),
        });
        let variants = variants.collect();
        Schema::Union(Union { keyword, variants, beside, ..Union::default() })
    }

    /// A union with a discriminator, which the variants declare or not. `undeclared` makes variants that
    /// do not.
    fn tagged(&mut self, depth: usize, undeclared: fn(&mut Self, usize, &str) -> Object) -> Schema {
        let is_declared = !self.random.one_in(4);
        let is_mapped = self.random.one_in(2);
        let is_integer = is_declared && is_mapped && self.random.one_in(3);
        let mut variants = Vec::new();
        let mut tags = Vec::new();
        for at in 0..2 + self.random.below(2) {
            let name = self.extra_name();
            let own = match (is_mapped, is_integer) {
                (_, true) => vec![json!(at)],
                (true, _) if self.random.one_in(2) => {
                    vec![json!(format!("tag-{at}")), json!(format!("other-{at}"))]
                }
                (true, _) => vec![json!(format!("tag-{at}"))],
                _ => vec![json!(name)],
            };
            let object = if is_declared {
                let mut object = self.open_object(depth, "x");
                let ty = if is_integer { "integer" } else { "string" };
                let schema = Schema::Scalar(json!({ "type": ty }), own.clone());
                object.properties.push(Property {
                    name: "kind".to_owned(),
                    schema,
                    required: true,
                });
                object
            } else {
                undeclared(self, depth, "x")
            };
            self.extra.push((name.clone(), Schema::Object(object)));
            variants.push(Schema::Reference(name));
            tags.push(own);
        }
        let has_more = is_declared && self.random.one_in(2);
        let beside = has_more.then(|| self.open_object(depth, "w"));
        Schema::Union(Union { keyword: "oneOf", variants, tags, is_mapped, beside })
    }

    /// An object with a discriminator that others extend, with or without a union of these.
    fn base(&mut self, depth: usize) -> Schema {
        let base = self.extra_name();
        let mut own = self.open_object(depth, "b");
        let schema = Schema::Scalar(json!({ "type": "string" }), vec![json!("")]);
        own.properties.push(Property { name: "kind".to_owned(), schema, required: true });
        let mut keywords = own.keywords();
        let mut children = Union { keyword: "oneOf", ..Union::default() };
        let extended = Schema::Component(base.clone(), Box::new(Schema::Object(own)));
        for _ in 0..2 + self.random.below(2) {
            let name = self.extra_name();
            let more = Schema::Object(self.open_object(depth, "x"));
            self.extra.push((name.clone(), Schema::AllOf(vec![extended.clone(), more])));
            children.tags.push(vec![json!(name)]);
            children.variants.push(Schema::Reference(name));
        }
        keywords.insert("discriminator".to_owned(), json!({ "propertyName": "kind" }));
        if self.random.one_in(2) {
            let variants = children.variants.iter().map(Schema::keywords).collect();
            keywords.insert("oneOf".to_owned(), variants);
        }
        self.extra.push((base.clone(), Schema::Scalar(keywords.into(), Vec::new())));
        Schema::Component(base, Box::new(Schema::Union(children)))
    }

    fn extra_name(&mut self) -> String {
        self.extra_names += 1;
        format!("G{}V{}", self.group, self.extra_names)
    }

    fn open_object(&mut self, depth: usize, prefix: &str) -> Object {
        let mut object = self.object(depth, prefix);
        if object.additional == Additional::Forbidden {
            object.additional = Additional::Unspecified;
        }
        object
    }

    /// Objects and unions of objects with different properties, and one that restates a property.
    fn all_of(&mut self, depth: usize) -> Schema {
        let mut members = Vec::new();
        for prefix in ["p", "q", "r"] {
            if self.random.one_in(3) {
                let keyword = *self.random.pick(&["oneOf", "anyOf"]);
                let variant = |_| Schema::Object(self.open_object(depth, prefix));
                let variants = (0..2).map(variant).collect();
                members.push(Schema::Union(Union { keyword, variants, ..Union::default() }));
            } else {
                members.push(Schema::Object(self.open_object(depth, prefix)));
            }
        }
        if self.random.one_in(2) {
            let property = |keywords: Value| Property {
                name: "s".to_owned(),
                schema: Schema::Scalar(keywords, vec![json!("a")]),
                required: true,
            };
            for keywords in
                [json!({ "type": "string" }), json!({ "type": "string", "enum": ["a", "b"] })]
            {
                let properties = vec![property(keywords)];
                members.push(Schema::Object(Object {
                    properties,
                    additional: Additional::Unspecified,
                }));
            }
        }
        if depth > 0 && self.random.one_in(4) {
            members.push(self.tagged(depth - 1, Self::open_object));
        }
        if self.random.one_in(3) {
            let name = self.extra_name();
            let object = self.open_object(depth, "t");
            self.extra.push((name.clone(), Schema::Object(object)));
            members.push(Schema::Reference(name));
        }
        Schema::AllOf(members)
    }
}
