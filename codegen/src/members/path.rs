//! The path to a value while a description is traversed.

use crate::pointer::Pointer;

/// A step to a member or an item.
#[derive(Clone, Copy)]
pub(super) enum Step<'p> {
    Member(&'p str),
    Item(usize),
}

/// A path as a list of steps, from the last one to the start. It becomes a pointer only if there is
/// something to report.
#[derive(Clone, Copy)]
pub(super) enum Path<'p> {
    Start(&'p Pointer),
    Inside(&'p Path<'p>, Step<'p>),
}

impl<'p> Path<'p> {
    pub(super) fn inside(&'p self, step: Step<'p>) -> Self {
        Self::Inside(self, step)
    }

    /// Recursive: as deep as the values of a file are nested.
    pub(super) fn pointer(&self) -> Pointer {
        match self {
            Self::Start(pointer) => (*pointer).clone(),
            Self::Inside(outer, Step::Member(name)) => outer.pointer().child(name),
            Self::Inside(outer, Step::Item(position)) => outer.pointer().index(*position),
        }
    }
}
