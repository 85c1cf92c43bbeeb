//! What a failed submit means for its items and for the run.
//!
//! Invariant: items count as not applied only if the request was surely not processed.

use serde_json::Value;

use crate::runtime::json;
use crate::runtime::response::{Error, ErrorKind, FailureClass};

/// What a failed submit means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum SubmitFailure {
    /// The request was not processed, and may be accepted later.
    Unavailable,
    /// The credential was rejected.
    Unauthorized,
    /// The body is too large.
    TooLarge,
    /// The request was refused because of the items at these positions, or as a whole if there are
    /// none.
    Refused(Vec<usize>),
    /// No request can be sent, whatever its items are.
    Invalid,
    /// The request may have been processed.
    Ambiguous,
}

impl SubmitFailure {
    /// What an error means for a request with this number of items.
    pub(super) fn of<E>(error: &Error<E>, items: usize) -> Self {
        if error.may_have_been_processed() {
            return Self::Ambiguous;
        }
        let status = error.status().map(|status| status.as_u16());
        match (error.failure_class(), status) {
            (FailureClass::NotProcessed, _) => Self::Unavailable,
            (_, Some(401)) => Self::Unauthorized,
            (_, Some(413)) => Self::TooLarge,
            (FailureClass::Rejected, Some(_)) if error.kind() != ErrorKind::InvalidRequest => {
                Self::Refused(named_items(error, items))
            }
            (FailureClass::Rejected, _) => Self::Invalid,
            (FailureClass::Ambiguous | FailureClass::Permanent, _) => Self::Ambiguous,
        }
    }
}

/// The positions of the items that the error document of a response names: by the `source.pointer` of
/// an error (JSON:API 1.1, "Error Objects"), or by its `pointer` (RFC 9457, section 3).
fn named_items<E>(error: &Error<E>, items: usize) -> Vec<usize> {
    let errors =
        document(error).and_then(|mut document| match document.get_mut("errors")?.take() {
            Value::Array(errors) => Some(errors),
            _ => None,
        });
    let pointers = errors.iter().flatten().filter_map(|error| {
        let pointer = error.pointer("/source/pointer").or_else(|| error.get("pointer"));
        pointer.and_then(Value::as_str)
    });
    let position = |pointer: &str| {
        let segment = pointer.split('/').find_map(|segment| segment.parse::<usize>().ok());
        segment.filter(|position| *position < items)
    };
    let mut positions: Vec<_> = pointers.filter_map(position).collect();
    positions.sort_unstable();
    positions.dedup();
    positions
}

fn document<E>(error: &Error<E>) -> Option<Value> {
    json::from_slice(error.raw_body()?).ok()
}

/// Counts the refusals in a row that have the same error.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    last: Option<Kind>,
    count: u32,
}

/// What makes two errors the same.
#[derive(Debug, PartialEq, Eq)]
struct Kind {
    status: Option<u16>,
    /// The code and the title in the document.
    texts: [Option<String>; 2],
}

impl Refusals {
    /// Whether any request was refused since the last one that was accepted.
    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Counts a refusal, and returns how many of its kind there are in a row.
    pub(super) fn add<E>(&mut self, error: &Error<E>) -> u32 {
        let document = document(error);
        let first = document.as_ref().map(|all| all.pointer("/errors/0").unwrap_or(all));
        let texts = ["code", "title"].map(|name| Some(first?.get(name)?.as_str()?.to_owned()));
        let kind = Kind { status: error.status().map(|status| status.as_u16()), texts };
        if self.last.as_ref() == Some(&kind) {
            self.count += 1;
        } else {
            self.last = Some(kind);
            self.count = 1;
        }
        self.count
    }

    /// A request was accepted.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}
