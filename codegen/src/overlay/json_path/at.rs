//! A value and the way to it, from which its pointer is made only if it is selected.
//!
//! Invariant: ways share their beginnings.

use std::rc::Rc;

use crate::pointer::Pointer;
use crate::value::Value;

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

    pub(super) fn member(&self, name: &str) -> Option<Self> {
        let (name, value) = self.value.as_object()?.get_key_value(name)?;
        Some(self.inside(Step::Member(name), value))
    }

    pub(super) fn item(&self, position: usize) -> Option<Self> {
        let value = self.value.as_array()?.get(position)?;
        Some(self.inside(Step::Item(position), value))
    }

    pub(super) fn children(&self) -> impl Iterator<Item = Self> {
        let members = self.value.as_object().into_iter().flatten();
        let members = members.map(|(name, value)| self.inside(Step::Member(name), value));
        let items = self.value.as_array().into_iter().flatten().enumerate();
        members.chain(items.map(|(position, value)| self.inside(Step::Item(position), value)))
    }
}
