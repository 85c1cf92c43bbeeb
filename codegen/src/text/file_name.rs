//! The name of a description's file to text for the headers of generated files.

use super::line::Line;

/// The name, in which everything that could end a comment or start markup is replaced by `_`.
pub(crate) fn file_name(name: &str) -> Line {
    let is_plain =
        |letter: char| letter.is_alphanumeric() || matches!(letter, '/' | '.' | '-' | '_' | ' ');
    let plain = name.chars().map(|letter| if is_plain(letter) { letter } else { '_' });
    Line::escaped(plain.collect())
}
