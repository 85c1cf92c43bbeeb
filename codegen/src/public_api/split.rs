//! Lists in the text of an item to their elements.
//!
//! Invariant: with the marks between them, the elements are the text.

/// The parts of a text between marks that are in no brackets, quotes or generics.
pub(crate) fn split(text: &str, mark: char) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut before) = (Vec::new(), 0, 0_usize, ' ');
    let mut is_quoted = false;
    for (position, letter) in text.char_indices() {
        match letter {
            '"' if before != '\\' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            _ if letter == mark && depth == 0 => {
                parts.push(text.get(start..position).unwrap_or_default());
                start = position + letter.len_utf8();
            }
            '(' | '[' | '<' | '{' => depth += 1,
            '>' if before == '-' => {}
            ')' | ']' | '>' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        // A backslash after another one escapes nothing.
        before = if before == '\\' && letter == '\\' { ' ' } else { letter };
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn brackets_and_quotes_are_not_split() {
        assert_eq!(split(r#"a "x, \" y", b<c, d>, e"#, ','), [r#"a "x, \" y""#, " b<c, d>", " e"]);
    }
}
