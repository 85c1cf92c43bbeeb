//! String formats: dates, date-times, UUIDs and Base64, and conversions of dates to the types of other
//! crates.
//!
//! Depends on `json`.

mod base64;
pub(crate) mod base64_text;
mod base64_url;
#[cfg(feature = "chrono-0-4")]
mod chrono_date;
#[cfg(feature = "chrono-0-4")]
mod chrono_date_time;
mod civil_date;
mod date;
mod date_time;
#[cfg(feature = "jiff-1")]
mod jiff_date;
#[cfg(feature = "jiff-1")]
mod jiff_date_time;
mod scanner;
#[cfg(feature = "time-0-3")]
mod time_date;
#[cfg(feature = "time-0-3")]
mod time_date_time;
pub(crate) mod timestamp;
mod uuid;

pub use self::base64::Base64;
pub use self::base64_url::Base64Url;
pub(crate) use self::civil_date::CivilDate;
pub use self::date::Date;
pub use self::date_time::DateTime;
pub(crate) use self::scanner::Scanner;
pub(crate) use self::timestamp::{MONTHS, moment};
