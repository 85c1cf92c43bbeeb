//! Evaluates the functions of filters (RFC 9535, section 2.4).
//!
//! `regex-lite` takes linear time, and its `\d` and `\w` are ASCII. Invariant: a pattern is compiled once
//! for each query, and costs as many steps as comparing it may take.

use jsonpath_rust::parser::model::{FnArg, Test, TestFunction};
use regex_lite::{Regex, RegexBuilder};

use super::at::At;
use super::filter;
use super::select::Evaluation;
use crate::limits::{self, Exceeded};
use crate::value::Value;

/// A value of a comparison or a function: one of the document, one that was made, or nothing.
#[derive(Clone, Debug)]
pub(super) enum Operand<'v> {
    Nothing,
    Found(&'v Value),
    Made(Value),
}

impl Operand<'_> {
    pub(super) fn made(value: Value) -> Self {
        Self::Made(value)
    }

    pub(super) fn as_deref(&self) -> Option<&Value> {
        match self {
            Self::Nothing => None,
            Self::Found(value) => Some(value),
            Self::Made(value) => Some(value),
        }
    }
}

impl<'v> From<Option<&'v Value>> for Operand<'v> {
    fn from(found: Option<&'v Value>) -> Self {
        found.map_or(Self::Nothing, Self::Found)
    }
}

impl<'v> Evaluation<'v, '_> {
    /// The result of a function that returns a value.
    pub(super) fn result(
        &self,
        function: &TestFunction,
        current: &At<'v>,
    ) -> Result<Operand<'v>, Exceeded> {
        match function {
            TestFunction::Length(argument) => Ok(length(&self.argument(argument, current)?)),
            TestFunction::Count(argument) => {
                let count = self.argument_nodes(argument, current)?.len();
                Ok(Operand::made(Value::from(count)))
            }
            TestFunction::Value(argument) => Ok(only(&self.argument_nodes(argument, current)?)),
            // `typing` allows no other function here.
            TestFunction::Match(..) | TestFunction::Search(..) | TestFunction::Custom(..) => {
                Ok(Operand::Nothing)
            }
        }
    }

    /// The result of a function that returns true or false.
    pub(super) fn matches(
        &self,
        function: &TestFunction,
        current: &At<'v>,
    ) -> Result<bool, Exceeded> {
        let (text, pattern, extent) = match function {
            TestFunction::Match(text, pattern) => (text, pattern, Extent::Whole),
            TestFunction::Search(text, pattern) => (text, pattern, Extent::Part),
            _ => return Ok(false),
        };
        let (text, pattern) = (self.argument(text, current)?, self.argument(pattern, current)?);
        let text = text.as_deref().and_then(Value::as_str);
        let pattern = pattern.as_deref().and_then(Value::as_str);
        match text.zip(pattern) {
            Some((text, pattern)) => self.is_match(text, pattern, extent),
            None => Ok(false),
        }
    }

    fn is_match(&self, text: &str, pattern: &str, extent: Extent) -> Result<bool, Exceeded> {
        let mut patterns = self.patterns.borrow_mut();
        let key = (pattern.to_owned(), extent);
        if !patterns.contains_key(&key) {
            self.steps.take(limits::PATTERN_BYTES)?;
            patterns.insert(key.clone(), compiled(pattern, extent));
        }
        // The time is that of both sizes multiplied, and counts make a pattern larger than its text.
        let size = if pattern.contains('{') { limits::PATTERN_BYTES } else { pattern.len() };
        self.steps.take(text.len().saturating_mul(size / 64 + 1))?;
        let compiled = patterns.get(&key).and_then(Option::as_ref);
        Ok(compiled.is_some_and(|compiled| compiled.is_match(text)))
    }

    fn argument(&self, argument: &FnArg, current: &At<'v>) -> Result<Operand<'v>, Exceeded> {
        match argument {
            FnArg::Literal(literal) => Ok(filter::value(literal)),
            FnArg::Test(test) => match &**test {
                Test::Function(function) => self.result(function, current),
                Test::RelQuery(_) | Test::AbsQuery(_) => Ok(only(&self.nodes(test, current)?)),
            },
            FnArg::Filter(_) => Ok(Operand::Nothing),
        }
    }

    fn argument_nodes(&self, argument: &FnArg, current: &At<'v>) -> Result<Vec<At<'v>>, Exceeded> {
        match argument {
            FnArg::Test(test) => self.nodes(test, current),
            FnArg::Literal(_) | FnArg::Filter(_) => Ok(Vec::new()),
        }
    }
}

/// What of a text a pattern has to match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Extent {
    Whole,
    Part,
}

/// A pattern in the form of `regex-lite`; `None` if it is not valid there.
pub(super) fn compiled(pattern: &str, extent: Extent) -> Option<Regex> {
    let text = match extent {
        Extent::Whole => format!(r"\A(?:{pattern})\z"),
        Extent::Part => pattern.to_owned(),
    };
    // In I-Regexp (RFC 9485), `.` is neither a line feed nor a carriage return.
    RegexBuilder::new(&text).crlf(true).size_limit(limits::PATTERN_BYTES).build().ok()
}

fn length(operand: &Operand<'_>) -> Operand<'static> {
    let length = match operand.as_deref() {
        Some(Value::String(text)) => text.chars().count(),
        Some(Value::Array(items)) => items.len(),
        Some(Value::Object(members)) => members.len(),
        _ => return Operand::Nothing,
    };
    Operand::made(Value::from(length))
}

/// The only value of a list.
fn only<'v>(nodes: &[At<'v>]) -> Operand<'v> {
    match nodes {
        [only] => Operand::Found(only.value),
        _ => Operand::Nothing,
    }
}
