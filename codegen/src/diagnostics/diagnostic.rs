//! A diagnostic: severity, code, message, places, notes, help and a suggestion.

use super::codes;
use super::place::Place;
use super::severity::Severity;
use crate::locate::Part;
use crate::pointer::Pointer;
use crate::pointer::bundled::File;
use crate::pointer::origins::Origins;

/// Another place that a diagnostic refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Related {
    pub(super) place: Place,
    pub(super) label: String,
}

/// A replacement that corrects a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Suggestion {
    /// What is replaced: a key or a scalar.
    pub(super) place: Place,
    pub(super) replacement: String,
}

/// An error, a warning or a note about a description.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a diagnostic is only reported when it is pushed"]
pub struct Diagnostic {
    severity: Severity,
    code: &'static str,
    message: String,
    place: Place,
    label: Option<String>,
    /// The label if the error is lowered: what is generated nevertheless.
    otherwise: Option<String>,
    related: Vec<Related>,
    notes: Vec<String>,
    helps: Vec<String>,
    suggestion: Option<Suggestion>,
    /// The file that it refers to, unless it is the description after overlays or the pointer identifies
    /// it.
    file: Option<File>,
    /// Where the mistake is from which the problem only follows.
    cause: Option<Pointer>,
}

impl Diagnostic {
    /// Creates an error at `pointer`.
    pub fn error(code: &'static str, pointer: &Pointer, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, Place::value_of(pointer), message.into())
    }

    /// Creates a warning at `pointer`.
    pub fn warning(code: &'static str, pointer: &Pointer, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, Place::value_of(pointer), message.into())
    }

    /// Creates a note at `pointer`: nothing is wrong there.
    pub fn notice(code: &'static str, pointer: &Pointer, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, Place::value_of(pointer), message.into())
    }

    /// Creates a diagnostic at `pointer` with the severity that its code has by default.
    pub(crate) fn of_code(
        code: &'static str,
        pointer: &Pointer,
        message: impl Into<String>,
    ) -> Self {
        let severity = codes::find(code).and_then(|code| code.default.severity());
        let severity = severity.unwrap_or(Severity::Note);
        Self::new(severity, code, Place::value_of(pointer), message.into())
    }

    /// Turns an error into a warning.
    pub fn into_warning(mut self) -> Self {
        self.set_severity(Severity::Warning);
        self
    }

    /// Turns a warning into an error. A note remains a note.
    pub fn escalate(&mut self) {
        if self.severity == Severity::Warning {
            self.severity = Severity::Error;
        }
    }

    /// Replaces the severity. An error that is lowered states its consequence.
    pub(super) fn set_severity(&mut self, severity: Severity) {
        if self.severity == Severity::Error && severity != Severity::Error {
            self.label = self.otherwise.take().or_else(|| self.label.take());
        }
        self.severity = severity;
    }

    /// Creates an error at a byte offset of a text that cannot be parsed.
    pub fn error_at(code: &'static str, offset: usize, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, Place::Offset(offset), message.into())
    }

    /// Creates an error without a location.
    pub fn error_without_location(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, Place::Description, message.into())
    }

    /// Creates a warning without a location.
    pub fn warning_without_location(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, Place::Description, message.into())
    }

    fn new(severity: Severity, code: &'static str, place: Place, message: String) -> Self {
        Self {
            severity,
            code,
            message,
            place,
            label: None,
            otherwise: None,
            related: Vec::new(),
            notes: Vec::new(),
            helps: Vec::new(),
            suggestion: None,
            file: None,
            cause: None,
        }
    }

    /// Sets the file that the diagnostic refers to.
    pub(crate) fn in_file(mut self, file: File) -> Self {
        self.file = Some(file);
        self
    }

    /// States that the problem only follows from a mistake at `cause`. It is not reported beside an
    /// error that is about that place.
    pub fn follows_from(mut self, cause: &Pointer) -> Self {
        self.cause = Some(cause.clone());
        self
    }

    /// Where the mistake is from which the problem only follows.
    pub(super) fn cause(&self) -> Option<&Pointer> {
        self.cause.as_ref()
    }

    /// The pointers of all nodes that it refers to.
    pub(super) fn pointers(&self) -> impl Iterator<Item = &Pointer> {
        let related = self.related.iter().map(|related| &related.place);
        std::iter::once(&self.place).chain(related).filter_map(Place::pointer)
    }

    /// Whether it prevents the output.
    pub(crate) fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The file, and the place within the file.
    pub(super) fn place(&self, origins: &Origins) -> (File, Place) {
        self.resolve(&self.place, origins)
    }

    /// The file of another place, and the place within the file.
    pub(super) fn resolve(&self, other: &Place, origins: &Origins) -> (File, Place) {
        other.in_its_file(self.file.as_ref(), origins)
    }

    /// The other places, with their labels.
    pub(super) fn related(&self) -> &[Related] {
        &self.related
    }

    /// The suggestion.
    pub(super) fn suggestion(&self) -> Option<&Suggestion> {
        self.suggestion.as_ref()
    }

    /// Underlines the key of the member instead of the value.
    pub fn at_key(mut self) -> Self {
        self.place.at_key();
        self
    }

    /// Sets the text next to the underlined part.
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = Some(text.into());
        self
    }

    /// Sets the label for an error that is lowered, which says what is generated nevertheless.
    pub fn otherwise(mut self, consequence: impl Into<String>) -> Self {
        self.otherwise = Some(consequence.into());
        self
    }

    /// Shows another place, such as the first of two members that conflict.
    pub fn related_to(mut self, pointer: &Pointer, label: impl Into<String>) -> Self {
        self.related.push(Related { place: Place::key_of(pointer), label: label.into() });
        self
    }

    /// Shows another place of a text that cannot be parsed.
    pub fn related_at(mut self, offset: usize, label: impl Into<String>) -> Self {
        self.related.push(Related { place: Place::Offset(offset), label: label.into() });
        self
    }

    /// Shows the first of the members with the name of the one that the diagnostic refers to.
    pub fn related_to_the_first(mut self, label: impl Into<String>) -> Self {
        if let Place::Node { pointer, .. } = &self.place {
            let place = Place::Node { pointer: pointer.clone(), part: Part::FirstKey };
            self.related.push(Related { place, label: label.into() });
        }
        self
    }

    /// Suggests to rename the member that the diagnostic refers to.
    pub fn rename(mut self, name: &str) -> Self {
        let place = self.pointer().map(Place::key_of);
        self.suggestion = place.map(|place| Suggestion { place, replacement: name.to_owned() });
        self.help(format!("did you mean `{name}`?"))
    }

    /// Suggests to replace the scalar that the diagnostic refers to.
    pub fn replace_by(mut self, value: &str) -> Self {
        let place = self.pointer().map(Place::value_of);
        self.suggestion = place.map(|place| Suggestion { place, replacement: value.to_owned() });
        self.help(format!("did you mean `{value}`?"))
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
        self.place.pointer()
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
