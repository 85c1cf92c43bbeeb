//! Builds the value tree while a text is parsed.
//!
//! Invariant: what JSON has no word for (tags, infinite numbers, names that are not texts, merge
//! keys) is either put into its terms or reported.

mod members;

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_json::{Number, Value};

use self::members::Members;
use super::state::{State, Way};
use crate::diagnostics::Diagnostic;

/// The message when [`State::take_room`] finds none.
pub(super) const TOO_LARGE: &str = "aliases make this description too large";

/// Builds the value that stands at the end of `way`.
pub(super) struct Build<'run> {
    pub(super) way: Way<'run>,
    pub(super) state: &'run mut State,
}

impl Build<'_> {
    fn scalar<E: Error>(mut self, value: impl Into<Value>) -> Result<Value, E> {
        self.take_room(0)?;
        Ok(value.into())
    }

    fn take_room<E: Error>(&mut self, length: usize) -> Result<(), E> {
        if self.state.take_room(length) { Ok(()) } else { Err(E::custom(TOO_LARGE)) }
    }
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

    // An integer that does not fit becomes the nearest float, as it does in JSON.
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
            let pointer = self.way.pointer();
            let message = "this number is not finite, and is read as `null`";
            self.state.warn(Diagnostic::warning("number-not-finite", &pointer, message));
        }
        self.scalar(number)
    }

    fn visit_str<E: Error>(mut self, value: &str) -> Result<Value, E> {
        self.take_room(value.len())?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Value, A::Error> {
        self.take_room(0)?;
        let Self { way, state } = self;
        let mut values = Vec::new();
        while let Some(value) = items
            .next_element_seed(Build { way: Way::Item(&way, values.len()), state: &mut *state })?
        {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<Value, A::Error> {
        self.take_room(0)?;
        let Self { way, state } = self;
        let mut built = Members::default();
        while let Some(name) = members.next_key::<String>()? {
            let inner = Build { way: Way::Member(&way, &name), state: &mut *state };
            let value = members.next_value_seed(inner)?;
            built.add(name, value, way, state);
        }
        Ok(Value::Object(built.finish()))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (tag, value): (String, _) = tagged.variant()?;
        let message = format!("the tag `!{tag}` is ignored");
        let warning = Diagnostic::warning("yaml-tag", &self.way.pointer(), message);
        self.state.warn(warning.help("remove the tag; a description has no use for tags"));
        value.newtype_variant_seed(self)
    }
}
