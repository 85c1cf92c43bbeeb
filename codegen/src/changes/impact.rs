//! Whom a change affects.

/// Whom a change affects, in ascending order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// What is sent or received changes, or a default, and programs compile as before.
    Wire,
    /// Programs compile as before, and can do more.
    Compatible,
    /// Some programs no longer compile (the chapter on compatibility of the Cargo Book).
    Breaking,
}

impl Impact {
    /// All, the greatest first.
    pub const ALL: [Self; 3] = [Self::Breaking, Self::Compatible, Self::Wire];

    /// The name in reports and flags.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wire => "wire",
            Self::Compatible => "compatible",
            Self::Breaking => "breaking",
        }
    }

    /// The impact with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|impact| impact.name() == name)
    }
}
