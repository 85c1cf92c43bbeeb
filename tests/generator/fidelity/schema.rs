//! Schemas of which both the JSON and random values are made.

use serde_json::{Map, Value, json};

/// A schema.
#[derive(Clone, Debug)]
pub(super) enum Schema {
    Any,
    /// A scalar: its keywords, and some of its values.
    Scalar(Value, Vec<Value>),
    Array(Box<Schema>),
    Map(Box<Schema>),
    Object(Object),
    Union(Union),
    /// Objects whose properties have different names, or the same ones with fewer values.
    AllOf(Vec<Schema>),
    Nullable(Box<Schema>),
    Reference(String),
    /// A reference to a component whose JSON says less than the values have.
    Component(String, Box<Schema>),
}

#[derive(Clone, Debug)]
pub(super) struct Object {
    pub(super) properties: Vec<Property>,
    pub(super) additional: Additional,
}

#[derive(Clone, Debug)]
pub(super) struct Property {
    pub(super) name: String,
    pub(super) schema: Schema,
    pub(super) required: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Additional {
    Unspecified,
    Any,
    Forbidden,
}

/// A union. With tags, variants are components, each of which has values of the property `kind`, whether
/// it declares that property or not.
#[derive(Clone, Debug, Default)]
pub(super) struct Union {
    pub(super) keyword: &'static str,
    pub(super) variants: Vec<Schema>,
    pub(super) tags: Vec<Vec<Value>>,
    pub(super) is_mapped: bool,
    /// The properties beside the union.
    pub(super) beside: Option<Object>,
}

impl Schema {
    /// The schema as JSON.
    pub(super) fn keywords(&self) -> Value {
        match self {
            Self::Any => json!({}),
            Self::Scalar(keywords, _) => keywords.clone(),
            Self::Array(items) => json!({ "type": "array", "items": items.keywords() }),
            Self::Map(values) => {
                json!({ "type": "object", "additionalProperties": values.keywords() })
            }
            Self::Object(object) => Value::Object(object.keywords()),
            Self::Union(union) => union.keywords(),
            Self::AllOf(members) => {
                json!({ "allOf": members.iter().map(Self::keywords).collect::<Value>() })
            }
            Self::Nullable(schema) => match schema.keywords() {
                Value::Object(mut keywords)
                    if keywords.get("type").is_some_and(Value::is_string)
                        && !keywords.contains_key("oneOf")
                        && !keywords.contains_key("anyOf") =>
                {
                    let ty = keywords["type"].take();
                    keywords.insert("type".to_owned(), json!([ty, "null"]));
                    if let Some(Value::Array(listed)) = keywords.get_mut("enum") {
                        listed.push(Value::Null);
                    }
                    Value::Object(keywords)
                }
                keywords => json!({ "oneOf": [keywords, { "type": "null" }] }),
            },
            Self::Reference(name) | Self::Component(name, _) => json!({ "$ref": reference(name) }),
        }
    }
}

impl Object {
    /// The values of a required property, if the schema lists them.
    fn listed(&self, name: &str) -> Option<&Vec<Value>> {
        let named = |property: &&Property| property.name == name && property.required;
        match &self.properties.iter().find(named)?.schema {
            Schema::Scalar(keywords, values)
                if ["enum", "const"].iter().any(|keyword| keywords.get(keyword).is_some())
                    || keywords["type"] == "null" =>
            {
                Some(values)
            }
            _ => None,
        }
    }

    pub(super) fn keywords(&self) -> Map<String, Value> {
        let properties: Map<String, Value> = self
            .properties
            .iter()
            .map(|property| (property.name.clone(), property.schema.keywords()))
            .collect();
        let required = self.properties.iter().filter(|property| property.required);
        let required: Value = required.map(|property| property.name.as_str()).collect();
        let mut keywords = Map::new();
        keywords.insert("type".to_owned(), "object".into());
        keywords.insert("properties".to_owned(), properties.into());
        keywords.insert("required".to_owned(), required);
        if self.additional != Additional::Unspecified {
            let allowed = self.additional == Additional::Any;
            keywords.insert("additionalProperties".to_owned(), allowed.into());
        }
        keywords
    }
}

impl Union {
    /// Whether the variants are objects that require the same property with different fixed values.
    pub(super) fn is_told_apart(&self) -> bool {
        let object = |variant: &Schema| match variant {
            Schema::Object(object) => Some(object.clone()),
            _ => None,
        };
        let objects: Option<Vec<Object>> = self.variants.iter().map(object).collect();
        let Some((first, others)) = objects.as_deref().and_then(<[Object]>::split_first) else {
            return false;
        };
        first.properties.iter().any(|property| {
            let listed = others.iter().map(|other| other.listed(&property.name));
            let listed: Option<Vec<_>> =
                [first.listed(&property.name)].into_iter().chain(listed).collect();
            let values: Vec<&Value> = listed.iter().flatten().copied().flatten().collect();
            listed.is_some() && (1..values.len()).all(|at| !values[..at].contains(&values[at]))
        })
    }

    fn keywords(&self) -> Value {
        let mut keywords = self.beside.as_ref().map(Object::keywords).unwrap_or_default();
        let variants = self.variants.iter().map(Schema::keywords).collect();
        keywords.insert(self.keyword.to_owned(), variants);
        if !self.tags.is_empty() {
            keywords.insert("discriminator".to_owned(), json!({ "propertyName": "kind" }));
        }
        if self.is_mapped {
            let targets = |(tags, variant): (&Vec<Value>, &Schema)| {
                let target = variant.keywords()["$ref"].clone();
                let text =
                    |tag: &Value| tag.as_str().map_or_else(|| tag.to_string(), str::to_owned);
                tags.iter().map(|tag| (text(tag), target.clone())).collect::<Vec<_>>()
            };
            let mapping: Map<String, Value> =
                self.tags.iter().zip(&self.variants).flat_map(targets).collect();
            keywords["discriminator"]["mapping"] = mapping.into();
        }
        keywords.into()
    }
}

/// A reference to a component.
pub(super) fn reference(name: &str) -> String {
    format!("#/components/schemas/{name}")
}
