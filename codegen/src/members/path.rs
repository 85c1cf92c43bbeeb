//! The path to a value while a description is traversed.

use crate::pointer::Pointer;

/// A step to a member or an item.
#[derive(Clone, Copy)]
pub(crate) enum Step<'p> {
    Member(&'p str),
    Item(usize),
}

/// A path as a list of steps, from the last one to the start. It becomes a pointer only if there is
/// something to report.
#[derive(Clone, Copy)]
pub(crate) enum Path<'p> {
    Start(&'p Pointer),
    Inside(&'p Path<'p>, Step<'p>),
}

impl<'p> Path<'p> {
    pub(crate) fn inside(&'p self, step: Step<'p>) -> Self {
        Self::Inside(self, step)
    }

    /// The name of the last member, unless the last step is to an item.
    pub(crate) fn last(&self) -> Option<&'p str> {
        match self {
            Self::Inside(_, Step::Member(name)) => Some(name),
            Self::Inside(_, Step::Item(_)) | Self::Start(_) => None,
        }
    }

    /// Recursive: as deep as the values of a file are nested.
    pub(crate) fn pointer(&self) -> Pointer {
        match self {
            Self::Start(pointer) => (*pointer).clone(),
            Self::Inside(outer, Step::Member(name)) => outer.pointer().child(name),
            Self::Inside(outer, Step::Item(position)) => outer.pointer().index(*position),
        }
    }
}
