//! JSONPath (RFC 9535), which says what an action changes.
//!
//! `jsonpath-rust` parses it. Its evaluation has no limit, and `$..*..*..*` selects each value once for
//! each way to it, so `select` evaluates what was parsed. Invariant: the time is bounded by the steps
//! that are left to all actions, and the stack by the nesting of the document and of the text.

mod at;
mod compare;
mod filter;
mod function;
mod nesting;
mod select;
mod slice;
mod steps;
mod typing;

use std::collections::HashSet;

use jsonpath_rust::parser::errors::JsonPathError;
use jsonpath_rust::parser::model::JpQuery;
use jsonpath_rust::parser::parse_json_path;
use pest::error::InputLocation;

use self::at::At;
use self::select::Evaluation;
pub(super) use self::steps::Steps;
use crate::limits::{self, Exceeded, with_commas};
use crate::pointer::Pointer;
use crate::value::Value;

/// A parsed JSONPath.
#[derive(Debug)]
pub(super) struct JsonPath(JpQuery);

/// Why a text is not a JSONPath.
#[derive(Debug)]
pub(super) struct Invalid {
    /// What does not fit.
    pub(super) reason: String,
    /// What to write instead.
    pub(super) help: Option<&'static str>,
}

impl JsonPath {
    /// Parses a text, which takes steps as well.
    ///
    /// # Errors
    /// If the text is not a JSONPath, or longer or more nested than allowed; or if no steps are left.
    pub(super) fn parse(text: &str, steps: &Steps) -> Result<Result<Self, Invalid>, Exceeded> {
        let depth = nesting::depth(text);
        if text.len() <= limits::JSON_PATH && depth <= limits::JSON_PATH_NESTING {
            // The parser may take four times as long with each level.
            steps.take(text.len() << (2 * depth))?;
        }
        Ok(Self::checked(text, depth))
    }

    fn checked(text: &str, depth: usize) -> Result<Self, Invalid> {
        let because = |reason: String| Invalid { reason, help: None };
        if text.len() > limits::JSON_PATH {
            let most = with_commas(limits::JSON_PATH);
            return Err(because(format!("it has more than {most} bytes")));
        }
        if depth > limits::JSON_PATH_NESTING {
            let most = limits::JSON_PATH_NESTING;
            return Err(because(format!("more than {most} brackets are nested in it")));
        }
        let query = parse_json_path(text).map_err(|error| invalid(text, &error))?;
        typing::check(&query).map_err(because)?;
        Ok(Self(query))
    }

    /// The values in `root` that it selects, each once, in the order of the query.
    ///
    /// # Errors
    /// If no steps are left, or more values are selected than allowed.
    pub(super) fn select(&self, root: &Value, steps: &Steps) -> Result<Vec<Pointer>, Exceeded> {
        let evaluation = Evaluation::new(root, steps);
        let mut seen = HashSet::new();
        let found = evaluation.query(&self.0.segments, At::root(root))?;
        // Values are the same if they are at the same address.
        let once = found.into_iter().filter(|at| seen.insert(std::ptr::from_ref(at.value)));
        Ok(once.map(|at| at.pointer()).collect())
    }
}

fn invalid(text: &str, error: &JsonPathError) -> Invalid {
    let JsonPathError::PestError(error) = error else {
        return Invalid { reason: error.to_string(), help: None };
    };
    let (InputLocation::Pos(offset) | InputLocation::Span((offset, _))) = error.location;
    let (before, after) = text.split_at_checked(offset).unwrap_or((text, ""));
    let column = before.chars().count() + 1;
    match after.chars().next() {
        _ if before.is_empty() => {
            Invalid { reason: "it does not start with `$`".to_owned(), help: None }
        }
        Some(found) => {
            let reason = format!("`{}` does not fit at character {column}", found.escape_debug());
            let help = "write a name with such a character in brackets and quotes: `['x-name']`";
            let is_in_a_name = before.ends_with(|before: char| before.is_alphanumeric());
            Invalid { reason, help: (is_in_a_name || found.is_ascii_digit()).then_some(help) }
        }
        None => Invalid { reason: format!("it ends too early, at character {column}"), help: None },
    }
}
