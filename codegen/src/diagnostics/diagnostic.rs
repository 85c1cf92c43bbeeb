//! One problem: how bad it is, what it is called, where it is and what to say about it.
//!
//! Invariant: a diagnostic knows its place as a pointer or as an offset, and never as both.

use crate::locate::{Part, Place};
use crate::pointer::{Pointer, bundled};

/// Whether a diagnostic prevents the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something is generated, though perhaps not what the author of the description had in mind.
    Warning,
}

impl Severity {
    /// The word that stands before the code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Where a diagnostic points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Nowhere,
    Node { pointer: Pointer, part: Part },
    Offset(usize),
}

/// One thing to say about a description.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a diagnostic is only reported when it is pushed"]
pub struct Diagnostic {
    severity: Severity,
    code: &'static str,
    message: String,
    target: Target,
    label: Option<String>,
    notes: Vec<String>,
    helps: Vec<String>,
    /// The file that it is about, unless that is the description's own or told by the pointer.
    file: Option<String>,
}

impl Diagnostic {
    /// A problem at `pointer` that prevents the output.
    pub fn error(code: &'static str, pointer: &Pointer, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, Target::value_of(pointer), message.into())
    }

    /// A problem at `pointer` that was worked around.
    pub fn warning(code: &'static str, pointer: &Pointer, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, Target::value_of(pointer), message.into())
    }

    /// Makes it a warning that says what was done instead.
    pub fn tolerated(mut self, instead: impl Into<String>) -> Self {
        self.severity = Severity::Warning;
        self.label(instead)
    }

    /// Makes it an error, whatever it was.
    pub fn escalate(&mut self) {
        self.severity = Severity::Error;
    }

    /// A problem at a byte of a text that could not be parsed.
    pub fn error_at(code: &'static str, offset: usize, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, Target::Offset(offset), message.into())
    }

    /// A problem of the whole description, or of none of its places.
    pub fn error_nowhere(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, Target::Nowhere, message.into())
    }

    /// A worked-around problem of the whole description, or of none of its places.
    pub fn warning_nowhere(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, Target::Nowhere, message.into())
    }

    fn new(severity: Severity, code: &'static str, target: Target, message: String) -> Self {
        Self {
            severity,
            code,
            message,
            target,
            label: None,
            notes: Vec::new(),
            helps: Vec::new(),
            file: None,
        }
    }

    /// Says that its place is in another file than the description's own.
    pub fn in_file(mut self, path: &str) -> Self {
        self.file = Some(path.to_owned());
        self
    }

    /// The other file that its place is in, if it is in one, and the place in its file.
    pub(super) fn target(&self) -> (Option<String>, Target) {
        if let Target::Node { pointer, part } = &self.target
            && let Some((file, pointer)) = bundled::split(pointer)
        {
            return (Some(file), Target::Node { pointer, part: *part });
        }
        (self.file.clone(), self.target.clone())
    }

    /// Underlines the key of the member instead of its value.
    pub fn at_key(mut self) -> Self {
        if let Target::Node { part, .. } = &mut self.target {
            *part = Part::Key;
        }
        self
    }

    /// A few words next to the underlined text.
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = Some(text.into());
        self
    }

    /// Why it matters; there may be several notes.
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// What to do; there may be several helps.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(text.into());
        self
    }

    /// Whether it prevents the output.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The kind of problem, such as `unresolved-reference`; it does not change between versions.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The node it is about, unless it is about a text that could not be parsed or about no place.
    #[must_use]
    pub fn pointer(&self) -> Option<&Pointer> {
        match &self.target {
            Target::Node { pointer, .. } => Some(pointer),
            Target::Nowhere | Target::Offset(_) => None,
        }
    }

    /// Why it matters.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// What to do.
    #[must_use]
    pub fn helps(&self) -> &[String] {
        &self.helps
    }

    /// The words next to the underlined text.
    #[must_use]
    pub fn label_text(&self) -> Option<&str> {
        self.label.as_deref()
    }
}

impl Target {
    fn value_of(pointer: &Pointer) -> Self {
        Self::Node { pointer: pointer.clone(), part: Part::Value }
    }

    /// What is to be located for it.
    pub(super) fn place(&self) -> Option<Place<'_>> {
        match self {
            Self::Nowhere => None,
            Self::Node { pointer, part } => Some(Place::Node(pointer, *part)),
            Self::Offset(offset) => Some(Place::Offset(*offset)),
        }
    }
}
