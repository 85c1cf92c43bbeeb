//! Text of a description to basic strings of TOML.

use super::characters::without_controls;
use super::line::Line;

/// A basic string in one line (TOML 1.0, section "String").
pub(crate) fn toml_string(text: &str) -> Line {
    let mut quoted = String::from("\"");
    for letter in without_controls(text).chars() {
        if matches!(letter, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(letter);
    }
    quoted.push('"');
    Line::escaped(quoted)
}
