//! A moment, kept in the text that it was received in.
//!
//! Invariant: the text never changes, so that what was read is written back, and a moment that
//! cannot be understood fails no response: only its views are `None`. Two texts for one moment
//! are not equal; compare [`DateTime::unix_nanos`] for that.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::civil_date::CivilDate;
use super::timestamp;
use crate::runtime::json;
use crate::runtime::json::{Decode, DecodeError, Node};

const NANOS: i128 = 1_000_000_000;
const DAY_SECONDS: i64 = 86_400;

/// A moment. Made from a [`SystemTime`] by `into()`, or from text by `parse()`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DateTime(String);

impl DateTime {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nanoseconds after 1970-01-01T00:00:00Z, if the text can be understood: RFC 3339, also
    /// without an offset (taken as UTC) or with a space for the `T`, or RFC 5322.
    #[must_use]
    pub fn unix_nanos(&self) -> Option<i128> {
        timestamp::parse(&self.0)
    }

    /// The whole milliseconds after 1970-01-01T00:00:00Z, if the text can be understood.
    #[must_use]
    pub fn unix_millis(&self) -> Option<i64> {
        self.unix_nanos()?.div_euclid(1_000_000).try_into().ok()
    }

    /// The whole seconds after 1970-01-01T00:00:00Z, if the text can be understood.
    #[must_use]
    pub fn unix_seconds(&self) -> Option<i64> {
        self.unix_nanos()?.div_euclid(NANOS).try_into().ok()
    }

    /// The moment on the system's clock, if the text can be understood.
    #[must_use]
    pub fn to_system_time(&self) -> Option<SystemTime> {
        self.unix_nanos().and_then(to_system_time)
    }
}

impl From<SystemTime> for DateTime {
    /// RFC 3339 in UTC, with milliseconds, or with nanoseconds where they are not zero.
    fn from(time: SystemTime) -> Self {
        // All moments that a system's clock can hold are days of the calendar.
        Self(write(timestamp::from_system_time(time)).unwrap_or_default())
    }
}

fn write(nanos: i128) -> Option<String> {
    let seconds = i64::try_from(nanos.div_euclid(NANOS)).ok()?;
    let day = CivilDate::from_days(seconds.div_euclid(DAY_SECONDS))?;
    let second = seconds.rem_euclid(DAY_SECONDS);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    let fraction = match nanos.rem_euclid(NANOS) {
        nanos if nanos % 1_000_000 == 0 => format!("{:03}", nanos / 1_000_000),
        nanos => format!("{nanos:09}"),
    };
    Some(format!("{day}T{hour:02}:{minute:02}:{second:02}.{fraction}Z"))
}

fn to_system_time(nanos: i128) -> Option<SystemTime> {
    let seconds = u64::try_from(nanos.unsigned_abs() / NANOS.unsigned_abs()).ok()?;
    let rest = u32::try_from(nanos.unsigned_abs() % NANOS.unsigned_abs()).ok()?;
    let distance = Duration::new(seconds, rest);
    if nanos < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) }
}

impl FromStr for DateTime {
    type Err = DecodeError;

    fn from_str(text: &str) -> Result<Self, DecodeError> {
        let moment = timestamp::parse(text);
        moment
            .map(|_| Self(text.to_owned()))
            .ok_or_else(|| DecodeError::invalid_text("a date-time"))
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_with(deserializer)
    }
}

impl Decode for DateTime {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        String::decode(node).map(Self)
    }
}
