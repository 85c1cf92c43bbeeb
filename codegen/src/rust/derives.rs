//! What a type derives beyond what all types do.

use crate::ident::RustPath;

/// What a type derives beyond what all types do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Derives {
    /// How values compare beyond `PartialEq`.
    pub comparison: Comparison,
    /// Derive macros of other crates.
    pub macros: Vec<RustPath>,
}

/// How values of a type compare beyond `PartialEq`. With both, the order is total: `Ord`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// `Eq` and `Hash`.
    pub equality: bool,
    /// `PartialOrd`.
    pub order: bool,
}

impl Comparison {
    /// Nothing but `PartialEq`: the type is not ours.
    pub const NONE: Self = Self { equality: false, order: false };
    /// An order, but a number may be none (`f64`).
    pub const ORDER: Self = Self { equality: false, order: true };
    /// Equality, but no order.
    pub const EQUALITY: Self = Self { equality: true, order: false };
    /// All of them.
    pub const TOTAL: Self = Self { equality: true, order: true };

    /// What both have.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { equality: self.equality && other.equality, order: self.order && other.order }
    }

    /// Whether the order is total.
    #[must_use]
    pub fn is_total(self) -> bool {
        self == Self::TOTAL
    }
}
