//! The state of the parser: problems, the current path and what is left of the limits.
//!
//! Invariant: the size of the tree is bounded by the length of the text, even with aliases, and so is
//! the size of the pointers of all values.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::limits::{self, Exceeded};
use crate::pointer::Pointer;
use crate::source::{Format, Source};

pub(super) const TOO_MANY_ALIASES: Exceeded = Exceeded {
    most: limits::ALIASES,
    what: "values and bytes that aliases add",
    help: "move the shared value to a component and refer to it with `$ref`",
};

const TOO_MANY_MEMBERS: Exceeded = Exceeded {
    most: limits::MEMBERS,
    what: "members in an object",
    help: "split the object, or generate clients for parts of the API",
};

const TOO_LONG_POINTERS: Exceeded = Exceeded {
    most: limits::POINTERS,
    what: "bytes in the JSON Pointers of values",
    help: "shorten the keys on the path to this value",
};

/// The bytes of a pointer that do not count: no more than what else is kept about a value.
const FREE_POINTER: usize = 256;

/// How much larger than the text the pointers may be.
const POINTER_FACTOR: usize = 32;

pub(super) struct State {
    pub(super) format: Format,
    pub(super) problems: Diagnostics,
    /// Why the parser was stopped.
    pub(super) exceeded: Option<Box<Diagnostic>>,
    values: usize,
    pointers: usize,
}

impl State {
    pub(super) fn new(source: &Source) -> Self {
        let length = source.text.len();
        Self {
            format: source.format(),
            problems: Diagnostics::new(),
            exceeded: None,
            // A node takes at least one byte of the text, and so does each byte of a scalar.
            values: length.saturating_mul(2).saturating_add(limits::ALIASES),
            pointers: length.saturating_mul(POINTER_FACTOR).saturating_add(limits::POINTERS),
        }
    }

    pub(super) fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Counts the value at `path`, with a string of this length. Returns `false` if a limit is
    /// exceeded.
    pub(super) fn count(&mut self, path: Path<'_>, length: usize) -> bool {
        let counted = length.saturating_add(1);
        take(&mut self.values, counted) || self.stop(path, TOO_MANY_ALIASES)
    }

    /// Counts the bytes of `path`. Returns `false` if a limit is exceeded.
    pub(super) fn count_pointer(&mut self, path: Path<'_>) -> bool {
        let counted = path.length.saturating_sub(FREE_POINTER);
        take(&mut self.pointers, counted) || self.stop(path, TOO_LONG_POINTERS)
    }

    /// Returns `false` if the object at `path` has more members than allowed.
    pub(super) fn allows_members(&mut self, path: Path<'_>, members: usize) -> bool {
        members <= limits::MEMBERS || self.stop(path, TOO_MANY_MEMBERS)
    }

    /// Records the error with which parsing ends.
    fn stop(&mut self, path: Path<'_>, limit: Exceeded) -> bool {
        self.exceeded.get_or_insert_with(|| Box::new(limit.at(&path.pointer())));
        false
    }
}

/// Takes `count` from what is left of a limit; `false` if there is not enough.
fn take(left: &mut usize, count: usize) -> bool {
    let rest = left.checked_sub(count);
    *left = rest.unwrap_or(0);
    rest.is_some()
}

/// The path to the current value. It is converted to a pointer only for a diagnostic.
#[derive(Clone, Copy)]
pub(super) struct Path<'p> {
    step: Step<'p>,
    /// The bytes of the pointer, without escapes.
    length: usize,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Root,
    Member(&'p Path<'p>, &'p str),
    Item(&'p Path<'p>, usize),
}

impl<'p> Path<'p> {
    pub(super) const ROOT: Self = Self { step: Step::Root, length: 0 };

    pub(super) fn member(&'p self, name: &'p str) -> Self {
        Self { step: Step::Member(self, name), length: self.length + 1 + name.len() }
    }

    pub(super) fn item(&'p self, position: usize) -> Self {
        // The digits of a position are as many as those of the values before it.
        Self { step: Step::Item(self, position), length: self.length + 2 }
    }

    /// Recursive: as deep as the values of a file are nested.
    pub(super) fn pointer(&self) -> Pointer {
        match self.step {
            Step::Root => Pointer::root(),
            Step::Member(parent, name) => parent.pointer().child(name),
            Step::Item(parent, position) => parent.pointer().index(position),
        }
    }
}
