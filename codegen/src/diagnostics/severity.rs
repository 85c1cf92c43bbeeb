//! How serious a diagnostic is.

/// Whether a diagnostic prevents the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Output is generated, but may differ from what the author of the description intended.
    Warning,
    /// Output is generated as intended. The note says what the generator has concluded.
    Note,
}

impl Severity {
    /// All severities, from the most serious on.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The word before the code in the rendered text.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}
