//! The number at which the next page begins: an offset, or the number of the page.
//!
//! Invariant: a page without items is the last one. The number of items says nothing else, because
//! servers may send fewer items than were asked for.

/// A number of a page or of items: an integer, or a number that is whole.
pub(crate) trait PageNumber: Copy {
    /// The number as the type that has all of them.
    fn widened(self) -> i128;

    /// The number of this type, if it has it.
    fn narrowed(number: i128) -> Option<Self>;
}

macro_rules! integers {
    ($($ty:ident)*) => {
        $(impl PageNumber for $ty {
            fn widened(self) -> i128 {
                self.into()
            }

            fn narrowed(number: i128) -> Option<Self> {
                Self::try_from(number).ok()
            }
        })*
    };
}

integers!(i8 i16 i32 i64 u8 u16 u32 u64);

impl PageNumber for f64 {
    #[expect(clippy::cast_possible_truncation, reason = "numbers of pages are whole")]
    fn widened(self) -> i128 {
        self as i128
    }

    #[expect(clippy::cast_precision_loss, reason = "below 2^53, each whole number is an `f64`")]
    fn narrowed(number: i128) -> Option<Self> {
        (number < 1 << 53).then_some(number as Self)
    }
}

/// The offset after a page with `count` items. `total` is the number of all items, if it is known.
pub(crate) fn next_offset<N: PageNumber>(
    offset: N,
    count: usize,
    total: Option<i128>,
) -> Option<N> {
    let next = offset.widened().saturating_add(i128::try_from(count).ok()?);
    let is_last = count == 0 || total.is_some_and(|total| next >= total);
    (!is_last).then(|| fitting(next, offset))
}

/// The number after that of a page with `count` items. `first` is the number of the first page, and
/// `total` that of all pages, if it is known.
pub(crate) fn next_page<N: PageNumber>(
    page: N,
    first: i128,
    count: usize,
    total: Option<i128>,
) -> Option<N> {
    let next = page.widened().saturating_add(1);
    let is_last = count == 0 || total.is_some_and(|total| next - first >= total);
    (!is_last).then(|| fitting(next, page))
}

/// The next number, or the same one again if the type cannot hold it, which is an error of the
/// iteration and not the end of the list.
fn fitting<N: PageNumber>(next: i128, same: N) -> N {
    N::narrowed(next).unwrap_or(same)
}
