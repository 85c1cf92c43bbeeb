//! A calendar date, stored as the text in which it was received.
//!
//! Invariant: encoding preserves the text. A date that cannot be parsed does not fail the decoding
//! of a response; its accessors return `None`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::civil_date::CivilDate;
use super::scanner::Scanner;
use crate::runtime::json;
use crate::runtime::json::{Decode, DecodeError, Node};

/// A calendar date such as `2024-02-29`: `format: date`.
///
/// It stores the text in which it was received. Text that is not a date does not fail the decoding
/// of a response, but the accessors return `None`. A time after the date is kept and ignored.
///
/// ```
/// use runtime::Date;
///
/// let date: Date = "2024-02-29".parse()?;
/// assert_eq!(date.month(), Some(2));
/// assert_eq!(Some(date), Date::new(2024, 2, 29));
/// # Ok::<(), runtime::json::DecodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Date(String);

impl Date {
    /// The date with this year, month (from 1 to 12) and day (from 1), if the calendar has it.
    #[must_use]
    pub fn new(year: i64, month: u8, day: u8) -> Option<Self> {
        CivilDate::new(year, month.into(), day.into()).map(Self::of)
    }

    pub(super) fn of(civil: CivilDate) -> Self {
        Self(civil.to_string())
    }

    /// The date as numbers.
    ///
    /// # Errors
    /// The text cannot be parsed.
    pub(super) fn to_civil(&self) -> Result<CivilDate, DecodeError> {
        parse(&self.0).ok_or_else(|| DecodeError::invalid_text("a date"))
    }

    /// The text in which the date was received or created.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The year, if the text can be parsed.
    #[must_use]
    pub fn year(&self) -> Option<i64> {
        parse(&self.0).map(|civil| civil.year)
    }

    /// The month, from 1 to 12, if the text can be parsed.
    #[must_use]
    pub fn month(&self) -> Option<u8> {
        parse(&self.0)?.month.try_into().ok()
    }

    /// The day of the month, from 1 to 31, if the text can be parsed.
    #[must_use]
    pub fn day(&self) -> Option<u8> {
        parse(&self.0)?.day.try_into().ok()
    }

    /// The number of days since 1970-01-01, negative before it, if the text can be parsed.
    #[must_use]
    pub fn unix_days(&self) -> Option<i64> {
        parse(&self.0).map(CivilDate::to_days)
    }
}

/// Parses the date at the start of a date or date-time.
fn parse(text: &str) -> Option<CivilDate> {
    let mut scanner = Scanner::new(text);
    let day = scanner.day()?;
    (scanner.is_at_end() || scanner.one_of("Tt ").is_some()).then_some(day)
}

impl FromStr for Date {
    type Err = DecodeError;

    fn from_str(text: &str) -> Result<Self, DecodeError> {
        let date = Self(text.to_owned());
        date.to_civil().map(|_| date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_with(deserializer)
    }
}

impl Decode for Date {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        node.expect(|node| node.as_str().is_some_and(|text| text.parse::<Self>().is_ok()));
        String::decode(node.unrecorded()).map(Self)
    }
}
