//! Maps `format` to string and integer types.

use crate::ir::{IntegerKind, StringKind};
use crate::lower::keywords::{Bound, Limits};

pub(super) fn string_kind(format: &str) -> StringKind {
    match format {
        "date-time" => StringKind::DateTime,
        "date" => StringKind::Date,
        "uuid" => StringKind::Uuid,
        "byte" | "base64" => StringKind::Base64,
        "base64url" => StringKind::Base64Url,
        "binary" => StringKind::Binary,
        _ => width(format).map_or(StringKind::Text, StringKind::Integer),
    }
}

#[expect(clippy::cast_precision_loss, reason = "the bound is only compared")]
pub(super) fn integer_kind(format: &str, limits: &Limits) -> IntegerKind {
    let is_large = |maximum: Bound| maximum.number() > i64::MAX as f64;
    match width(format) {
        Some(kind) => kind,
        None if limits.maximum.is_some_and(is_large) => IntegerKind::U64,
        None => IntegerKind::I64,
    }
}

/// The integer type for a format.
fn width(format: &str) -> Option<IntegerKind> {
    match format {
        "int8" => Some(IntegerKind::I8),
        "int16" => Some(IntegerKind::I16),
        "int32" => Some(IntegerKind::I32),
        "int64" => Some(IntegerKind::I64),
        "uint8" => Some(IntegerKind::U8),
        "uint16" => Some(IntegerKind::U16),
        "uint32" => Some(IntegerKind::U32),
        "uint64" => Some(IntegerKind::U64),
        _ => None,
    }
}
