//! A diagnostic: severity, code, message, location, notes and help.
//!
//! Invariant: the location is a pointer or an offset, never both.

use crate::locate::{LocateTarget, Part};
use crate::pointer::{Pointer, bundled};

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

/// The location of a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    None,
    Node { pointer: Pointer, part: Part },
    Offset(usize),
}

/// An error, a warning or a note about a description.
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
    /// The file that it refers to, unless it is the root file or the pointer identifies it.
    file: Option<String>,
}

impl Diagnostic {
    /// Creates an error at `pointer`.
    pub fn error(code: &'static str, pointer: &Pointer, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, Target::value_of(pointer), message.into())
    }

    /// Creates a warning at `pointer`.
    pub fn warning(code: &'static str, pointer: &Pointer, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, Target::value_of(pointer), message.into())
    }

    /// Creates a note at `pointer`: nothing is wrong there.
    pub fn notice(code: &'static str, pointer: &Pointer, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, Target::value_of(pointer), message.into())
    }

    /// Turns an error into a warning, with a label that states the consequence.
    pub fn into_warning(mut self, consequence: impl Into<String>) -> Self {
        self.severity = Severity::Warning;
        self.label(consequence)
    }

    /// Turns a warning into an error. A note remains a note.
    pub fn escalate(&mut self) {
        if self.severity == Severity::Warning {
            self.severity = Severity::Error;
        }
    }

    /// Creates an error at a byte offset of a text that cannot be parsed.
    pub fn error_at(code: &'static str, offset: usize, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, Target::Offset(offset), message.into())
    }

    /// Creates an error without a location.
    pub fn error_without_location(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, Target::None, message.into())
    }

    /// Creates a warning without a location.
    pub fn warning_without_location(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, Target::None, message.into())
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

    /// Sets the file that the diagnostic refers to.
    pub fn in_file(mut self, path: &str) -> Self {
        self.file = Some(path.to_owned());
        self
    }

    /// The file, unless it is the root file, and the location within the file.
    pub(super) fn target(&self) -> (Option<String>, Target) {
        if let Target::Node { pointer, part } = &self.target
            && let Some((file, pointer)) = bundled::split(pointer)
        {
            return (Some(file), Target::Node { pointer, part: *part });
        }
        (self.file.clone(), self.target.clone())
    }

    /// Underlines the key of the member instead of the value.
    pub fn at_key(mut self) -> Self {
        if let Target::Node { part, .. } = &mut self.target {
            *part = Part::Key;
        }
        self
    }

    /// Sets the text next to the underlined part.
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = Some(text.into());
        self
    }

    /// Adds a note that explains the problem.
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Adds a help text that suggests a fix.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(text.into());
        self
    }

    /// The severity.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The code, such as `unresolved-reference`, which is stable between versions.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The message, one sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The pointer, if the location is a node.
    #[must_use]
    pub fn pointer(&self) -> Option<&Pointer> {
        match &self.target {
            Target::Node { pointer, .. } => Some(pointer),
            Target::None | Target::Offset(_) => None,
        }
    }

    /// The notes.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The help texts.
    #[must_use]
    pub fn helps(&self) -> &[String] {
        &self.helps
    }

    /// The text next to the underlined part.
    #[must_use]
    pub fn label_text(&self) -> Option<&str> {
        self.label.as_deref()
    }
}

impl Target {
    fn value_of(pointer: &Pointer) -> Self {
        Self::Node { pointer: pointer.clone(), part: Part::Value }
    }

    /// The argument for [`locate`](crate::locate::locate), if there is a location.
    pub(super) fn as_locate_target(&self) -> Option<LocateTarget<'_>> {
        match self {
            Self::None => None,
            Self::Node { pointer, part } => Some(LocateTarget::Node(pointer, *part)),
            Self::Offset(offset) => Some(LocateTarget::Offset(*offset)),
        }
    }
}
