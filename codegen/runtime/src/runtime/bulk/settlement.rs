//! Matches the results of a job with its items.
//!
//! Invariant: a result counts for the item that it names, and never by its position. An item without
//! a result, or with results that contradict each other, has no verdict.

use std::collections::HashMap;

use super::bulk_request::{BulkRequest, ItemResults, ResultStatus};
use super::item::Item;

/// What results say about one item.
pub(super) enum Verdict<T> {
    Updated,
    Failed(T),
    /// No result.
    Missing,
    /// Results that contradict each other, or that name another id.
    Contradictory,
    /// A status that the description does not declare.
    Undeclared(T),
}

/// What results say about the items of a job.
pub(super) struct Settlement<T> {
    /// In the order of the items.
    pub(super) verdicts: Vec<Verdict<T>>,
    /// The number of results that belong to no item.
    pub(super) foreign: u64,
}

impl<T> Settlement<T> {
    /// The number of items whose result is known.
    pub(super) fn known(&self) -> usize {
        let is_known =
            |verdict: &&Verdict<T>| matches!(verdict, Verdict::Updated | Verdict::Failed(_));
        self.verdicts.iter().filter(is_known).count()
    }

    /// Whether the result of every item is known.
    pub(super) fn is_complete(&self) -> bool {
        self.known() == self.verdicts.len()
    }
}

/// The reference of an item.
pub(super) fn reference(nonce: &str, index: u64) -> String {
    format!("{nonce}-{index}")
}

/// Matches results with items. The references of the items begin with the nonce.
pub(super) fn settle<R: BulkRequest, D>(
    nonce: &str,
    items: &[Item<D>],
    results: ItemResults<R::ItemResult>,
) -> Settlement<R::ItemResult> {
    let positions: HashMap<u64, usize> =
        items.iter().enumerate().map(|(position, item)| (item.index, position)).collect();
    let ids: HashMap<&str, usize> =
        items.iter().enumerate().map(|(position, item)| (&*item.id, position)).collect();
    let mut verdicts: Vec<_> = items.iter().map(|_| Verdict::Missing).collect();
    let mut foreign = 0;
    for result in results.items {
        let fields = R::read_result(&result);
        let position = match (fields.reference, fields.id) {
            (Some(reference), _) => index(nonce, reference).and_then(|index| positions.get(&index)),
            (None, Some(id)) => ids.get(id),
            (None, None) => None,
        };
        let found = position
            .and_then(|position| Some((items.get(*position)?, verdicts.get_mut(*position)?)));
        let Some((item, verdict)) = found else {
            foreign += 1;
            continue;
        };
        let is_of_other_id = fields.id.is_some_and(|id| id != &*item.id);
        let status = fields.status;
        *verdict = match (&*verdict, status) {
            _ if is_of_other_id => Verdict::Contradictory,
            (Verdict::Missing | Verdict::Updated, ResultStatus::Succeeded) => Verdict::Updated,
            (Verdict::Missing | Verdict::Failed(_), ResultStatus::Failed) => {
                Verdict::Failed(result)
            }
            (Verdict::Missing, ResultStatus::Undeclared) => Verdict::Undeclared(result),
            _ => Verdict::Contradictory,
        };
    }
    for id in &results.changed_ids {
        let Some(verdict) = ids.get(id.as_str()).and_then(|position| verdicts.get_mut(*position))
        else {
            foreign += 1;
            continue;
        };
        match verdict {
            Verdict::Missing => *verdict = Verdict::Updated,
            Verdict::Failed(_) => *verdict = Verdict::Contradictory,
            Verdict::Updated | Verdict::Contradictory | Verdict::Undeclared(_) => {}
        }
    }
    Settlement { verdicts, foreign }
}

/// The index in a reference of this run.
fn index(nonce: &str, reference: &str) -> Option<u64> {
    reference.strip_prefix(nonce)?.strip_prefix('-')?.parse().ok()
}
