//! Text to a value tree, in the order of the text.
//!
//! Both formats go through one visitor, so that a description means the same in YAML and in JSON.
//!
//! Invariant: the tree is an object, at most 128 levels deep, and not much larger than its text;
//! later stages may walk it recursively.

mod build;
mod json;
mod state;
mod yaml;

use serde_json::Value;

use self::state::State;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::pointer::Pointer;
use crate::source::{Format, Source};

/// The description as a value; there is none if an error has been added to `diagnostics`.
pub(crate) fn parse(source: &Source, diagnostics: &mut Diagnostics) -> Option<Value> {
    let mut state = State::new(source);
    let parsed = match source.format() {
        Format::Json => json::parse(source, &mut state),
        Format::Yaml => yaml::parse(source, &mut state),
    };
    match parsed.and_then(an_object) {
        Ok(value) => {
            diagnostics.extend(state.warnings);
            Some(value)
        }
        // What else was found may well be a consequence of this.
        Err(error) => {
            diagnostics.push(*error);
            None
        }
    }
}

/// Both parsers refuse what is deeper, and so is every recursion in later stages bounded.
const NESTING_TOO_DEEP: &str = "this is nested more than 128 levels deep";

/// Either a value or the one problem that prevents it.
type Parsed = Result<Value, Box<Diagnostic>>;

fn an_object(value: Value) -> Parsed {
    const OPENAPI: &str = "a description is an object that begins with `openapi: 3.0.3` or similar";
    let found = match &value {
        Value::Object(_) => return Ok(value),
        Value::Null => {
            let message = "there is no description in this file";
            return Err(Diagnostic::error_nowhere("empty-description", message)
                .help(OPENAPI)
                .into());
        }
        Value::Array(_) => "an array",
        Value::String(_) => "a text",
        Value::Number(_) => "a number",
        Value::Bool(_) => "a boolean",
    };
    let message = format!("the description is {found} instead of an object");
    Err(Diagnostic::error("not-an-object", &Pointer::root(), message).help(OPENAPI).into())
}

#[cfg(test)]
mod tests;
