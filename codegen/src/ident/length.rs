//! Shortens names.
//!
//! Invariant: a shortened name depends on the whole name only, and keeps its end, where names that a
//! scope has numbered differ.

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::limits;

/// The name if it has at most `most` characters, otherwise its first and its last ones.
pub(super) fn shortened(name: String, most: usize) -> String {
    let length = name.chars().count();
    if length <= most {
        return name;
    }
    let start = name.chars().take(most / 2);
    let short: String = start.chain(name.chars().skip(length - most.div_ceil(2))).collect();
    // The compiler warns about two underscores, which are there if the cut is next to one on both sides.
    short.replace("__", "_")
}

/// Concatenates the parts; if the result is too long, only the first part and the last two words.
pub(super) fn joined(parts: &[String]) -> String {
    let whole = parts.concat();
    if whole.chars().count() <= limits::NAME_LENGTH {
        return whole;
    }
    let first = parts.first().map(String::as_str).unwrap_or_default();
    let snake = whole.to_snake_case();
    let words: Vec<&str> = snake.rsplit('_').take(2).collect();
    let last: Vec<&str> = words.into_iter().rev().collect();
    let short = format!("{first}{}", last.join("_").to_upper_camel_case());
    shortened(short, limits::NAME_LENGTH)
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn both_ends_of_a_long_name_are_kept() {
        assert_eq!(shortened("abcdef".to_owned(), 6), "abcdef");
        assert_eq!(shortened("abcdefg".to_owned(), 6), "abcefg");
        assert_eq!(shortened("äbcdéfg".to_owned(), 5), "äbéfg");
        assert_eq!(shortened("ab_cd_ef".to_owned(), 6), "ab_ef");
    }
}
