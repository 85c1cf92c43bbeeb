//! Parses HTTP dates (RFC 9110, section 5.6.7) to nanoseconds since 1970-01-01T00:00:00Z.
//!
//! Accepted are the current format, `Sun, 06 Nov 1994 08:49:37 GMT`, and the two obsolete formats
//! that a recipient must accept: `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`.
//!
//! Invariant: no text overflows.

use crate::runtime::scalars::{CivilDate, MONTHS, Scanner, moment, timestamp};

/// The number of nanoseconds of a day.
const DAY: i128 = 86_400 * 1_000_000_000;

/// Parses a date. `now` decides the century of a year with two digits.
pub(crate) fn parse(text: &str, now: i128) -> Option<i128> {
    timestamp::parse(text).or_else(|| rfc850(text, now)).or_else(|| asctime(text))
}

/// Parses `Sunday, 06-Nov-94 08:49:37 GMT`. A date more than 50 years in the future is the most
/// recent one in the past with the same last digits.
fn rfc850(text: &str, now: i128) -> Option<i128> {
    let (_, date) = text.split_once(", ")?;
    let (date, time) = date.split_once(' ')?;
    let mut parts = date.split('-');
    let (day, month) = (number(parts.next()?)?, month(parts.next()?)?);
    let year = parts.next().filter(|year| year.len() == 2).and_then(number)?;
    let seconds = seconds(time.strip_suffix(" GMT")?)?;
    let at = |century: i64| Some(moment(CivilDate::new(century + year, month, day)?, seconds, 0));
    let fifty_years = 50 * 36_525 * DAY / 100;
    let is_past = |date: &i128| *date <= now + fifty_years;
    parts.next().is_none().then_some(())?;
    let this_century =
        CivilDate::from_days(i64::try_from(now.div_euclid(DAY)).ok()?)?.year / 100 * 100;
    [this_century + 100, this_century, this_century - 100]
        .into_iter()
        .find_map(|century| at(century).filter(is_past))
}

/// Parses `Sun Nov  6 08:49:37 1994`.
fn asctime(text: &str) -> Option<i128> {
    let mut words = text.split_ascii_whitespace().skip(1);
    let (month, day) = (month(words.next()?)?, number(words.next()?)?);
    let seconds = seconds(words.next()?)?;
    let year = words.next().filter(|year| year.len() == 4).and_then(number)?;
    words.next().is_none().then_some(())?;
    Some(moment(CivilDate::new(year, month, day)?, seconds, 0))
}

fn month(name: &str) -> Option<i64> {
    Some((1..).zip(MONTHS).find(|(_, month)| *month == name)?.0)
}

fn number(text: &str) -> Option<i64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

fn seconds(time: &str) -> Option<i64> {
    Scanner::whole(time, Scanner::time).map(|(seconds, _)| seconds)
}
