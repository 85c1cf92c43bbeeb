//! How values of a type compare.

/// How values of a type compare, which decides what the type derives. Each kind has the traits of
/// those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparison {
    /// `PartialEq` only: a number may be none (`f64`), or the type is not ours.
    Partial,
    /// `Eq` and `Hash`.
    Equality,
    /// `PartialOrd` and `Ord`.
    Order,
}
