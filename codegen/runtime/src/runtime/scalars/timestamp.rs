//! Parses date-times to nanoseconds since 1970-01-01T00:00:00Z.
//!
//! Accepted are RFC 3339, also without an offset (then UTC) and with a space in place of `T`, and
//! RFC 5322 (formerly 2822), which contains the format of HTTP dates. Years of more than four digits
//! need a sign, as in ISO 8601.
//!
//! Invariant: no text overflows.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::civil_date::CivilDate;
use super::scanner::Scanner;

const NANOS: i128 = 1_000_000_000;
const DAY_SECONDS: i64 = 86_400;

/// The abbreviated names of the months, in order.
pub(crate) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Parses a date-time.
pub(crate) fn parse(text: &str) -> Option<i128> {
    rfc3339(text).or_else(|| rfc5322(text))
}

fn rfc3339(text: &str) -> Option<i128> {
    let mut scanner = Scanner::new(text);
    let day = scanner.day()?;
    scanner.one_of("Tt ")?;
    let (seconds, nanos) = scanner.time()?;
    let offset = scanner.offset()?;
    scanner.is_at_end().then(|| moment(day, seconds - offset, nanos))
}

/// Parses `Sun, 06 Nov 1994 08:49:37 GMT`. The name of the day is optional and not checked.
fn rfc5322(text: &str) -> Option<i128> {
    let date = text.split_once(',').map_or(text, |(_, date)| date);
    let mut words = date.split_ascii_whitespace();
    let day = words.next()?.parse().ok()?;
    let name = words.next()?;
    let month = (1..).zip(MONTHS).find(|(_, month)| month.eq_ignore_ascii_case(name))?.0;
    let day = CivilDate::new(rfc5322_year(words.next()?)?, month, day)?;
    let (seconds, nanos) = Scanner::whole(words.next()?, Scanner::time)?;
    let offset = words.next().map_or(Some(0), zone)?;
    words.next().is_none().then(|| moment(day, seconds - offset, nanos))
}

/// A year of two or three digits is one from 1950 (RFC 5322, section 4.3).
fn rfc5322_year(text: &str) -> Option<i64> {
    let year: i64 = text.parse().ok()?;
    Some(match text.len() {
        2 if year < 50 => year + 2000,
        2 | 3 => year + 1900,
        _ => year,
    })
}

fn zone(text: &str) -> Option<i64> {
    match text {
        "GMT" | "UTC" | "UT" => Some(0),
        _ => Scanner::whole(text, Scanner::offset),
    }
}

/// The nanoseconds since 1970-01-01T00:00:00Z of a time on a day.
pub(crate) fn moment(day: CivilDate, seconds: i64, nanos: i64) -> i128 {
    let days = i128::from(day.to_days());
    (days * i128::from(DAY_SECONDS) + i128::from(seconds)) * NANOS + i128::from(nanos)
}

/// The nanoseconds since 1970-01-01T00:00:00Z of a [`SystemTime`].
pub(crate) fn from_system_time(time: SystemTime) -> i128 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => nanos(after),
        Err(before) => -nanos(before.duration()),
    }
}

fn nanos(duration: Duration) -> i128 {
    // Every duration fits.
    i128::try_from(duration.as_nanos()).unwrap_or(i128::MAX)
}
