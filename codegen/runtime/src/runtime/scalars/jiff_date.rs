//! Conversions between [`Date`] and `jiff::civil::Date`.
//!
//! Invariant: year, month and day are preserved.

use jiff_1::civil;

use super::civil_date::CivilDate;
use super::date::Date;
use crate::runtime::json::DecodeError;

impl From<civil::Date> for Date {
    /// Formats as RFC 3339.
    fn from(date: civil::Date) -> Self {
        Self::of(CivilDate {
            year: date.year().into(),
            month: date.month().into(),
            day: date.day().into(),
        })
    }
}

impl TryFrom<&Date> for civil::Date {
    type Error = DecodeError;

    /// The date. It is an error if the text cannot be parsed, or the year is out of range.
    fn try_from(text: &Date) -> Result<Self, DecodeError> {
        date(text.to_civil()?).ok_or_else(|| DecodeError::out_of_range("jiff::civil::Date"))
    }
}

fn date(civil: CivilDate) -> Option<civil::Date> {
    let CivilDate { year, month, day } = civil;
    civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}
