//! Builds the value tree while a text is parsed.
//!
//! Invariant: what JSON cannot represent (tags, infinite numbers, keys that are not strings, merge
//! keys) is converted or reported.

mod members;

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_json::Number;

use self::members::Members;
use super::state::{Path, State};
use crate::diagnostics::Diagnostic;
use crate::value::Value;

/// Builds the value at `path`. Recursive: the parsers limit the nesting of values.
pub(super) struct Build<'run> {
    pub(super) path: Path<'run>,
    pub(super) state: &'run mut State,
}

impl Build<'_> {
    fn scalar<E: Error>(mut self, value: impl Into<Value>) -> Result<Value, E> {
        self.count(0)?;
        Ok(value.into())
    }

    fn count<E: Error>(&mut self, length: usize) -> Result<(), E> {
        let is_allowed = self.state.count(self.path, length) && self.state.count_pointer(self.path);
        allowed(is_allowed)
    }
}

/// Stops the parser if a limit is exceeded; the state has the diagnostic.
fn allowed<E: Error>(is_allowed: bool) -> Result<(), E> {
    if is_allowed { Ok(()) } else { Err(E::custom("a limit is exceeded")) }
}

impl<'de> DeserializeSeed<'de> for Build<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Build<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.scalar(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.scalar(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        self.scalar(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        self.scalar(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        self.scalar(value)
    }

    // An integer that does not fit is converted to the nearest float, as in JSON.
    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        let nearest: Option<f64> = value.to_string().parse().ok();
        self.scalar(nearest.and_then(Number::from_f64))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        let nearest: Option<f64> = value.to_string().parse().ok();
        self.scalar(nearest.and_then(Number::from_f64))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        let number = Number::from_f64(value);
        if number.is_none() {
            let pointer = self.path.pointer();
            let message = "this number is not finite and is read as `null`";
            self.state.report(Diagnostic::warning("number-not-finite", &pointer, message));
        }
        self.scalar(number)
    }

    fn visit_str<E: Error>(mut self, value: &str) -> Result<Value, E> {
        self.count(value.len())?;
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Value, A::Error> {
        self.count(0)?;
        let Self { path, state } = self;
        let mut values = Vec::new();
        while let Some(value) =
            items.next_element_seed(Build { path: path.item(values.len()), state: &mut *state })?
        {
            values.push(value);
        }
        values.shrink_to_fit();
        Ok(values.into())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<Value, A::Error> {
        self.count(0)?;
        let Self { path, state } = self;
        let mut built = Members::default();
        while let Some(name) = members.next_key::<Box<str>>()? {
            let inner = Build { path: path.member(&name), state: &mut *state };
            let value = members.next_value_seed(inner)?;
            built.add(name, value, path, state);
        }
        let object = built.finish(path, state);
        allowed(state.allows_members(path, object.len()))?;
        Ok(Value::Object(object))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (tag, value): (String, _) = tagged.variant()?;
        let message = format!("the tag `!{tag}` is ignored");
        let warning = Diagnostic::warning("yaml-tag", &self.path.pointer(), message);
        self.state.report(warning.help("remove the tag; OpenAPI does not use tags of YAML"));
        value.newtype_variant_seed(self)
    }
}
