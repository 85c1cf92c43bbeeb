//! One line of the outcomes, as JSON.

use std::fmt;

use serde_json::Value;

use crate::outcome::Outcome;
use crate::record::Place;

/// A line of the outcomes.
#[derive(Debug)]
pub struct OutcomeLine {
    /// The place of the record in the input.
    pub place: Place,
    /// What became of it.
    pub outcome: Outcome,
    /// The id of the record.
    pub id: Option<String>,
    /// Why it was not updated.
    pub reason: Option<String>,
    /// What the server says of it, as JSON.
    pub details: Option<String>,
    /// The job that had the item.
    pub job: Option<String>,
    /// The item, as JSON.
    pub item: Option<String>,
    /// The text of a record that is not an item.
    pub text: Option<String>,
}

impl OutcomeLine {
    /// A line with nothing but the outcome.
    pub fn new(place: Place, outcome: Outcome) -> Self {
        let (id, reason, details, job, item, text) = Default::default();
        Self { place, outcome, id, reason, details, job, item, text }
    }
}

impl fmt::Display for OutcomeLine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { index, line } = self.place;
        write!(formatter, r#"{{"index":{index},"line":{line}"#)?;
        let quoted =
            |text: &Option<String>| text.as_deref().map(|text| Value::from(text).to_string());
        let members = [
            ("id", quoted(&self.id)),
            ("result", Some(format!("\"{}\"", self.outcome.name()))),
            ("reason", quoted(&self.reason)),
            ("details", self.details.clone()),
            ("job", quoted(&self.job)),
            ("item", self.item.clone()),
            ("text", quoted(&self.text)),
        ];
        for (name, value) in members {
            if let Some(value) = value {
                write!(formatter, r#","{name}":{value}"#)?;
            }
        }
        formatter.write_str("}")
    }
}

/// The record and the outcome in a line.
pub fn recorded(line: &[u8]) -> Option<(u64, Outcome)> {
    let value: Value = serde_json::from_slice(line).ok()?;
    let outcome = Outcome::from_name(value.get("result")?.as_str()?)?;
    Some((value.get("index")?.as_u64()?, outcome))
}
