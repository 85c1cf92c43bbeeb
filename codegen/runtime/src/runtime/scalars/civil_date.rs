//! Calendar dates, and their distance from 1970-01-01.
//!
//! The arithmetic is that of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"
//! (`days_from_civil` and `civil_from_days`). Its years start in March, so that the leap day is the
//! last of its year, and its eras of 400 years all have the same number of days.
//!
//! Invariant: no date within the range of years overflows.

use std::fmt;

/// The number of days of an era.
const ERA_DAYS: i64 = 146_097;

/// The number of days from 0000-03-01, the start of an era, to 1970-01-01.
const EPOCH_DAYS: i64 = 719_468;

/// The last year, and negated the first one. The range of
/// [`SystemTime`](std::time::SystemTime) is within.
const LAST_YEAR: i64 = 999_999_999_999;

/// A date of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CivilDate {
    /// The astronomical year: the year before 1 is 0.
    pub year: i64,
    /// The month, from 1 to 12.
    pub month: i64,
    /// The day of the month, from 1.
    pub day: i64,
}

impl CivilDate {
    /// The date, if the calendar has it.
    #[must_use]
    pub fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        let is_valid =
            (-LAST_YEAR..=LAST_YEAR).contains(&year) && (1..=days_in(year, month)?).contains(&day);
        is_valid.then_some(Self { year, month, day })
    }

    /// The number of days since 1970-01-01.
    #[must_use]
    pub fn to_days(self) -> i64 {
        let year = if self.month <= 2 { self.year - 1 } else { self.year };
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let month_from_march = (self.month + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + self.day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * ERA_DAYS + day_of_era - EPOCH_DAYS
    }

    /// The date that is this number of days after 1970-01-01, if it is within the range of years.
    #[must_use]
    pub fn from_days(days: i64) -> Option<Self> {
        let days = days.checked_add(EPOCH_DAYS)?;
        let (era, day_of_era) = (days.div_euclid(ERA_DAYS), days.rem_euclid(ERA_DAYS));
        let leap_days = day_of_era / 1_460 - day_of_era / 36_524 + day_of_era / 146_096;
        let year_of_era = (day_of_era - leap_days) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self::new(year, month, day)
    }
}

impl fmt::Display for CivilDate {
    /// Formats as `2024-02-29`, with a sign before a year that needs more than four digits or is
    /// negative (ISO 8601).
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day } = self;
        match year {
            0..=9_999 => write!(formatter, "{year:04}-{month:02}-{day:02}"),
            _ => write!(formatter, "{year:+05}-{month:02}-{day:02}"),
        }
    }
}

fn days_in(year: i64, month: i64) -> Option<i64> {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 if is_leap(year) => Some(29),
        2 => Some(28),
        _ => None,
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}
