//! How well a value fits the type as which it is decoded.
//!
//! Decoding is lenient, so several variants of a union may accept a value. While one of them is tried,
//! the nodes of the value refer to a [`Fit`], in which decoding records how the value differs from the
//! type. Invariant: recording changes no result, and without a union nothing is recorded.

use std::cell::Cell;

use serde_json::Value;

use super::node::Node;

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

    /// Takes back that this many members are dropped.
    pub(crate) fn keep(&self, members: usize) {
        let differences = self.differences.get();
        let dropped = differences.dropped.saturating_sub(members);
        self.differences.set(Differences { dropped, ..differences });
    }

    /// Counts what was recorded as required since `before` as optional.
    pub(crate) fn make_optional(&self, before: Differences) {
        let after = self.differences.get();
        let optional = after.optional + after.required - before.required;
        self.differences.set(Differences { required: before.required, optional, ..after });
    }
}

/// Recording how a value differs from the type as which it is tried.
impl<'t> Node<'t> {
    /// The same value, with differences recorded in `fit`.
    pub(crate) fn recorded_in<'f>(self, fit: &'f Fit<'f>) -> Node<'f>
    where
        't: 'f,
    {
        let mut recorded: Node<'f> = self;
        recorded.fit = Some(fit);
        recorded
    }

    /// The same value, without recording differences.
    pub(crate) fn unrecorded(mut self) -> Self {
        self.fit = None;
        self
    }

    /// Where differences are recorded.
    pub(crate) fn fit(self) -> Option<&'t Fit<'t>> {
        self.fit
    }

    /// Records differences.
    pub(crate) fn record(self, differences: Differences) {
        if let Some(fit) = self.fit {
            fit.add(differences);
        }
    }

    /// Records that the value has another JSON type or format, or is not listed, unless `fits`.
    pub(crate) fn expect(self, fits: impl FnOnce(Self) -> bool) {
        if self.fit.is_some() && !fits(self) {
            self.record(Differences { required: 1, ..Differences::default() });
        }
    }

    /// Records that a value is not listed, unless it is.
    pub(crate) fn expect_listed(self, is_listed: bool) {
        self.expect(|_| is_listed);
    }

    /// Copies a value that matches no variant of a union.
    #[must_use]
    pub(crate) fn unmatched(self) -> Value {
        self.expect(|_| false);
        self.to_value()
    }
}
