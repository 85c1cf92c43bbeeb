//! Formats a count and its noun.

/// Formats a count: `1 file`, `2 files`.
pub(crate) fn pluralize(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
