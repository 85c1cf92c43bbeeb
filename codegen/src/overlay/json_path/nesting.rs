//! Counts the nesting of brackets in a JSONPath before it is parsed.
//!
//! Invariant: brackets in quotes do not count.

/// How deep brackets are nested.
pub(super) fn depth(text: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    let mut quote = None;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (Some(_), '\\') => {
                characters.next();
            }
            (Some(start), end) => quote = Some(start).filter(|_| start != end),
            (None, '\'' | '"') => quote = Some(character),
            (None, '(' | '[') => {
                open += 1;
                deepest = deepest.max(open);
            }
            (None, ')' | ']') => open = open.saturating_sub(1),
            (None, _) => {}
        }
    }
    deepest
}
