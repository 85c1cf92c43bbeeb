//! Evaluates the segments and selectors of a JSONPath (RFC 9535, sections 2.3 and 2.5).
//!
//! Invariant: each value that is looked at is a step, and no list is longer than the limit.

use std::cell::RefCell;
use std::collections::HashMap;

use jsonpath_rust::parser::model::{Segment, Selector};
use regex_lite::Regex;

use super::at::At;
use super::function::Extent;
use super::slice::{position, slice};
use super::steps::Steps;
use crate::limits::{self, Exceeded};
use crate::value::Value;

const TOO_MANY_VALUES: Exceeded = Exceeded {
    most: limits::OVERLAY_VALUES,
    what: "values that a JSONPath selects",
    help: "write a JSONPath that selects fewer values",
};

/// The evaluation of one JSONPath.
#[derive(Debug)]
pub(super) struct Evaluation<'v, 's> {
    pub(super) root: &'v Value,
    pub(super) steps: &'s Steps,
    /// The patterns that were compiled, by their text.
    pub(super) patterns: RefCell<HashMap<(String, Extent), Option<Regex>>>,
}

impl<'v, 's> Evaluation<'v, 's> {
    pub(super) fn new(root: &'v Value, steps: &'s Steps) -> Self {
        Self { root, steps, patterns: RefCell::default() }
    }

    /// The values that a query selects, starting at `start`.
    pub(super) fn query(
        &self,
        segments: &[Segment],
        start: At<'v>,
    ) -> Result<Vec<At<'v>>, Exceeded> {
        let mut nodes = vec![start];
        for segment in segments {
            let mut found = Vec::new();
            for at in &nodes {
                self.segment(segment, at, &mut found)?;
            }
            nodes = found;
        }
        Ok(nodes)
    }

    /// Recursive: as deep as the values of the document are nested.
    fn segment(
        &self,
        segment: &Segment,
        at: &At<'v>,
        found: &mut Vec<At<'v>>,
    ) -> Result<(), Exceeded> {
        self.steps.take(1)?;
        match segment {
            Segment::Selector(selector) => self.selector(selector, at, found),
            Segment::Selectors(selectors) => {
                selectors.iter().try_for_each(|selector| self.selector(selector, at, found))
            }
            Segment::Descendant(inner) => {
                self.segment(inner, at, found)?;
                at.children().try_for_each(|child| self.segment(segment, &child, found))
            }
        }
    }

    fn selector(
        &self,
        selector: &Selector,
        at: &At<'v>,
        found: &mut Vec<At<'v>>,
    ) -> Result<(), Exceeded> {
        let length = at.value.as_array().map_or(0, Vec::len);
        match selector {
            Selector::Name(name) => at.member(name).map_or(Ok(()), |member| keep(found, member)),
            Selector::Index(index) => {
                let item = position(*index, length).and_then(|position| at.item(position));
                item.map_or(Ok(()), |item| keep(found, item))
            }
            Selector::Wildcard => at.children().try_for_each(|child| {
                self.steps.take(1)?;
                keep(found, child)
            }),
            Selector::Slice(start, end, step) => {
                let positions = slice(*start, *end, step.unwrap_or(1), length);
                positions.into_iter().filter_map(|position| at.item(position)).try_for_each(
                    |item| {
                        self.steps.take(1)?;
                        keep(found, item)
                    },
                )
            }
            Selector::Filter(filter) => at.children().try_for_each(|child| {
                self.steps.take(1)?;
                if self.holds(filter, &child)? { keep(found, child) } else { Ok(()) }
            }),
        }
    }
}

fn keep<'v>(found: &mut Vec<At<'v>>, at: At<'v>) -> Result<(), Exceeded> {
    found.push(at);
    if found.len() > limits::OVERLAY_VALUES { Err(TOO_MANY_VALUES) } else { Ok(()) }
}
