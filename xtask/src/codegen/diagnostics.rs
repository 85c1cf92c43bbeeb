//! Renders the diagnostics of a description, with their number.

use codegen::diagnostics::{Diagnostics, Severity};
use codegen::source::Source;

use crate::pluralize::pluralize;

/// Renders the diagnostics of a description that has errors.
pub(super) fn render_errors(diagnostics: &Diagnostics, source: &Source) -> String {
    format!("{}; nothing was written\n", render(diagnostics, source).trim_end())
}

/// Renders all diagnostics and a line with their number. Without diagnostics, the text is empty.
pub(super) fn render(diagnostics: &Diagnostics, source: &Source) -> String {
    let located = diagnostics.located(source);
    let count = |severity| located.iter().filter(|it| it.diagnostic.severity() == severity).count();
    let counts = match (count(Severity::Error), count(Severity::Warning)) {
        (0, 0) => return String::new(),
        (0, warnings) => pluralize(warnings, "warning"),
        (errors, 0) => pluralize(errors, "error"),
        (errors, warnings) => {
            format!("{}, {}", pluralize(errors, "error"), pluralize(warnings, "warning"))
        }
    };
    format!("{}\n{}: {counts}\n", diagnostics.render(source), source.name)
}
