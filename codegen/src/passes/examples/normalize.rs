//! Checks a value against a schema and normalizes it to what a client encodes.

mod scalars;

use serde_json::{Map, Value};

use self::scalars::{enumerated, integer, number, string};
use crate::ir::{Access, Additional, Kind, Object, SchemaId, Schemas, Union};
use crate::limits;
use crate::node::kind_of;

/// Why a value does not match a schema.
pub(super) struct Mismatch {
    /// The reason.
    pub(super) reason: String,
    /// The path to the mismatching value, from there to the root.
    pub(super) path: Vec<String>,
}

/// The value as a client encodes it after decoding it; `None` if a type of another crate decides.
pub(super) fn normalized(
    schemas: &Schemas,
    id: SchemaId,
    value: &Value,
) -> Result<Option<Value>, Mismatch> {
    let mut normalizer = Normalizer { schemas, steps: 0, certainty: Certainty::Known };
    let value = normalizer.schema(id, value)?;
    Ok((normalizer.certainty == Certainty::Known).then_some(value))
}

struct Normalizer<'s> {
    schemas: &'s Schemas,
    steps: usize,
    certainty: Certainty,
}

/// Whether it is known what a client encodes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Certainty {
    Known,
    /// A part has a type of another crate.
    Unknown,
}

impl Normalizer<'_> {
    /// Recurses into items and properties only, so the depth is that of the value.
    fn schema(&mut self, id: SchemaId, value: &Value) -> Result<Value, Mismatch> {
        self.steps += 1;
        if self.steps > limits::EXAMPLE_STEPS {
            return Err(mismatch("the value matches too many variants to be checked"));
        }
        if value.is_null() && self.schemas.nullable(id) {
            return Ok(Value::Null);
        }
        match &self.schemas[self.schemas.target(id)].kind {
            Kind::Any | Kind::AllOf(_) | Kind::Reference(_) => Ok(value.clone()),
            Kind::Foreign(_) => {
                self.certainty = Certainty::Unknown;
                Ok(value.clone())
            }
            Kind::Null => expect(value.is_null(), value, "null"),
            Kind::Boolean => expect(value.is_boolean(), value, "a boolean"),
            Kind::Integer(kind) => integer(*kind, value),
            Kind::Number => number(value),
            Kind::String(kind) => string(*kind, value),
            Kind::Enum(listed) => enumerated(listed, value),
            Kind::Array(items) => self.array(*items, value),
            Kind::Object(object) => self.object(object, value),
            Kind::Union(union) => self.union(union, value),
        }
    }

    fn array(&mut self, items: Option<SchemaId>, value: &Value) -> Result<Value, Mismatch> {
        let Some(list) = value.as_array() else { return Err(wrong(value, "an array")) };
        let Some(items) = items else { return Ok(value.clone()) };
        let mut normalized = Vec::with_capacity(list.len());
        for (position, item) in list.iter().enumerate() {
            let item = self.schema(items, item);
            normalized.push(item.map_err(|mismatch| mismatch.inside(&position.to_string()))?);
        }
        Ok(Value::Array(normalized))
    }

    fn object(&mut self, object: &Object, value: &Value) -> Result<Value, Mismatch> {
        let Some(members) = value.as_object() else { return Err(wrong(value, "an object")) };
        for name in &object.required {
            if !members.contains_key(name) && !self.is_one_sided(object, name) {
                return Err(mismatch(&format!("the property `{name}` is required")));
            }
        }
        let mut normalized = Map::new();
        for (name, member) in members {
            let member = match (object.properties.get(name), object.additional) {
                (Some(property), _) => self.schema(*property, member),
                (None, Additional::Schema(values)) => self.schema(values, member),
                (None, Additional::Any) => Ok(member.clone()),
                (None, _) if is_open_map(object) || object.required.contains(name) => {
                    Ok(member.clone())
                }
                (None, Additional::Unspecified) => continue,
                (None, Additional::Forbidden) => {
                    Err(mismatch("the schema does not allow this property"))
                }
            };
            normalized.insert(name.clone(), member.map_err(|mismatch| mismatch.inside(name))?);
        }
        Ok(Value::Object(normalized))
    }

    /// Whether the property is read-only or write-only, so that some examples lack it.
    fn is_one_sided(&self, object: &Object, name: &str) -> bool {
        object.properties.get(name).is_some_and(|property| {
            let target = self.schemas.target(*property);
            [*property, target].iter().any(|id| self.schemas[*id].access != Access::ReadWrite)
        })
    }

    /// The variant that keeps most properties of the value. The variants of nested unions are tried
    /// like those of the union itself, so that recursion is bounded by the depth of the value.
    fn union(&mut self, union: &Union, value: &Value) -> Result<Value, Mismatch> {
        let mut best: Option<Value> = None;
        let mut pending: Vec<SchemaId> = union.variants.iter().rev().copied().collect();
        while let Some(variant) = pending.pop() {
            let normalized = match &self.schemas[self.schemas.target(variant)].kind {
                Kind::Union(_) if value.is_null() && self.schemas.nullable(variant) => {
                    Ok(Value::Null)
                }
                Kind::Union(inner) => {
                    self.steps += 1;
                    if self.steps <= limits::EXAMPLE_STEPS {
                        pending.extend(inner.variants.iter().rev());
                    }
                    continue;
                }
                _ => self.schema(variant, value),
            };
            let kept = |value: &Value| value.as_object().map_or(0, Map::len);
            if let Ok(normalized) = normalized
                && best.as_ref().is_none_or(|best| kept(&normalized) > kept(best))
            {
                best = Some(normalized);
            }
        }
        let mut best =
            best.ok_or_else(|| mismatch("the value matches no variant of the schema"))?;
        // The union keeps its discriminator where the variant does not declare it.
        if let Some(name) = union.discriminator.as_ref().map(|it| &it.property)
            && let (Some(tag), Some(kept)) = (value.get(name), best.as_object_mut())
            && !kept.contains_key(name)
        {
            kept.insert(name.clone(), tag.clone());
        }
        Ok(best)
    }
}

/// Whether the object is a map of any values.
fn is_open_map(object: &Object) -> bool {
    object.properties.is_empty()
        && object.required.is_empty()
        && object.additional == Additional::Unspecified
}

impl Mismatch {
    fn inside(mut self, step: &str) -> Self {
        self.path.push(step.to_owned());
        self
    }
}

fn mismatch(reason: &str) -> Mismatch {
    Mismatch { reason: reason.to_owned(), path: Vec::new() }
}

fn wrong(value: &Value, expected: &str) -> Mismatch {
    let found = kind_of(value);
    mismatch(&format!("the schema requires {expected}, but the example is {found}"))
}

fn expect(fits: bool, value: &Value, expected: &str) -> Result<Value, Mismatch> {
    if fits { Ok(value.clone()) } else { Err(wrong(value, expected)) }
}
