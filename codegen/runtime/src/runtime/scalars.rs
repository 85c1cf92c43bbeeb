//! String formats: dates, date-times, UUIDs and Base64.
//!
//! Depends on `json`.

mod base64;
pub(crate) mod base64_text;
mod base64_url;
mod civil_date;
mod date;
mod date_time;
mod scanner;
pub(crate) mod timestamp;
mod uuid;

pub use self::base64::Base64;
pub(crate) use self::base64_text::encode as encode_base64;
pub use self::base64_url::Base64Url;
pub(crate) use self::civil_date::CivilDate;
pub use self::date::Date;
pub use self::date_time::DateTime;
pub(crate) use self::scanner::Scanner;
pub(crate) use self::timestamp::{MONTHS, moment};
