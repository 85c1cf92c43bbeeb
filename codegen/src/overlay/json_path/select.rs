//! Evaluates the segments and selectors of a JSONPath (RFC 9535, sections 2.3 and 2.5).
//!
//! Invariant: each value that is looked at is a step, and no list is longer than the limit.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use jsonpath_rust::parser::model::{Segment, Selector};
use regex_lite::Regex;
use serde_json::Value;

use super::function::Extent;
use crate::limits::{self, Exceeded};
use crate::pointer::Pointer;

const TOO_MANY_STEPS: Exceeded = Exceeded {
    most: limits::OVERLAY_STEPS,
    what: "steps to find what overlays change, beyond 4 times the text",
    help: "write JSONPaths that lead to the values, with fewer `..` and filters",
};

/// How many steps there are for each byte of the description.
const FACTOR: usize = 4;

const TOO_MANY_VALUES: Exceeded = Exceeded {
    most: limits::OVERLAY_VALUES,
    what: "values that a JSONPath selects",
    help: "write a JSONPath that selects fewer values",
};

/// The steps that are left to the actions of a run.
#[derive(Debug)]
pub(in crate::overlay) struct Steps(Cell<usize>);

impl Steps {
    /// The steps for a description of this length.
    pub(in crate::overlay) fn for_text(bytes: usize) -> Self {
        Self(Cell::new(bytes.saturating_mul(FACTOR).saturating_add(limits::OVERLAY_STEPS)))
    }

    pub(in crate::overlay) fn take(&self, count: usize) -> Result<(), Exceeded> {
        let left = self.0.get().checked_sub(count);
        self.0.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or(TOO_MANY_STEPS)
    }
}

/// A value and the way to it.
#[derive(Clone, Debug)]
pub(super) struct At<'v> {
    pub(super) value: &'v Value,
    way: Option<Rc<Way<'v>>>,
}

#[derive(Debug)]
struct Way<'v> {
    before: Option<Rc<Way<'v>>>,
    step: Step<'v>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'v> {
    Member(&'v str),
    Item(usize),
}

impl<'v> At<'v> {
    pub(super) fn root(value: &'v Value) -> Self {
        Self { value, way: None }
    }

    pub(super) fn pointer(&self) -> Pointer {
        let ways = std::iter::successors(self.way.as_deref(), |way| way.before.as_deref());
        let mut steps: Vec<Step<'_>> = ways.map(|way| way.step).collect();
        steps.reverse();
        steps.into_iter().fold(Pointer::root(), |pointer, step| match step {
            Step::Member(name) => pointer.child(name),
            Step::Item(position) => pointer.index(position),
        })
    }

    fn inside(&self, step: Step<'v>, value: &'v Value) -> Self {
        let way = Way { before: self.way.clone(), step };
        Self { value, way: Some(Rc::new(way)) }
    }

    fn member(&self, name: &str) -> Option<Self> {
        let (name, value) = self.value.as_object()?.get_key_value(name)?;
        Some(self.inside(Step::Member(name), value))
    }

    fn item(&self, position: usize) -> Option<Self> {
        let value = self.value.as_array()?.get(position)?;
        Some(self.inside(Step::Item(position), value))
    }

    fn children(&self) -> impl Iterator<Item = Self> {
        let members = self.value.as_object().into_iter().flatten();
        let members = members.map(|(name, value)| self.inside(Step::Member(name), value));
        let items = self.value.as_array().into_iter().flatten().enumerate();
        members.chain(items.map(|(position, value)| self.inside(Step::Item(position), value)))
    }
}

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

/// The position of an index, which counts from the end if it is negative.
pub(super) fn position(index: i64, length: usize) -> Option<usize> {
    let distance = usize::try_from(index.unsigned_abs()).ok()?;
    if index < 0 { length.checked_sub(distance) } else { Some(distance) }
}

/// The positions of a slice (RFC 9535, section 2.3.4.2.2).
fn slice(start: Option<i64>, end: Option<i64>, step: i64, length: usize) -> Vec<usize> {
    // The limits on files make every length a small number.
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let from_start = |index: i64| if index < 0 { length.saturating_add(index) } else { index };
    let mut positions = Vec::new();
    if step > 0 {
        let end = from_start(end.unwrap_or(length)).clamp(0, length);
        let mut at = from_start(start.unwrap_or(0)).clamp(0, length);
        while at < end {
            positions.extend(usize::try_from(at));
            at = at.saturating_add(step);
        }
    } else if step < 0 {
        let end = end.map_or(-1, from_start).clamp(-1, length - 1);
        let mut at = from_start(start.unwrap_or(length - 1)).clamp(-1, length - 1);
        while at > end {
            positions.extend(usize::try_from(at));
            at = at.saturating_add(step);
        }
    }
    positions
}
