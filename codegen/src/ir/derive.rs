//! What types derive on request: `x-rust-derive` and the option of that name.

use crate::ident::RustPath;

/// A trait that a type is asked to derive.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Derive {
    /// A trait of the standard library, which the type has if its parts do.
    Standard(StandardTrait),
    /// The derive macro of another crate. The parts must have what it needs.
    Foreign(RustPath),
}

/// A trait of the standard library that not all types can derive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StandardTrait {
    /// Equality of all values.
    Eq,
    /// Hashes.
    Hash,
    /// A total order.
    Ord,
    /// An order of some values.
    PartialOrd,
}

impl StandardTrait {
    /// The trait with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Eq, Self::Hash, Self::Ord, Self::PartialOrd];
        all.into_iter().find(|it| it.name() == name)
    }

    /// The name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Eq => "Eq",
            Self::Hash => "Hash",
            Self::Ord => "Ord",
            Self::PartialOrd => "PartialOrd",
        }
    }
}
