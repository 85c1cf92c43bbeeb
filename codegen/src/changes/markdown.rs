//! Changes to Markdown, for a comment on a pull request.

use super::{Changes, Impact, Positions, summary};
use crate::format;
use crate::text::{Line, code_span, line};

impl Changes {
    /// A list for each kind of impact.
    #[must_use]
    pub fn markdown(&self, positions: &Positions) -> String {
        let mut lines = Vec::new();
        for impact in Impact::ALL {
            let changes: Vec<_> = self.with(impact).collect();
            if !changes.is_empty() {
                lines.extend([line!["### ", heading(impact)], Line::default()]);
                lines.extend(changes.into_iter().map(|change| {
                    let what = summary::sentence(change).markdown();
                    let entry = line!["- ", change.difference.verb(), " ", what];
                    let notes = change.notes.iter().map(super::Note::markdown);
                    let entry = notes.fold(entry, |entry, note| line![entry, "; ", note]);
                    match &change.place {
                        Some(place) => {
                            line![
                                entry,
                                " (",
                                code_span(positions.get(place).unwrap_or(place)),
                                ")"
                            ]
                        }
                        None => entry,
                    }
                }));
                lines.push(Line::default());
            }
        }
        format::text(&lines)
    }
}

/// The heading of the changes with an impact.
pub(super) const fn heading(impact: Impact) -> &'static str {
    match impact {
        Impact::Breaking => "Breaking changes",
        Impact::Compatible => "Added and changed",
        Impact::Wire => "On the wire",
    }
}
