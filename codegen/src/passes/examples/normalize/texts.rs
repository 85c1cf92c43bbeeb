//! Finds texts that a client keeps as they are, but that the schema does not describe.

use regex_lite::RegexBuilder;

use super::mismatch::{Correction, Mismatch};
use crate::ir::StringKind;
use crate::limits::{PATTERN_BYTES, PATTERN_TEXT};

/// Why a text is no date or time (RFC 3339, section 5.6).
pub(super) fn of_format(kind: StringKind, text: &str) -> Option<Mismatch> {
    let (is_right, message, help) = match kind {
        StringKind::DateTime => (
            is_date_time(text),
            "this is not a date and time",
            "write it as in `2018-07-03T20:31:07Z`, with an offset from UTC",
        ),
        StringKind::Date => (is_date(text), "this is not a date", "write it as in `2018-07-03`"),
        _ => return None,
    };
    (!is_right).then(|| Mismatch::new(message).correct(Correction::Help(help)))
}

/// Why a text does not match a `pattern`. One that cannot be read, or is large, is not compared.
pub(super) fn of_pattern(pattern: &str, text: &str) -> Option<Mismatch> {
    if text.len() > PATTERN_TEXT || pattern.len() > PATTERN_BYTES {
        return None;
    }
    // `\d` and `\w` are ASCII there, as in ECMA 262.
    let compiled = RegexBuilder::new(pattern).size_limit(PATTERN_BYTES).build().ok()?;
    let reason = || format!("this does not match the pattern `{pattern}`");
    (!compiled.is_match(text)).then(|| Mismatch::new(reason()))
}

fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't', ' ']) else { return false };
    let Some(start) = time.find(['Z', 'z', '+', '-']) else { return false };
    let (time, offset) = time.split_at_checked(start).unwrap_or_default();
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let is_time = |text: &str| match numbers(text, ':', &[2, 2, 2]).as_deref() {
        Some([hour, minute, second]) => *hour < 24 && *minute < 60 && *second <= 60,
        _ => false,
    };
    let is_offset = |text: &str| match numbers(text, ':', &[2, 2]).as_deref() {
        Some([hours, minutes]) => *hours < 24 && *minutes < 60,
        _ => false,
    };
    let is_utc = offset.eq_ignore_ascii_case("z");
    is_date(date)
        && is_time(time)
        && is_fraction
        && (is_utc || is_offset(offset.get(1..).unwrap_or_default()))
}

fn is_date(text: &str) -> bool {
    let Some(numbers) = numbers(text, '-', &[4, 2, 2]) else { return false };
    let [year, month, day] = numbers.as_slice() else { return false };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(day)
}

/// The numbers between separators, each with so many digits.
fn numbers(text: &str, separator: char, digits: &[usize]) -> Option<Vec<u32>> {
    let parts: Vec<&str> = text.split(separator).take(digits.len() + 1).collect();
    let is_number = |(part, digits): (&&str, &usize)| {
        part.len() == *digits && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if parts.len() != digits.len() || !parts.iter().zip(digits).all(is_number) {
        return None;
    }
    parts.into_iter().map(|part| part.parse().ok()).collect()
}
