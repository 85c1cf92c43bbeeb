//! The positions to which an index and a slice lead (RFC 9535, sections 2.3.3 and 2.3.4).
//!
//! Invariant: a slice has positions of the list only.

/// The position of an index, which counts from the end if it is negative.
pub(super) fn position(index: i64, length: usize) -> Option<usize> {
    let distance = usize::try_from(index.unsigned_abs()).ok()?;
    if index < 0 { length.checked_sub(distance) } else { Some(distance) }
}

/// The positions of a slice (RFC 9535, section 2.3.4.2.2).
pub(super) fn slice(start: Option<i64>, end: Option<i64>, step: i64, length: usize) -> Vec<usize> {
    // The limits on files make every length a small number.
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let from_start = |index: i64| if index < 0 { length.saturating_add(index) } else { index };
    let mut positions = Vec::new();
    if step > 0 {
        let end = from_start(end.unwrap_or(length)).clamp(0, length);
        let mut at = from_start(start.unwrap_or(0)).clamp(0, length);
        while at < end {
            positions.extend(usize::try_from(at));
            at = at.saturating_add(step);
        }
    } else if step < 0 {
        let end = end.map_or(-1, from_start).clamp(-1, length - 1);
        let mut at = from_start(start.unwrap_or(length - 1)).clamp(-1, length - 1);
        while at > end {
            positions.extend(usize::try_from(at));
            at = at.saturating_add(step);
        }
    }
    positions
}
