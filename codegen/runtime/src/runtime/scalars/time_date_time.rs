//! Conversions between [`DateTime`] and `time::OffsetDateTime`.
//!
//! Invariant: the moment is preserved, but not its offset: both directions convert to UTC.

use time_0_3::OffsetDateTime;

use super::date_time::DateTime;
use crate::runtime::json::DecodeError;

impl From<OffsetDateTime> for DateTime {
    /// Formats as RFC 3339 in UTC.
    fn from(moment: OffsetDateTime) -> Self {
        Self::at(moment.unix_timestamp_nanos())
    }
}

impl TryFrom<&DateTime> for OffsetDateTime {
    type Error = DecodeError;

    /// The moment. It is an error if the text cannot be parsed, or the moment is out of range.
    fn try_from(text: &DateTime) -> Result<Self, DecodeError> {
        let moment = Self::from_unix_timestamp_nanos(text.to_nanos()?);
        moment.map_err(|_| DecodeError::out_of_range("time::OffsetDateTime"))
    }
}
