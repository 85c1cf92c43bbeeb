//! Parses JSON and YAML to a value tree that preserves the order of members.
//!
//! Both formats use one visitor, so that a description has the same meaning in YAML and in JSON.
//!
//! Invariant: the tree of a description is an object, and every tree at most 128 levels deep, and not much larger than its text, so
//! that later stages may traverse it recursively. The same holds for the pointers of its values
//! together.

mod build;
mod json;
mod state;
mod yaml;

use self::state::State;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::limits::{self, Exceeded};
use crate::pointer::Pointer;
use crate::source::{Format, Source};
use crate::value::Value;

/// Parses a description. Returns `None` after adding an error to `diagnostics`.
pub(crate) fn parse(source: &Source, diagnostics: &mut Diagnostics) -> Option<Value> {
    checked(source, |value| an_object(value, DESCRIPTION), diagnostics)
}

/// Parses an overlay. Returns `None` after adding an error to `diagnostics`.
pub(crate) fn parse_overlay(source: &Source, diagnostics: &mut Diagnostics) -> Option<Value> {
    checked(source, |value| an_object(value, OVERLAY), diagnostics)
}

/// Parses another file of a description, which may be a value of any kind but null.
pub(crate) fn parse_part(source: &Source, diagnostics: &mut Diagnostics) -> Option<Value> {
    let a_value =
        |value: Value| if value.is_null() { an_object(value, DESCRIPTION) } else { Ok(value) };
    checked(source, a_value, diagnostics)
}

fn checked(
    source: &Source,
    check: impl FnOnce(Value) -> Parsed,
    diagnostics: &mut Diagnostics,
) -> Option<Value> {
    if source.text.len() > limits::FILE_BYTES {
        diagnostics.push(TOO_LONG.at_offset(0));
        return None;
    }
    let mut state = State::new(source);
    let parsed = match state.format {
        Format::Json => json::parse(source, &mut state),
        Format::Yaml => yaml::parse(source, &mut state),
    };
    // The error of the parser states only that it was stopped.
    let parsed = state.exceeded.map_or(parsed, Err);
    match parsed.and_then(check) {
        Ok(value) => {
            diagnostics.extend(state.problems);
            Some(value)
        }
        // Other problems may be consequences of the error, so they are dropped.
        Err(error) => {
            diagnostics.push(*error);
            None
        }
    }
}

const TOO_LONG: Exceeded = Exceeded {
    most: limits::FILE_BYTES,
    what: "bytes in a file",
    help: "split the description into several files, or generate clients for parts of the API",
};

/// Both parsers reject deeper nesting by themselves.
const TOO_DEEP: Exceeded = Exceeded {
    most: limits::NESTING,
    what: "levels of nesting",
    help: "move what is nested to a component and refer to it with `$ref`",
};

/// A value, or the error that prevents parsing.
type Parsed = Result<Value, Box<Diagnostic>>;

/// What a file is, and how it starts.
#[derive(Clone, Copy)]
struct Expected {
    name: &'static str,
    help: &'static str,
}

const DESCRIPTION: Expected = Expected {
    name: "the description",
    help: "a description is an object that starts with a member such as `openapi: 3.0.3`",
};

const OVERLAY: Expected = Expected {
    name: "the overlay",
    help: "an overlay is an object that starts with a member such as `overlay: 1.1.0`",
};

fn an_object(value: Value, expected: Expected) -> Parsed {
    let Expected { name, help } = expected;
    let found = match &value {
        Value::Object(_) => return Ok(value),
        Value::Null => {
            let message = format!("{name} is empty");
            return Err(Diagnostic::error_without_location("empty-description", message)
                .help(help)
                .into());
        }
        other => other.kind(),
    };
    let message = format!("{name} is {found} instead of an object");
    Err(Diagnostic::error("not-an-object", &Pointer::root(), message).help(help).into())
}

#[cfg(test)]
mod tests;
