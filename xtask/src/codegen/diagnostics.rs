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
    let kinds = [Severity::Error, Severity::Warning, Severity::Note];
    let counts: Vec<String> = kinds
        .into_iter()
        .map(|severity| (count(severity), severity.as_str()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, kind)| pluralize(count, kind))
        .collect();
    if counts.is_empty() {
        return String::new();
    }
    let counts = counts.join(", ");
    format!("{}\n{}: {counts}\n", diagnostics.render(source), source.name)
}
