//! The number at which the next page begins: an offset, or the number of the page.
//!
//! Invariant: a page without items is the last one. The number of items says nothing else, because
//! servers may send fewer items than were asked for.

/// The offset after a page with `count` items. `total` is the number of all items, if it is known.
pub(crate) fn next_offset<N>(offset: N, count: usize, total: Option<i128>) -> Option<N>
where
    N: Copy + Into<i128> + TryFrom<i128>,
{
    let next = offset.into() + i128::try_from(count).ok()?;
    let is_last = count == 0 || total.is_some_and(|total| next >= total);
    (!is_last).then(|| fitting(next, offset))
}

/// The number after that of a page with `count` items. `first` is the number of the first page, and
/// `total` that of all pages, if it is known.
pub(crate) fn next_page<N>(page: N, first: i128, count: usize, total: Option<i128>) -> Option<N>
where
    N: Copy + Into<i128> + TryFrom<i128>,
{
    let next = page.into() + 1;
    let is_last = count == 0 || total.is_some_and(|total| next - first >= total);
    (!is_last).then(|| fitting(next, page))
}

/// The next number, or the same one again if the type cannot hold it, which is an error of the
/// iteration and not the end of the list.
fn fitting<N: TryFrom<i128>>(next: i128, same: N) -> N {
    N::try_from(next).unwrap_or(same)
}
