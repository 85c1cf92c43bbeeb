//! Changes to a report for people.

use std::fmt::Write;

use super::{Changes, Impact, Positions, summary};

impl Impact {
    /// What a group of changes has in common.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Compatible => "compatible",
            Self::Wire => "on the wire, or a default",
        }
    }
}

impl Changes {
    /// The report, one line for each change and its notes below; `positions` has the lines and columns of
    /// [places](Changes::places).
    #[must_use]
    pub fn text(&self, positions: &Positions) -> String {
        let mut text = String::new();
        for impact in Impact::ALL {
            let changes: Vec<_> = self.with(impact).collect();
            if changes.is_empty() {
                continue;
            }
            let _ = writeln!(text, "{} ({}):", impact.title(), changes.len());
            for change in changes {
                let sentence = summary::sentence(change);
                let _ = writeln!(text, "  {} {sentence}", change.difference.verb());
                for note in &change.notes {
                    let _ = writeln!(text, "    = {note}");
                }
                if let Some(place) = &change.place {
                    let position = positions.get(place).unwrap_or(place);
                    let _ = writeln!(text, "    --> {position}");
                }
            }
        }
        text
    }
}
