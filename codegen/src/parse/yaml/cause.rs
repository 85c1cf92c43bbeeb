//! Finds the line of a mistake that `libyaml` notices on a later line.

/// A mistake, where it is, and what to do.
pub(super) struct Cause {
    pub(super) offset: usize,
    pub(super) reason: &'static str,
    pub(super) help: String,
}

/// The mistake that leads to the error at `offset`; `context` is where the part begins in which it is.
pub(super) fn cause(
    message: &str,
    text: &str,
    offset: usize,
    context: Option<usize>,
) -> Option<Cause> {
    if message.contains("could not find expected ':'") {
        return without_colon(&Line::at(text, context?));
    }
    let line = Line::at(text, offset);
    let above = text.get(line.start..offset)?;
    if message.contains("did not find expected key") && above.trim_start().contains(['"', '\'']) {
        return Some(Cause {
            offset,
            reason: "the quoted string ends before this",
            help: "write a quote within single quotes twice, or use double quotes".to_owned(),
        });
    }
    if !message.contains("mapping values are not allowed") {
        return None;
    }
    let is_after_another_key = above.contains(": ");
    let before = Line::before(text, line.start).filter(|_| !is_after_another_key)?;
    let offset = line.start + line.column;
    if before.column == line.column {
        return without_colon(&before).or(Some(Cause {
            offset,
            reason: "this cannot stand within the text or the list item above",
            help: "indent it as much as the members to which it belongs".to_owned(),
        }));
    }
    let has_value = before.content.split_once(": ").is_some_and(|(_, value)| is_plain(value));
    (before.column < line.column && has_value).then(|| Cause {
        offset,
        reason: "the member above has a value already, so that nothing can stand within it",
        help: "indent this as much as the member to which it belongs".to_owned(),
    })
}

fn is_plain(value: &str) -> bool {
    !value.trim_start().starts_with(['|', '>', '#', '&', '!', '[', '{', '\'', '"'])
}

/// Why a line without a key is no member.
fn without_colon(line: &Line<'_>) -> Option<Cause> {
    let content = line.content;
    if content.contains(": ") || content.ends_with(':') {
        return None;
    }
    let offset = line.start + line.column;
    let (offset, reason, corrected) = if let Some(item) = content.strip_prefix('-') {
        (offset, "a dash without a space after it is no list item", format!("- {item}"))
    } else if let Some((key, value)) = content.split_once(':').filter(is_member) {
        let offset = offset + key.len();
        (offset, "a colon without a space after it separates nothing", format!("{key}: {value}"))
    } else if line.is_item {
        return None;
    } else {
        let help = "write `key: value`, with a space after the colon".to_owned();
        return Some(Cause { offset, reason: "this line has no colon", help });
    };
    Some(Cause { offset, reason, help: format!("write `{corrected}`") })
}

/// Whether the parts around a colon are a key and a value, and not a URL.
fn is_member((key, value): &(&str, &str)) -> bool {
    let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '$');
    !key.is_empty() && key.chars().all(is_name) && !value.starts_with("//")
}

/// A line with something in it.
struct Line<'t> {
    start: usize,
    /// Where the content begins, after the dashes of lists.
    column: usize,
    /// Whether it begins with a dash.
    is_item: bool,
    content: &'t str,
}

impl<'t> Line<'t> {
    fn at(text: &'t str, offset: usize) -> Self {
        let above = text.get(..offset).unwrap_or(text);
        let start = above.rfind('\n').map_or(0, |end| end + 1);
        let line = text.get(start..).unwrap_or_default();
        let line = line.lines().next().unwrap_or_default().trim_end();
        let mut content = line.trim_start_matches(' ');
        let is_item = content.starts_with("- ");
        while let Some(item) = content.strip_prefix("- ") {
            content = item.trim_start_matches(' ');
        }
        Self { start, column: line.len() - content.len(), is_item, content }
    }

    /// The last line before an offset that is neither empty nor a comment.
    fn before(text: &'t str, offset: usize) -> Option<Self> {
        let mut end = offset;
        while let Some(last) = end.checked_sub(1) {
            let line = Self::at(text, last);
            if !line.content.is_empty() && !line.content.starts_with('#') {
                return Some(line);
            }
            end = line.start;
        }
        None
    }
}
