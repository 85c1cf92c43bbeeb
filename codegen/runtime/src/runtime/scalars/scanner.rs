//! Scans the components of dates and times from the start of a text.
//!
//! Invariant: a missing component is `None`. The number of digits is limited, so that no number
//! overflows.

use super::civil_date::CivilDate;

/// The rest of a text that is scanned.
pub(crate) struct Scanner<'a> {
    rest: &'a str,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// Scans a whole text as one component.
    pub(crate) fn whole<T>(text: &'a str, scan: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut scanner = Self::new(text);
        let component = scan(&mut scanner)?;
        scanner.is_at_end().then_some(component)
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Scans one of these characters.
    pub(crate) fn one_of(&mut self, characters: &str) -> Option<char> {
        let first = self.rest.chars().next().filter(|first| characters.contains(*first))?;
        self.rest = self.rest.get(first.len_utf8()..)?;
        Some(first)
    }

    /// Scans digits, possibly none.
    fn digits(&mut self) -> &'a str {
        let count = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at_checked(count).unwrap_or_default();
        self.rest = rest;
        digits
    }

    /// Scans a number of two digits.
    fn two_digits(&mut self) -> Option<i64> {
        let (digits, rest) = self.rest.split_at_checked(2)?;
        self.rest = rest;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
    }

    /// Scans a date such as `2024-02-29`.
    pub(crate) fn day(&mut self) -> Option<CivilDate> {
        let year = self.year()?;
        self.one_of("-")?;
        let month = self.two_digits()?;
        self.one_of("-")?;
        CivilDate::new(year, month, self.two_digits()?)
    }

    /// Scans a year: four digits, or a sign and four to twelve digits.
    fn year(&mut self) -> Option<i64> {
        let sign = self.one_of("+-");
        let digits = self.digits();
        let is_year =
            if sign.is_some() { (4..=12).contains(&digits.len()) } else { digits.len() == 4 };
        let year = is_year.then(|| digits.parse::<i64>().ok())??;
        Some(if sign == Some('-') { -year } else { year })
    }

    /// Scans a time such as `08:49:37.5` as seconds and nanoseconds. A leap second is the first
    /// second of the next minute.
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

    /// Scans a fraction as nanoseconds. Further digits are ignored.
    fn fraction(&mut self) -> Option<i64> {
        if self.one_of(".,").is_none() {
            return Some(0);
        }
        let digits = self.digits();
        let nanos = digits.bytes().chain(std::iter::repeat(b'0')).take(9);
        (!digits.is_empty())
            .then(|| nanos.fold(0, |nanos, digit| nanos * 10 + i64::from(digit - b'0')))
    }

    /// Scans `Z`, `+02:00`, `+0200`, `+02` or nothing as an offset in seconds.
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
