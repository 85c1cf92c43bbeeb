//! Spells out symbols in names, so that `+1` and `-1` become different identifiers.

use super::valid::normalized;

/// Replaces meaningful symbols by words and all other symbols by spaces.
pub(super) fn spelled_out(text: &str) -> String {
    if text == "/" {
        return "slash".to_owned();
    }
    // A letter and its accent would be two characters, the second of which is a symbol.
    let text = normalized(text);
    let mut words = String::with_capacity(text.len());
    let mut before = None;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match word(letter) {
            Some(word) => {
                words.push(' ');
                words.push_str(word);
                words.push(' ');
            }
            // A dash is a sign only before a leading digit: in `-1`, but not in `a-1`.
            None if letter == '-'
                && before.is_none()
                && letters.peek().is_some_and(char::is_ascii_digit) =>
            {
                words.push_str("minus ");
            }
            None if letter == '\'' || letter == '’' => {}
            None if letter.is_alphanumeric() => words.push(letter),
            None => words.push(' '),
        }
        before = Some(letter);
    }
    words
}

fn word(symbol: char) -> Option<&'static str> {
    match symbol {
        '+' => Some("plus"),
        '<' => Some("lt"),
        '>' => Some("gt"),
        '=' => Some("eq"),
        '!' => Some("not"),
        '*' => Some("star"),
        '%' => Some("percent"),
        '&' => Some("and"),
        _ => None,
    }
}
