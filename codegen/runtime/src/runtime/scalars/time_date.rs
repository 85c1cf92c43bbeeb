//! Conversions between [`Date`] and `time::Date`.
//!
//! Invariant: year, month and day are preserved.

use super::civil_date::CivilDate;
use super::date::Date;
use crate::runtime::json::DecodeError;

impl From<time_0_3::Date> for Date {
    /// Formats as RFC 3339.
    fn from(date: time_0_3::Date) -> Self {
        let (year, month, day) = date.to_calendar_date();
        Self::of(CivilDate { year: year.into(), month: u8::from(month).into(), day: day.into() })
    }
}

impl TryFrom<&Date> for time_0_3::Date {
    type Error = DecodeError;

    /// The date. It is an error if the text cannot be parsed, or the year is out of range.
    fn try_from(text: &Date) -> Result<Self, DecodeError> {
        date(text.to_civil()?).ok_or_else(|| DecodeError::out_of_range("time::Date"))
    }
}

fn date(civil: CivilDate) -> Option<time_0_3::Date> {
    let month = u8::try_from(civil.month).ok()?.try_into().ok()?;
    let (year, day) = (civil.year.try_into().ok()?, civil.day.try_into().ok()?);
    time_0_3::Date::from_calendar_date(year, month, day).ok()
}
