//! What checking all examples of a description may cost.

use serde_json::Value;

use crate::limits::{COMPARED_NAMES, PATTERN_CHECKS, SUGGESTIONS};
use crate::similar;

/// What is left.
pub(in crate::passes::examples) struct Budget {
    /// Texts to compare with a pattern.
    patterns: usize,
    /// Names to compare with an unknown one.
    names: usize,
}

impl Budget {
    pub(in crate::passes::examples) fn new() -> Self {
        Self { patterns: PATTERN_CHECKS, names: SUGGESTIONS * COMPARED_NAMES }
    }

    /// Whether one more text may be compared with a pattern.
    pub(super) fn takes_pattern(&mut self) -> bool {
        let rest = self.patterns.checked_sub(1);
        self.patterns = rest.unwrap_or(0);
        rest.is_some()
    }

    /// The name that is most similar to `wanted`.
    pub(super) fn nearest<'n>(
        &mut self,
        names: impl Iterator<Item = &'n str>,
        wanted: &str,
    ) -> Option<&'n str> {
        let mut left = self.names;
        let counted = names.map_while(|name| {
            left = left.checked_sub(1)?;
            Some(name)
        });
        let nearest = similar::nearest(counted, wanted);
        self.names = left;
        nearest
    }

    /// The text of a list that is most similar to `wanted`.
    pub(super) fn nearest_value(&mut self, listed: &[Value], wanted: &Value) -> Option<String> {
        let texts = listed.iter().filter_map(Value::as_str);
        Some(self.nearest(texts, wanted.as_str()?)?.to_owned())
    }
}
