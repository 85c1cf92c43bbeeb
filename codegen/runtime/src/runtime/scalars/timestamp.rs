//! From the text of a moment to nanoseconds after 1970-01-01T00:00:00Z.
//!
//! Read are RFC 3339, also without an offset (which is then UTC) and with a space for the `T`,
//! and RFC 5322 (before: 2822), which the dates of HTTP are written in. Years of more than four digits need a sign, as
//! in ISO 8601. Invariant: no text makes it overflow.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::civil_date::CivilDate;
use super::scanner::Scanner;

const NANOS: i128 = 1_000_000_000;
const DAY_SECONDS: i64 = 86_400;

pub(crate) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The moment that the text means.
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

/// `Sun, 06 Nov 1994 08:49:37 GMT`: the name of the day may be left out, and is not checked.
fn rfc5322(text: &str) -> Option<i128> {
    let date = text.split_once(',').map_or(text, |(_, date)| date);
    let mut words = date.split_ascii_whitespace();
    let day = words.next()?.parse().ok()?;
    let name = words.next()?;
    let month = (1..).zip(MONTHS).find(|(_, month)| month.eq_ignore_ascii_case(name))?.0;
    let day = CivilDate::new(words.next()?.parse().ok()?, month, day)?;
    let (seconds, nanos) = Scanner::whole(words.next()?, Scanner::time)?;
    let offset = words.next().map_or(Some(0), zone)?;
    words.next().is_none().then(|| moment(day, seconds - offset, nanos))
}

fn zone(text: &str) -> Option<i64> {
    match text {
        "GMT" | "UTC" | "UT" => Some(0),
        _ => Scanner::whole(text, Scanner::offset),
    }
}

pub(crate) fn moment(day: CivilDate, seconds: i64, nanos: i64) -> i128 {
    let days = i128::from(day.to_days());
    (days * i128::from(DAY_SECONDS) + i128::from(seconds)) * NANOS + i128::from(nanos)
}

/// The moment of a system's clock.
pub(crate) fn from_system_time(time: SystemTime) -> i128 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => nanos(after),
        Err(before) => -nanos(before.duration()),
    }
}

fn nanos(duration: Duration) -> i128 {
    i128::try_from(duration.as_nanos()).unwrap_or(i128::MAX)
}
