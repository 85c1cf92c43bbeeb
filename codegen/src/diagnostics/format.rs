//! The forms in which diagnostics are written.

mod github;
mod json;
mod text;

use annotate_snippets::Renderer;

use super::Located;

/// A form of the diagnostics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Text in the style of the Rust compiler.
    #[default]
    Plain,
    /// The same text in colors, for a terminal.
    Colored,
    /// One JSON object a line, for editors and other programs.
    Json,
    /// The [workflow commands] by which GitHub shows annotations in a pull request.
    ///
    /// [workflow commands]: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    GitHub,
}

impl Format {
    /// Writes diagnostics in this form.
    #[must_use]
    pub fn render(self, located: &[Located<'_>]) -> String {
        match self {
            Self::Plain => text::render(located, &Renderer::plain()),
            Self::Colored => text::render(located, &Renderer::styled()),
            Self::Json => located.iter().map(json::line).collect(),
            Self::GitHub => located.iter().map(github::command).collect(),
        }
    }
}
