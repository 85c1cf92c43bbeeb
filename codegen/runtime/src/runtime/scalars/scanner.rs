//! Reads the parts of dates and times from the front of a text.
//!
//! Invariant: a part that is not there gives `None`, and numbers are as long as their form says,
//! so that nothing overflows.

use super::civil_date::CivilDate;

/// What is left of a text.
pub(crate) struct Scanner<'a> {
    rest: &'a str,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// Reads the whole of a text as one part.
    pub(crate) fn whole<T>(text: &'a str, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut scanner = Self::new(text);
        let part = read(&mut scanner)?;
        scanner.is_at_end().then_some(part)
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// One of those characters.
    pub(crate) fn one_of(&mut self, characters: &str) -> Option<char> {
        let first = self.rest.chars().next().filter(|first| characters.contains(*first))?;
        self.rest = self.rest.get(first.len_utf8()..)?;
        Some(first)
    }

    /// All digits that come now, as text.
    fn digits(&mut self) -> &'a str {
        let count = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at_checked(count).unwrap_or_default();
        self.rest = rest;
        digits
    }

    /// A number of two digits.
    fn two_digits(&mut self) -> Option<i64> {
        let (digits, rest) = self.rest.split_at_checked(2)?;
        self.rest = rest;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
    }

    /// `2024-02-29`.
    pub(crate) fn day(&mut self) -> Option<CivilDate> {
        let year = self.year()?;
        self.one_of("-")?;
        let month = self.two_digits()?;
        self.one_of("-")?;
        CivilDate::new(year, month, self.two_digits()?)
    }

    /// A year of four digits, or of up to twelve with a sign.
    fn year(&mut self) -> Option<i64> {
        let sign = self.one_of("+-");
        let digits = self.digits();
        let is_year =
            if sign.is_some() { (4..=12).contains(&digits.len()) } else { digits.len() == 4 };
        let year = is_year.then(|| digits.parse::<i64>().ok())??;
        Some(if sign == Some('-') { -year } else { year })
    }

    /// `08:49:37.5` as seconds and nanoseconds. A leap second is the first one of the next minute.
    pub(crate) fn time(&mut self) -> Option<(i64, i64)> {
        let hour = self.two_digits().filter(|hour| *hour < 24)?;
        self.one_of(":")?;
        let minute = self.two_digits().filter(|minute| *minute < 60)?;
        let second = match self.one_of(":") {
            Some(_) => self.two_digits().filter(|second| *second <= 60)?,
            None => 0,
        };
        Some((hour * 3_600 + minute * 60 + second, self.fraction()?))
    }

    /// The digits after a point or comma as nanoseconds. What is finer is cut off.
    fn fraction(&mut self) -> Option<i64> {
        if self.one_of(".,").is_none() {
            return Some(0);
        }
        let digits = self.digits();
        let nanos = digits.bytes().chain(std::iter::repeat(b'0')).take(9);
        (!digits.is_empty())
            .then(|| nanos.fold(0, |nanos, digit| nanos * 10 + i64::from(digit - b'0')))
    }

    /// `Z`, `+02:00`, `+0200`, `+02` or nothing, as seconds.
    pub(crate) fn offset(&mut self) -> Option<i64> {
        let Some(sign) = self.one_of("Zz+-").filter(|sign| !matches!(sign, 'Z' | 'z')) else {
            return Some(0);
        };
        let hours = self.two_digits().filter(|hours| *hours < 24)?;
        let has_minutes = self.one_of(":").is_some() || !self.is_at_end();
        let minutes =
            if has_minutes { self.two_digits().filter(|minutes| *minutes < 60)? } else { 0 };
        let seconds = hours * 3_600 + minutes * 60;
        Some(if sign == '-' { -seconds } else { seconds })
    }
}
