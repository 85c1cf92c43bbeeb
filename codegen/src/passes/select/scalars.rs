//! Selects among the variants that are scalars of one JSON type: by listed values, else by the fit.

use serde_json::Value;

use super::Candidates;
use crate::ir::{JsonKind, Kind, Selection, StringKind, json_kind};

impl Candidates<'_> {
    pub(super) fn scalar(&self, kind: JsonKind) -> Selection {
        let mut listed = Vec::new();
        let mut others = Vec::new();
        for (position, id) in self.variants() {
            match self.target(id) {
                Kind::Enum(enumeration) => {
                    let of_kind = |value: &&Value| json_kind(value) == Some(kind);
                    let values = enumeration.values.iter().filter(of_kind).cloned().collect();
                    listed.push((values, position));
                }
                other => others.push((generality(other), position)),
            }
        }
        others.sort_unstable();
        let others = others.into_iter().map(|(_, position)| position).collect();
        if listed.is_empty() {
            Selection::BestDecoded(others)
        } else {
            Selection::Listed { listed, others }
        }
    }
}

/// How general a scalar type is; more specific types are tried first.
fn generality(kind: &Kind) -> usize {
    match kind {
        Kind::String(StringKind::Uuid) => 0,
        Kind::String(StringKind::DateTime) => 1,
        Kind::String(StringKind::Date) => 2,
        Kind::String(StringKind::Integer(_)) => 3,
        Kind::String(StringKind::Base64) => 4,
        Kind::Union(_) => 5,
        _ => 6,
    }
}
