//! Diagnostics as text in the style of the Rust compiler, printed by annotate-snippets, which rustc and
//! cargo use as well.
//!
//! Invariant: the text contains no control characters of the description.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diagnostics::excerpt::{Excerpt, printable};
use crate::diagnostics::selection::Selection;
use crate::diagnostics::{Located, Severity, Spot};

/// Renders the diagnostics, separated by empty lines, and the number of those that are left out.
pub(super) fn render(located: &[Located<'_>], renderer: &Renderer) -> String {
    let Selection { printed, left_out } = Selection::of(located);
    let texts = printed.iter().map(|it| one(it, renderer) + "\n");
    texts.chain(left_out).collect::<Vec<_>>().join("\n")
}

fn one(it: &Located<'_>, renderer: &Renderer) -> String {
    let found = it.diagnostic;
    let level = match found.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let label = found.label_text().unwrap_or_default();
    let main = it.location.map(|location| Spot { source: it.source, location });
    let main = main.map(|spot| Line::new(spot, AnnotationKind::Primary, label));
    let related = it.related.iter();
    let related = related.map(|(spot, label)| Line::new(*spot, AnnotationKind::Context, label));
    let places: Vec<Line<'_>> = main.into_iter().chain(related).collect();
    let notes = found.notes().iter().map(|note| Level::NOTE.message(lines(note)));
    let helps = found.helps().iter().map(|help| Level::HELP.message(lines(help)));
    let group: Group<'_> = level
        .primary_title(lines(found.message()))
        .id(found.code())
        .elements(places.iter().map(Line::snippet))
        .elements(notes.chain(helps));
    let text = renderer.render(&[group]);
    places.iter().fold(text, |text, place| place.with_its_column(text))
}

/// A line with an underlined part. Each is a snippet of its own, so that a long text or a long line
/// costs nothing.
struct Line<'d> {
    spot: Spot<'d>,
    excerpt: Excerpt,
    kind: AnnotationKind,
    label: &'d str,
}

impl<'d> Line<'d> {
    fn new(spot: Spot<'d>, kind: AnnotationKind, label: &'d str) -> Self {
        let excerpt = Excerpt::new(&spot.source.text, spot.location);
        Self { spot, excerpt, kind, label }
    }

    fn snippet(&self) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let label = (!self.label.is_empty()).then(|| printable(self.label));
        Snippet::source(self.excerpt.line.as_str())
            .line_start(self.spot.location.line)
            .path(printable(&self.spot.source.name))
            .annotation(self.kind.span(self.excerpt.underlined.clone()).label(label))
    }

    /// The renderer counts columns in the excerpt, which may begin in the middle of a line.
    fn with_its_column(&self, text: String) -> String {
        let before = self.excerpt.line.get(..self.excerpt.underlined.start).unwrap_or_default();
        let counted = before.chars().count() + 1;
        if counted == self.spot.location.column {
            return text;
        }
        let place = format!("{}:{}", printable(&self.spot.source.name), self.spot.location.line);
        let (wrong, right) =
            (format!("{place}:{counted}"), format!("{place}:{}", self.spot.location.column));
        text.replacen(&wrong, &right, 1)
    }
}

/// A printable text of several lines.
fn lines(text: &str) -> String {
    text.lines().map(printable).collect::<Vec<_>>().join("\n")
}
