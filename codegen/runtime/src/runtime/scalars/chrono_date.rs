//! Conversions between [`Date`] and `chrono::NaiveDate`.
//!
//! Invariant: year, month and day are preserved.

use chrono_0_4::{Datelike, NaiveDate};

use super::civil_date::CivilDate;
use super::date::Date;
use crate::runtime::json::DecodeError;

impl From<NaiveDate> for Date {
    /// Formats as RFC 3339.
    fn from(date: NaiveDate) -> Self {
        Self::of(CivilDate {
            year: date.year().into(),
            month: date.month().into(),
            day: date.day().into(),
        })
    }
}

impl TryFrom<&Date> for NaiveDate {
    type Error = DecodeError;

    /// The date. It is an error if the text cannot be parsed, or the year is out of range.
    fn try_from(text: &Date) -> Result<Self, DecodeError> {
        date(text.to_civil()?).ok_or_else(|| DecodeError::out_of_range("chrono::NaiveDate"))
    }
}

fn date(civil: CivilDate) -> Option<NaiveDate> {
    let CivilDate { year, month, day } = civil;
    NaiveDate::from_ymd_opt(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)
}
