//! A paragraph to one that holds no link to an item, no HTML and no bare URL.

/// The paragraph, escaped outside of code.
pub(super) fn escaped(paragraph: &str) -> String {
    let mut escaped = String::with_capacity(paragraph.len() + 16);
    let mut rest = paragraph;
    while let Some(first) = rest.chars().next() {
        let taken = code(rest, &mut escaped)
            .or_else(|| link(rest, &mut escaped))
            .or_else(|| url(rest, &mut escaped))
            .unwrap_or_else(|| {
                letter(first, rest, &mut escaped);
                first.len_utf8()
            });
        rest = rest.get(taken..).unwrap_or_default();
    }
    escaped
}

/// A span of code stays as it is; a backtick that opens none is escaped.
fn code(rest: &str, escaped: &mut String) -> Option<usize> {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    if ticks == 0 {
        return None;
    }
    let (fence, inside) = rest.split_at_checked(ticks)?;
    let mut from = 0;
    while let Some(found) = inside.get(from..)?.find(fence) {
        let end = from + found;
        let run = inside.get(end..)?;
        let length = run.len() - run.trim_start_matches('`').len();
        if length == ticks {
            let whole = rest.get(..ticks + end + ticks)?;
            escaped.push_str(whole);
            return Some(whole.len());
        }
        from = end + length;
    }
    for _ in 0..ticks {
        escaped.push_str("\\`");
    }
    Some(ticks)
}

/// A link with a URL stays a link; other brackets are text.
fn link(rest: &str, escaped: &mut String) -> Option<usize> {
    let (text, after) = rest.strip_prefix('[')?.split_once("](")?;
    let (target, _) = after.split_once(')')?;
    let web = target.starts_with("http://") || target.starts_with("https://");
    if !web || text.contains(['[', ']', '\n']) || target.contains([' ', '<', '>']) {
        return None;
    }
    escaped.push('[');
    for letter in text.chars() {
        if letter == '<' {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped.push_str("](");
    escaped.push_str(target);
    escaped.push(')');
    Some(text.len() + target.len() + 4)
}

/// A bare URL gets the angle brackets that make it a link.
fn url(rest: &str, escaped: &mut String) -> Option<usize> {
    let bracketed = rest.starts_with('<');
    let start = rest.strip_prefix('<').unwrap_or(rest);
    if !(start.starts_with("http://") || start.starts_with("https://")) {
        return None;
    }
    let end = start
        .find(|letter: char| letter.is_whitespace() || "<>()[]\"'`|{}\\^".contains(letter))
        .unwrap_or(start.len());
    let url = start.get(..end)?.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    if url.len() <= "https://".len() {
        return None;
    }
    escaped.push('<');
    escaped.push_str(url);
    escaped.push('>');
    let closed = bracketed && start.get(url.len()..).is_some_and(|after| after.starts_with('>'));
    Some(url.len() + usize::from(bracketed) + usize::from(closed))
}

fn letter(letter: char, rest: &str, escaped: &mut String) {
    let next = rest.chars().nth(1);
    match letter {
        '[' | ']' => escaped.push('\\'),
        '<' if next.is_some_and(|next| next.is_alphabetic() || "/!?".contains(next)) => {
            escaped.push('\\');
        }
        _ => {}
    }
    if letter == '\\' && next.is_some_and(|next| "[]<`".contains(next)) {
        // The escape is ours to write.
        return;
    }
    if !letter.is_control() {
        escaped.push(letter);
    }
}
