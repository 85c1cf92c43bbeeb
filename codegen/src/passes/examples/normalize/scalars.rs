//! Checks and normalizes scalar values.

use serde_json::{Number, Value};

use super::Mismatch;
use crate::ir::{Enumeration, IntegerKind, StringKind};

pub(super) fn integer(kind: IntegerKind, value: &Value) -> Result<Value, Mismatch> {
    let Some(whole) = whole(value) else { return Err(Mismatch::of_type(value, "an integer")) };
    let (least, most) = range(kind);
    if !(least..=most).contains(&whole) {
        return Err(Mismatch::new("the number is outside the range of its format"));
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

pub(super) fn number(value: &Value) -> Result<Value, Mismatch> {
    let Some(number) = value.as_f64() else { return Err(Mismatch::of_type(value, "a number")) };
    let plain = if number.fract() == 0.0 && number.abs() < 9e15 {
        integer(IntegerKind::I64, value).ok()
    } else {
        None
    };
    let float = || Number::from_f64(number).map(Value::Number);
    plain.or_else(float).ok_or_else(|| Mismatch::of_type(value, "a number"))
}

pub(super) fn string(kind: StringKind, value: &Value) -> Result<Value, Mismatch> {
    let Some(text) = value.as_str() else { return Err(Mismatch::of_type(value, "a string")) };
    match kind {
        StringKind::Uuid if !is_uuid(text) => Err(Mismatch::new("this is not a UUID")),
        StringKind::Uuid => Ok(Value::from(text.to_ascii_lowercase())),
        StringKind::Integer(kind) => decimal(kind, text),
        StringKind::Base64 if !is_base64(text) => Err(Mismatch::new("this is not base64")),
        StringKind::Base64Url if !is_base64_url(text) => {
            Err(Mismatch::new("this is not base64url"))
        }
        _ => Ok(value.clone()),
    }
}

/// A decimal integer as a client encodes it.
fn decimal(kind: IntegerKind, text: &str) -> Result<Value, Mismatch> {
    let (least, most) = range(kind);
    match text.parse::<i128>() {
        Ok(number) if (least..=most).contains(&number) => Ok(Value::from(number.to_string())),
        _ => Err(Mismatch::new("this is not an integer in the range of its format")),
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

/// Whether the text has the URL-safe alphabet and no padding, as a client encodes it.
fn is_base64_url(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    text.len() % 4 != 1 && text.bytes().all(plain)
}

pub(super) fn enumerated(listed: &Enumeration, value: &Value) -> Result<Value, Mismatch> {
    let same = |known: &&Value| match (whole(known), whole(value)) {
        (Some(left), Some(right)) => left == right,
        _ => *known == value,
    };
    let Some(known) = listed.values.iter().find(same) else {
        return Err(Mismatch::new("the schema does not list this value"));
    };
    let whole_numbers = listed.values.iter().all(|value| whole(value).is_some());
    match whole(known) {
        Some(_) if whole_numbers => integer(IntegerKind::I64, known),
        _ if listed.values.iter().all(Value::is_number) => number(known),
        _ => Ok(known.clone()),
    }
}
