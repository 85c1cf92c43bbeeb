//! Parses YAML.
//!
//! Invariant: a text with more than one document is rejected.

mod cause;
mod error_offset;
mod explain;
mod nesting;
mod quotes;
mod reason;
mod second_document;

use serde::de::DeserializeSeed;

use self::explain::explain;
use self::nesting::too_deep;
use self::quotes::unclosed;
use super::build::Build;
use super::state::{Path, State};
use super::{Parsed, TOO_DEEP};
use crate::limits::{self, Exceeded};
use crate::source::Source;

const TOO_MANY_DIRECTIVES: Exceeded = Exceeded {
    most: limits::YAML_DIRECTIVES,
    what: "`%` directives",
    help: "remove them; OpenAPI does not use directives",
};

/// Parses the value in `source`.
///
/// # Errors
///
/// If `source` is not YAML or contains more than one document.
pub(super) fn parse(source: &Source, state: &mut State) -> Parsed {
    if let Some(offset) = too_deep(source.body()) {
        return Err(TOO_DEEP.at_offset(offset + source.body_offset()).into());
    }
    if let Some(offset) = too_many_directives(source.body()) {
        return Err(TOO_MANY_DIRECTIVES.at_offset(offset + source.body_offset()).into());
    }
    let unclosed = unclosed(source.body());
    let parsed = Build { path: Path::ROOT, state }
        .deserialize(serde_yaml::Deserializer::from_str(source.body()));
    match (parsed, unclosed) {
        (Ok(value), None) => Ok(value),
        (Ok(_), Some(unclosed)) => Err(unclosed.diagnostic(source.body_offset()).into()),
        (Err(error), unclosed) => Err(explain(&error, unclosed, source).into()),
    }
}

/// The first directive that exceeds the limit. `libyaml` takes quadratic time in their number.
fn too_many_directives(text: &str) -> Option<usize> {
    let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(end, _)| end + 1));
    let directive = |start: &usize| text.get(*start..).is_some_and(|line| line.starts_with('%'));
    line_starts.filter(directive).nth(limits::YAML_DIRECTIVES)
}
