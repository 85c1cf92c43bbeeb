//! Checks a value against a schema and normalizes it to what a client encodes.

use serde_json::{Map, Number, Value};

use crate::ir::{
    Access, Additional, Enumeration, IntegerKind, Kind, Object, SchemaId, Schemas, StringKind,
    Union,
};
use crate::node::kind_of;

/// The largest number of comparisons for one example. The variants of nested unions are tried one by
/// one.
const MAX_STEPS: usize = 20_000;

/// Why a value does not match a schema.
pub(super) struct Mismatch {
    /// The reason.
    pub(super) reason: String,
    /// The path to the mismatching value, from there to the root.
    pub(super) path: Vec<String>,
}

/// The value as a client encodes it after decoding it.
pub(super) fn normalized(
    schemas: &Schemas,
    id: SchemaId,
    value: &Value,
) -> Result<Value, Mismatch> {
    Normalizer { schemas, steps: 0 }.schema(id, value)
}

struct Normalizer<'s> {
    schemas: &'s Schemas,
    steps: usize,
}

impl Normalizer<'_> {
    fn schema(&mut self, id: SchemaId, value: &Value) -> Result<Value, Mismatch> {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return Err(mismatch("the value matches too many variants to be checked"));
        }
        if value.is_null() && self.schemas.nullable(id) {
            return Ok(Value::Null);
        }
        match &self.schemas[self.schemas.target(id)].kind {
            Kind::Any | Kind::AllOf(_) | Kind::Reference(_) => Ok(value.clone()),
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
        let Some(list) = value.as_array() else { return Err(wrong(value, "a list")) };
        let Some(items) = items else { return Ok(value.clone()) };
        let mut written = Vec::with_capacity(list.len());
        for (position, item) in list.iter().enumerate() {
            let item = self.schema(items, item);
            written.push(item.map_err(|mismatch| mismatch.inside(&position.to_string()))?);
        }
        Ok(Value::Array(written))
    }

    fn object(&mut self, object: &Object, value: &Value) -> Result<Value, Mismatch> {
        let Some(members) = value.as_object() else { return Err(wrong(value, "an object")) };
        for name in &object.required {
            if !members.contains_key(name) && !self.is_one_sided(object, name) {
                return Err(mismatch(&format!("the property `{name}` is required")));
            }
        }
        let mut written = Map::new();
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
            written.insert(name.clone(), member.map_err(|mismatch| mismatch.inside(name))?);
        }
        Ok(Value::Object(written))
    }

    /// Whether the property is read-only or write-only, so that some examples lack it.
    fn is_one_sided(&self, object: &Object, name: &str) -> bool {
        object.properties.get(name).is_some_and(|property| {
            let target = self.schemas.target(*property);
            [*property, target].iter().any(|id| self.schemas[*id].access != Access::ReadWrite)
        })
    }

    /// The variant that keeps most properties of the value.
    fn union(&mut self, union: &Union, value: &Value) -> Result<Value, Mismatch> {
        let mut best: Option<Value> = None;
        for variant in &union.variants {
            if let Ok(written) = self.schema(*variant, value) {
                let kept = |value: &Value| value.as_object().map_or(0, Map::len);
                if best.as_ref().is_none_or(|best| kept(&written) > kept(best)) {
                    best = Some(written);
                }
            }
        }
        best.ok_or_else(|| mismatch("the value matches no variant of the schema"))
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

fn integer(kind: IntegerKind, value: &Value) -> Result<Value, Mismatch> {
    let Some(whole) = whole(value) else { return Err(wrong(value, "an integer")) };
    let (least, most) = range(kind);
    if !(least..=most).contains(&whole) {
        return Err(mismatch("the number is outside the range of its format"));
    }
    let number = match i64::try_from(whole) {
        Ok(number) => Number::from(number),
        Err(_) => u64::try_from(whole).map_or_else(|_| Number::from(0), Number::from),
    };
    Ok(Value::Number(number))
}

fn whole(value: &Value) -> Option<i128> {
    if let Some(number) = value.as_i64() {
        return Some(number.into());
    }
    if let Some(number) = value.as_u64() {
        return Some(number.into());
    }
    let number = value.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 9e15)?;
    format!("{number:.0}").parse().ok()
}

fn range(kind: IntegerKind) -> (i128, i128) {
    match kind {
        IntegerKind::I8 => (i8::MIN.into(), i8::MAX.into()),
        IntegerKind::I16 => (i16::MIN.into(), i16::MAX.into()),
        IntegerKind::I32 => (i32::MIN.into(), i32::MAX.into()),
        IntegerKind::I64 => (i64::MIN.into(), i64::MAX.into()),
        IntegerKind::U8 => (0, u8::MAX.into()),
        IntegerKind::U16 => (0, u16::MAX.into()),
        IntegerKind::U32 => (0, u32::MAX.into()),
        IntegerKind::U64 => (0, u64::MAX.into()),
    }
}

fn number(value: &Value) -> Result<Value, Mismatch> {
    let Some(number) = value.as_f64() else { return Err(wrong(value, "a number")) };
    let plain = if number.fract() == 0.0 && number.abs() < 9e15 {
        integer(IntegerKind::I64, value).ok()
    } else {
        None
    };
    let written = || Number::from_f64(number).map(Value::Number);
    plain.or_else(written).ok_or_else(|| wrong(value, "a number"))
}

fn string(kind: StringKind, value: &Value) -> Result<Value, Mismatch> {
    let Some(text) = value.as_str() else { return Err(wrong(value, "text")) };
    match kind {
        StringKind::Uuid if !is_uuid(text) => Err(mismatch("this is not a UUID")),
        StringKind::Uuid => Ok(Value::from(text.to_ascii_lowercase())),
        StringKind::Integer(kind) => decimal(kind, text),
        StringKind::Base64 if !is_base64(text) => Err(mismatch("this is not base64")),
        _ => Ok(value.clone()),
    }
}

/// A decimal integer as a client encodes it.
fn decimal(kind: IntegerKind, text: &str) -> Result<Value, Mismatch> {
    let (least, most) = range(kind);
    match text.parse::<i128>() {
        Ok(number) if (least..=most).contains(&number) => Ok(Value::from(number.to_string())),
        _ => Err(mismatch("this is not an integer in the range of its format")),
    }
}

/// 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.
fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let hex = |group: &&str| group.bytes().all(|byte| byte.is_ascii_hexdigit());
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12]) && groups.iter().all(hex)
}

/// Whether the text has the standard alphabet and padding, as a client encodes it.
fn is_base64(text: &str) -> bool {
    let letters = text.trim_end_matches('=');
    let padding = text.len() - letters.len();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    text.len().is_multiple_of(4) && padding <= 2 && letters.bytes().all(plain)
}

fn enumerated(listed: &Enumeration, value: &Value) -> Result<Value, Mismatch> {
    let same = |known: &&Value| match (whole(known), whole(value)) {
        (Some(left), Some(right)) => left == right,
        _ => *known == value,
    };
    let Some(known) = listed.values.iter().find(same) else {
        return Err(mismatch("the schema does not list this value"));
    };
    let whole_numbers = listed.values.iter().all(|value| whole(value).is_some());
    match whole(known) {
        Some(_) if whole_numbers => integer(IntegerKind::I64, known),
        _ if listed.values.iter().all(Value::is_number) => number(known),
        _ => Ok(known.clone()),
    }
}
