//! A date-time, stored as the text in which it was received.
//!
//! Invariant: encoding preserves the text. A date-time that cannot be parsed does not fail the
//! decoding of a response; its accessors return `None`.

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

/// A date-time: `format: date-time`. A [`SystemTime`] converts with `into()`, and text with
/// `parse()`.
///
/// It stores the text in which it was received. Text that is not a date-time does not fail the
/// decoding of a response, but the accessors return `None`. Two texts for one moment, such as with
/// different offsets, are not equal; compare [`unix_nanos`](Self::unix_nanos) instead.
///
/// ```
/// use runtime::DateTime;
///
/// let time: DateTime = "2024-02-29T12:00:00+01:00".parse()?;
/// assert_eq!(time.unix_seconds(), Some(1_709_204_400));
/// # Ok::<(), runtime::json::DecodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DateTime(String);

impl DateTime {
    /// The text in which the date-time was received or created.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nanoseconds since 1970-01-01T00:00:00Z, if the text can be parsed. Accepted are RFC 3339,
    /// also without an offset (then UTC) or with a space in place of `T`, and RFC 5322.
    #[must_use]
    pub fn unix_nanos(&self) -> Option<i128> {
        timestamp::parse(&self.0)
    }

    /// The milliseconds since 1970-01-01T00:00:00Z, rounded down, if the text can be parsed.
    #[must_use]
    pub fn unix_millis(&self) -> Option<i64> {
        self.unix_nanos()?.div_euclid(1_000_000).try_into().ok()
    }

    /// The seconds since 1970-01-01T00:00:00Z, rounded down, if the text can be parsed.
    #[must_use]
    pub fn unix_seconds(&self) -> Option<i64> {
        self.unix_nanos()?.div_euclid(NANOS).try_into().ok()
    }

    /// The moment that is this number of nanoseconds after 1970-01-01T00:00:00Z, as text in UTC. The
    /// calendar covers the range of [`SystemTime`] and of the types of other crates.
    pub(super) fn at(nanos: i128) -> Self {
        Self(format(nanos).unwrap_or_default())
    }

    /// The nanoseconds since 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// The text cannot be parsed.
    pub(super) fn to_nanos(&self) -> Result<i128, DecodeError> {
        self.unix_nanos().ok_or_else(|| DecodeError::invalid_text("a date-time"))
    }

    /// The date-time as a [`SystemTime`], if the text can be parsed and the time is within its range.
    #[must_use]
    pub fn to_system_time(&self) -> Option<SystemTime> {
        self.unix_nanos().and_then(to_system_time)
    }
}

impl From<SystemTime> for DateTime {
    /// Formats as RFC 3339 in UTC, with milliseconds, or with nanoseconds if the time is not a whole
    /// number of milliseconds.
    fn from(time: SystemTime) -> Self {
        Self::at(timestamp::from_system_time(time))
    }
}

fn format(nanos: i128) -> Option<String> {
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
        node.expect(|node| node.as_str().is_some_and(|text| text.parse::<Self>().is_ok()));
        String::decode(node.unrecorded()).map(Self)
    }
}
