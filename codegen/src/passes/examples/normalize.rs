//! Checks a value against a schema and normalizes it to what a client encodes.

mod budget;
mod mismatch;
mod scalars;
mod texts;
mod union;

use serde_json::{Map, Value};

pub(super) use self::budget::Budget;
use self::mismatch::Step;
pub(super) use self::mismatch::{Correction, Mismatch};
use self::scalars::{enumerated, integer, number, string};
use crate::ir::{Access, Additional, Kind, Object, SchemaId, Schemas, StringKind};
use crate::limits;

/// What a client encodes after decoding a value.
pub(super) struct Normalized {
    /// `None` if a type of another crate decides.
    pub(super) value: Option<Value>,
    /// Texts that the schema does not describe, but that a client keeps as they are.
    pub(super) doubts: Vec<Mismatch>,
}

/// The value as a client encodes it after decoding it.
pub(super) fn normalized(
    schemas: &Schemas,
    id: SchemaId,
    value: &Value,
    budget: &mut Budget,
) -> Result<Normalized, Mismatch> {
    let mut normalizer = Normalizer {
        schemas,
        steps: 0,
        certainty: Certainty::Known,
        path: Vec::new(),
        doubts: Vec::new(),
        budget,
    };
    let value = normalizer.schema(id, value)?;
    let is_known = normalizer.certainty == Certainty::Known;
    Ok(Normalized { value: is_known.then_some(value), doubts: normalizer.doubts })
}

struct Normalizer<'s, 'v> {
    schemas: &'s Schemas,
    steps: usize,
    certainty: Certainty,
    /// The steps to the current value.
    path: Vec<Step<'v>>,
    doubts: Vec<Mismatch>,
    budget: &'s mut Budget,
}

/// Whether it is known what a client encodes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Certainty {
    Known,
    /// A part has a type of another crate.
    Unknown,
}

impl<'v> Normalizer<'_, 'v> {
    /// Recurses into items and properties only, so the depth is that of the value.
    fn schema(&mut self, id: SchemaId, value: &'v Value) -> Result<Value, Mismatch> {
        self.steps += 1;
        if self.steps > limits::EXAMPLE_STEPS {
            return Err(self.here("the value matches too many variants to be checked"));
        }
        if value.is_null() && self.schemas.nullable(id) {
            return Ok(Value::Null);
        }
        let schemas = self.schemas;
        let scalar = match &schemas[schemas.target(id)].kind {
            Kind::Any | Kind::AllOf(_) | Kind::Reference(_) => Ok(value.clone()),
            Kind::Foreign(_) => {
                self.certainty = Certainty::Unknown;
                Ok(value.clone())
            }
            Kind::Null => expect(value.is_null(), value, "null"),
            Kind::Boolean => expect(value.is_boolean(), value, "a boolean"),
            Kind::Integer(kind) => integer(*kind, value),
            Kind::Number => number(value),
            Kind::String(kind) => {
                let text = string(*kind, value);
                if text.is_ok() {
                    self.doubt(id, *kind, value);
                }
                text
            }
            Kind::Enum(listed) => enumerated(listed, value).map_err(|mismatch| {
                let near = self.budget.nearest_value(&listed.values, value);
                mismatch.correct(near.map_or(Correction::Unknown, Correction::Value))
            }),
            Kind::Array(items) => return self.array(*items, value),
            Kind::Object(object) => return self.object(object, value),
            Kind::Union(union) => return self.union(union, value),
        };
        scalar.map_err(|mismatch| mismatch.at(&self.path))
    }

    /// A value within the current one.
    fn inside(
        &mut self,
        step: Step<'v>,
        id: SchemaId,
        value: &'v Value,
    ) -> Result<Value, Mismatch> {
        self.path.push(step);
        let normalized = self.schema(id, value);
        self.path.pop();
        normalized
    }

    fn here(&self, reason: impl Into<String>) -> Mismatch {
        Mismatch::new(reason).at(&self.path)
    }

    /// A mismatch at the member `name` of the current value.
    fn at_member(&mut self, name: &'v str, mismatch: Mismatch) -> Mismatch {
        self.path.push(Step::Member(name));
        let mismatch = mismatch.at(&self.path);
        self.path.pop();
        mismatch
    }

    /// Notes a text that has another form than the schema describes.
    fn doubt(&mut self, id: SchemaId, kind: StringKind, value: &Value) {
        let Some(text) = value.as_str() else { return };
        let pattern = self.schemas[self.schemas.target(id)].rare.pattern.as_ref();
        let pattern = pattern.filter(|_| self.budget.takes_pattern());
        let pattern = pattern.and_then(|pattern| texts::of_pattern(pattern, text));
        let doubts = texts::of_format(kind, text).into_iter().chain(pattern);
        self.doubts.extend(doubts.map(|doubt| doubt.at(&self.path)));
    }

    fn array(&mut self, items: Option<SchemaId>, value: &'v Value) -> Result<Value, Mismatch> {
        let Some(list) = value.as_array() else { return Err(self.wrong(value, "an array")) };
        let Some(items) = items else { return Ok(value.clone()) };
        let mut normalized = Vec::with_capacity(list.len());
        for (position, item) in list.iter().enumerate() {
            normalized.push(self.inside(Step::Item(position), items, item)?);
        }
        Ok(Value::Array(normalized))
    }

    fn object(&mut self, object: &Object, value: &'v Value) -> Result<Value, Mismatch> {
        let Some(members) = value.as_object() else { return Err(self.wrong(value, "an object")) };
        for name in &object.required {
            if !members.contains_key(name) && !self.is_one_sided(object, name) {
                return Err(self.missing(object, name, members));
            }
        }
        let mut normalized = Map::new();
        for (name, member) in members {
            let step = Step::Member(name);
            let member = match (object.properties.get(name), object.additional) {
                (Some(property), _) => self.inside(step, *property, member)?,
                (None, Additional::Schema(values)) => self.inside(step, values, member)?,
                (None, Additional::Any) => member.clone(),
                (None, _) if is_open_map(object) || object.required.contains(name) => {
                    member.clone()
                }
                (None, Additional::Unspecified) => continue,
                (None, Additional::Forbidden) => {
                    let known = object.properties.keys().map(String::as_str);
                    let missing = known.filter(|known| !members.contains_key(*known));
                    let near = self
                        .budget
                        .nearest(missing, name)
                        .map_or(Correction::Unknown, |near| Correction::Name(near.to_owned()));
                    let mismatch = Mismatch::new("the schema does not allow this property");
                    return Err(self.at_member(name, mismatch.correct(near)));
                }
            };
            normalized.insert(name.clone(), member);
        }
        Ok(Value::Object(normalized))
    }

    /// A required property is missing, or the name of an undeclared one is nearly its name.
    fn missing(
        &mut self,
        object: &Object,
        name: &str,
        members: &'v Map<String, Value>,
    ) -> Mismatch {
        let undeclared = members.keys().filter(|name| !object.properties.contains_key(*name));
        match self.budget.nearest(undeclared.map(String::as_str), name) {
            Some(near) => {
                let reason = format!("the property `{name}` is required, and this is not it");
                let correction = Correction::Name(name.to_owned());
                self.at_member(near, Mismatch::new(reason).correct(correction))
            }
            None => self.here(format!("the property `{name}` is required")),
        }
    }

    fn wrong(&self, value: &Value, expected: &str) -> Mismatch {
        Mismatch::of_type(value, expected).at(&self.path)
    }

    /// Whether the property is read-only or write-only, so that some examples lack it.
    fn is_one_sided(&self, object: &Object, name: &str) -> bool {
        object.properties.get(name).is_some_and(|property| {
            let target = self.schemas.target(*property);
            [*property, target].iter().any(|id| self.schemas[*id].access != Access::ReadWrite)
        })
    }
}

/// Whether the object is a map of any values.
fn is_open_map(object: &Object) -> bool {
    object.properties.is_empty()
        && object.required.is_empty()
        && object.additional == Additional::Unspecified
}

fn expect(fits: bool, value: &Value, expected: &str) -> Result<Value, Mismatch> {
    if fits { Ok(value.clone()) } else { Err(Mismatch::of_type(value, expected)) }
}
