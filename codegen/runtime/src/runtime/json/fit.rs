//! How well a value fits the type as which it is decoded.
//!
//! Decoding is lenient, so several variants of a union may accept a value. While one of them is tried,
//! the nodes of the value refer to a [`Fit`], in which decoding records how the value differs from the
//! type. Invariant: recording changes no result, and without a union nothing is recorded.

use std::cell::Cell;

/// How a value differs from a type. The lesser one fits better; the first fields matter most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Differences {
    /// The required values that have another JSON type or format, or are not listed.
    pub(crate) required: usize,
    /// The same for optional members, with all that is in them.
    pub(crate) optional: usize,
    /// The members that are not kept, because the type does not declare them.
    pub(crate) dropped: usize,
    /// The values that are kept without a type of their own, such as the entries of a map.
    pub(crate) untyped: usize,
}

impl Differences {
    fn plus(self, other: Self) -> Self {
        Self {
            required: self.required + other.required,
            optional: self.optional + other.optional,
            dropped: self.dropped + other.dropped,
            untyped: self.untyped + other.untyped,
        }
    }
}

/// Records the differences while one type is tried.
#[derive(Debug)]
pub(crate) struct Fit<'s> {
    differences: Cell<Differences>,
    /// The tokens that may still be decoded to try types. All unions inside of each other share them.
    pub(crate) steps: &'s Cell<usize>,
}

impl<'s> Fit<'s> {
    pub(crate) fn new(steps: &'s Cell<usize>) -> Self {
        Self { differences: Cell::default(), steps }
    }

    /// What has been recorded.
    pub(crate) fn differences(&self) -> Differences {
        self.differences.get()
    }

    /// Records more differences.
    pub(crate) fn add(&self, more: Differences) {
        self.differences.set(self.differences.get().plus(more));
    }

    /// Counts what was recorded as required since `before` as optional.
    pub(crate) fn make_optional(&self, before: Differences) {
        let after = self.differences.get();
        let optional = after.optional + after.required - before.required;
        self.differences.set(Differences { required: before.required, optional, ..after });
    }
}
