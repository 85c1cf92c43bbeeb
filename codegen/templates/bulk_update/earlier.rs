//! Reads the outcomes of an earlier run, to send again what failed.
//!
//! Invariant: what was updated is left out. What is unknown or invalid is not sent, and keeps its
//! result, so that it is not lost among the outcomes of several runs.

use serde_json::Value;

use crate::outcome::Outcome;
use crate::outcome_line::OutcomeLine;
use crate::record::Place;

/// What an earlier outcome leads to.
pub enum Earlier {
    /// Nothing: the record is updated.
    Updated,
    /// The item is sent again.
    Failed(String),
    /// The outcome is still the same.
    Kept(Box<OutcomeLine>),
}

/// Reads an outcome.
///
/// # Errors
/// The text is not an outcome of this program.
pub fn read(text: &str, place: Place) -> Result<Earlier, String> {
    let not_one = || "not an outcome of this program".to_owned();
    let value: Value = serde_json::from_str(text).map_err(|_| not_one())?;
    let text = |name| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let item = value.get("item").filter(|item| item.is_object()).map(Value::to_string);
    let result = text("result").and_then(|result| Outcome::from_name(&result));
    Ok(match result.ok_or_else(not_one)? {
        Outcome::Updated => Earlier::Updated,
        Outcome::Failed => Earlier::Failed(item.ok_or("the outcome has no item")?),
        outcome => Earlier::Kept(Box::new(OutcomeLine {
            id: text("id"),
            reason: text("reason"),
            details: value.get("details").map(Value::to_string),
            job: text("job"),
            item,
            text: text("text"),
            ..OutcomeLine::new(place, outcome)
        })),
    })
}
