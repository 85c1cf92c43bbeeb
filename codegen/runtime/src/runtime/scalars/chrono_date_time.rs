//! Conversions between [`DateTime`] and `chrono::DateTime`.
//!
//! Invariant: the moment is preserved, but not its offset: both directions convert to UTC.

use chrono_0_4::{TimeZone, Utc};

use super::date_time::DateTime;
use crate::runtime::json::DecodeError;

const NANOS: i128 = 1_000_000_000;

impl<Zone: TimeZone> From<chrono_0_4::DateTime<Zone>> for DateTime {
    /// Formats as RFC 3339 in UTC.
    fn from(moment: chrono_0_4::DateTime<Zone>) -> Self {
        let seconds = i128::from(moment.timestamp());
        Self::at(seconds * NANOS + i128::from(moment.timestamp_subsec_nanos()))
    }
}

impl TryFrom<&DateTime> for chrono_0_4::DateTime<Utc> {
    type Error = DecodeError;

    /// The moment. It is an error if the text cannot be parsed, or the moment is out of range.
    fn try_from(text: &DateTime) -> Result<Self, DecodeError> {
        let moment = moment(text.to_nanos()?);
        moment.ok_or_else(|| DecodeError::out_of_range("chrono::DateTime"))
    }
}

fn moment(nanos: i128) -> Option<chrono_0_4::DateTime<Utc>> {
    let seconds = nanos.div_euclid(NANOS).try_into().ok()?;
    chrono_0_4::DateTime::from_timestamp(seconds, nanos.rem_euclid(NANOS).try_into().ok()?)
}
