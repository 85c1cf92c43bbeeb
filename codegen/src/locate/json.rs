//! Locates nodes in a JSON text, in one pass.
//!
//! A value that is not requested is skipped by its brackets, without looking at what is between them.
//! The parser has read the text before and has reported whatever is not JSON.
//!
//! Invariant: the recursion follows the requested pointers and is no deeper than they are. Each turn of
//! a loop moves forward, and a text that is not JSON ends the traversal.

use std::borrow::Cow;

use super::trie::{Node, Span};

/// Fills in the spans of the nodes below `root`.
pub(super) fn walk(text: &str, root: &mut Node) {
    // The spans before a place that is not JSON are kept.
    let _ = Cursor { text, offset: 0 }.visit(root);
}

/// A position in the text that only moves forward. Its methods return `None` if the text is not JSON.
struct Cursor<'text> {
    text: &'text str,
    offset: usize,
}

impl<'text> Cursor<'text> {
    /// Visits a requested value, or an ancestor of one. Recursive: as deep as the requested pointers.
    fn visit(&mut self, node: &mut Node) -> Option<()> {
        let first = self.token()?;
        if !matches!(first, b'{' | b'[') {
            node.scalar = Some(self.skip()?);
            return Some(());
        }
        node.opening = Some(Span { start: self.offset, length: 1 });
        match first {
            _ if !node.has_children() => self.skip().map(drop),
            b'{' => self.visit_members(node),
            _ => self.visit_items(node),
        }
    }

    fn visit_members(&mut self, object: &mut Node) -> Option<()> {
        self.offset += 1;
        loop {
            match self.token()? {
                b'}' => break,
                b',' => self.offset += 1,
                _ => self.visit_member(object)?,
            }
        }
        self.offset += 1;
        Some(())
    }

    fn visit_member(&mut self, object: &mut Node) -> Option<()> {
        let key = self.skip()?;
        let name = self.string(key)?;
        if self.token()? != b':' {
            return None;
        }
        self.offset += 1;
        let Some(child) = object.child(&name) else { return self.skip().map(drop) };
        child.set_key(key);
        self.visit(child)
    }

    fn visit_items(&mut self, array: &mut Node) -> Option<()> {
        self.offset += 1;
        let mut positions = 0_usize..;
        loop {
            match self.token()? {
                b']' => break,
                b',' => self.offset += 1,
                _ => match array.child(&positions.next()?.to_string()) {
                    Some(child) => self.visit(child)?,
                    None => self.skip().map(drop)?,
                },
            }
        }
        self.offset += 1;
        Some(())
    }

    /// Moves behind the blanks, and returns the byte there.
    fn token(&mut self) -> Option<u8> {
        self.find(|byte| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t'))
    }

    /// Moves to the next byte for which `is_wanted` holds, and returns it.
    fn find(&mut self, is_wanted: impl Fn(u8) -> bool) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.offset..)?;
        let passed = rest.iter().position(|byte| is_wanted(*byte))?;
        self.offset += passed;
        rest.get(passed).copied()
    }

    /// Moves behind the value or key that starts here, and returns its span.
    fn skip(&mut self) -> Option<Span> {
        let start = self.offset;
        match self.token()? {
            b'"' => self.skip_string()?,
            b'{' | b'[' => self.skip_brackets()?,
            _ => self.skip_literal()?,
        }
        Some(Span { start, length: self.offset - start })
    }

    fn skip_string(&mut self) -> Option<()> {
        self.offset += 1;
        while self.find(|byte| matches!(byte, b'"' | b'\\'))? == b'\\' {
            self.offset += 2;
        }
        self.offset += 1;
        Some(())
    }

    fn skip_brackets(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.find(|byte| matches!(byte, b'"' | b'{' | b'}' | b'[' | b']'))? {
                b'"' => {
                    self.skip_string()?;
                    continue;
                }
                b'{' | b'[' => depth += 1,
                _ => depth -= 1,
            }
            self.offset += 1;
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// Moves behind a number or a name, which the text may end with.
    fn skip_literal(&mut self) -> Option<()> {
        let start = self.offset;
        let end =
            self.find(|byte| matches!(byte, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t'));
        if end.is_none() {
            self.offset = self.text.len();
        }
        (self.offset > start).then_some(())
    }

    /// The value of the string with this span.
    fn string(&self, span: Span) -> Option<Cow<'text, str>> {
        let quoted = self.text.get(span.start..span.start + span.length)?;
        let inner = quoted.strip_prefix('"')?.strip_suffix('"')?;
        if inner.contains('\\') { serde_json::from_str(quoted).ok() } else { Some(inner.into()) }
    }
}
