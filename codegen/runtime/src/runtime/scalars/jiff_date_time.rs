//! Conversions between [`DateTime`] and `jiff::Timestamp`.
//!
//! Invariant: the moment is preserved. A timestamp has no offset, so the text is in UTC.

use jiff_1::Timestamp;

use super::date_time::DateTime;
use crate::runtime::json::DecodeError;

impl From<Timestamp> for DateTime {
    /// Formats as RFC 3339 in UTC.
    fn from(moment: Timestamp) -> Self {
        Self::at(moment.as_nanosecond())
    }
}

impl TryFrom<&DateTime> for Timestamp {
    type Error = DecodeError;

    /// The moment. It is an error if the text cannot be parsed, or the moment is out of range.
    fn try_from(text: &DateTime) -> Result<Self, DecodeError> {
        let moment = Self::from_nanosecond(text.to_nanos()?);
        moment.map_err(|_| DecodeError::out_of_range("jiff::Timestamp"))
    }
}
