//! Computes the width of characters in terminal columns.
//!
//! Invariant: printed text takes exactly the counted columns, so that carets are aligned.

use crate::text::is_visible;

/// Makes text printable: tabs become spaces; control characters and characters that change the text
/// direction become visible.
pub(super) fn printable(text: &str) -> String {
    let mut printed = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' => printed.push_str("    "),
            other if is_visible(other) => printed.push(other),
            _ => printed.push('\u{fffd}'),
        }
    }
    printed
}

/// The width of a [`printable`] text.
pub(super) fn columns(printed: &str) -> usize {
    printed.chars().map(columns_of).sum()
}

/// The ranges are the blocks of combining marks and joiners, and those of East Asian scripts and
/// emoji; a character of a rarer block may be off by one column.
fn columns_of(character: char) -> usize {
    match character {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1f64f}'
        | '\u{1f680}'..='\u{1f6ff}'
        | '\u{1f900}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}
