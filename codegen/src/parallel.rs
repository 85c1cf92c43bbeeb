//! Folds the items of a list on all processors.
//!
//! Invariant: the folds hold each item once. Which items are in which fold is left open, so that the
//! result may only be one for which this does not matter, such as a sorted map.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many items a thread takes at a time. Fewer items are not worth a thread.
const BLOCK: usize = 32;

/// Adds each item to one of several folds, one for each thread.
///
/// A thread that cannot be started leaves its share to the others, of which this one is the first.
pub(crate) fn fold<T: Sync, Fold: Default + Send>(
    items: &[T],
    add: impl Fn(&mut Fold, &T) + Sync,
) -> Vec<Fold> {
    let taken = AtomicUsize::new(0);
    let work = || {
        let mut fold = Fold::default();
        // Ends, because each turn takes a block.
        while let Some(block) = items.chunks(BLOCK).nth(taken.fetch_add(1, Ordering::Relaxed)) {
            for item in block {
                add(&mut fold, item);
            }
        }
        fold
    };
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let helpers = items.len().div_ceil(BLOCK).min(processors).saturating_sub(1);
    thread::scope(|scope| {
        let start = |_| thread::Builder::new().spawn_scoped(scope, work).ok();
        let started: Vec<_> = (0..helpers).filter_map(start).collect();
        let own = work();
        let others = started
            .into_iter()
            .map(|helper| helper.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        std::iter::once(own).chain(others).collect()
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::fold;

    #[test]
    fn each_item_is_in_one_of_the_folds() {
        for count in [0, 1, 31, 32, 33, 1_000] {
            let items: Vec<usize> = (0..count).collect();
            let folds = fold(&items, |fold: &mut Vec<usize>, item| fold.push(*item));
            let all: Vec<usize> = folds.into_iter().flatten().collect();
            assert_eq!(all.len(), count);
            assert_eq!(all.into_iter().collect::<BTreeSet<_>>(), items.into_iter().collect());
        }
    }
}
