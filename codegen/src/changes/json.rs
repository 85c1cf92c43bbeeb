//! Changes to JSON, one object a line, for programs.

use serde_json::{Value, json};

use super::{Change, Changes, Difference, Positions, summary};
use crate::public_api::Item;

impl Changes {
    /// The lines: `impact`, `change`, `item`, `from` and `to` as lines of the public API, `message`,
    /// `notes`, `place` and `position`.
    #[must_use]
    pub fn json(&self, positions: &Positions) -> String {
        self.all
            .iter()
            .flat_map(|it| [object(it, positions).to_string(), "\n".to_owned()])
            .collect()
    }
}

fn object(change: &Change, positions: &Positions) -> Value {
    let (from, to) = match &change.difference {
        Difference::Added(item) => (None, Some(item)),
        Difference::Removed(item) => (Some(item), None),
        Difference::Changed { from, to } | Difference::Renamed { from, to } => {
            (Some(from), Some(to))
        }
    };
    let line = |item: &Item| Item { place: None, ..item.clone() }.to_string();
    json!({
        "impact": change.impact.name(),
        "change": change.difference.verb(),
        "item": change.difference.item().path,
        "from": from.map(line),
        "to": to.map(line),
        "message": summary::sentence(change).to_string(),
        "notes": change.notes.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "place": change.place,
        "position": change.place.as_ref().and_then(|place| positions.get(place)),
    })
}
