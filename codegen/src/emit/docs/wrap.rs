//! Paragraphs to lines of a readable width.

/// How wide a line of documentation is, its indentation and slashes aside.
const WIDTH: usize = 92;

/// The paragraph in lines; tables and headings stay in one.
pub(super) fn wrapped(paragraph: &str) -> Vec<String> {
    if paragraph.starts_with(['|', '#']) {
        return vec![paragraph.to_owned()];
    }
    let marker = list_marker(paragraph).unwrap_or_default();
    let indent = if paragraph.starts_with('>') { "> ".to_owned() } else { " ".repeat(marker) };
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut width = 0;
    for word in words(paragraph) {
        let length = word.chars().count();
        if width > marker && width + 1 + length > WIDTH && !would_be_block(word) {
            lines.push(std::mem::replace(&mut line, indent.clone()));
            width = indent.len();
        } else if line.len() > indent.len() || lines.is_empty() && !line.is_empty() {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += length;
    }
    lines.push(line);
    lines
}

/// How many characters the marker of a list item takes, with the space behind it.
pub(super) fn list_marker(text: &str) -> Option<usize> {
    let bullet = text.strip_prefix(['-', '*', '+']).is_some_and(|rest| rest.starts_with(' '));
    if bullet {
        return Some(2);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?;
    let numbered = (1..=3).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") "));
    numbered.then_some(digits + 2)
}

/// Words, where a span of code counts as one, so that no line begins inside of it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut in_code = false;
    for (position, letter) in text.char_indices() {
        match letter {
            '`' => in_code = !in_code,
            ' ' if !in_code => {
                words.extend(text.get(start..position).filter(|word| !word.is_empty()));
                start = position + 1;
            }
            _ => {}
        }
    }
    words.extend(text.get(start..).filter(|word| !word.is_empty()));
    words
}

/// Whether a line that begins with this word would be a list item, a heading or a quotation.
fn would_be_block(word: &str) -> bool {
    matches!(word, "-" | "*" | "+" | ">" | "|" | "=" | "==" | "---" | "===")
        || word.starts_with(['#', '>', '|'])
        || list_marker(&format!("{word} ")).is_some()
}
