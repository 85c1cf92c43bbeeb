//! Dates convert to those of other crates and back.

use crate::runtime::json::DecodeErrorKind;
use crate::runtime::scalars::{Date, DateTime};

/// Moments as they are written, and in UTC.
const MOMENTS: [(&str, &str); 4] = [
    ("2024-02-29T12:00:00+01:00", "2024-02-29T11:00:00.000Z"),
    ("1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999999999Z"),
    ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37.000Z"),
    ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"),
];

/// Checks one type: its moments, and the errors of what it cannot be made of.
macro_rules! moments {
    ($name:ident, $foreign:ty) => {
        #[test]
        fn $name() {
            for (text, utc) in MOMENTS {
                let moment = <$foreign>::try_from(&text.parse::<DateTime>().unwrap()).unwrap();
                assert_eq!(DateTime::from(moment).as_str(), utc);
            }
            let kind = |text: &str| {
                let text: DateTime = serde_json::from_value(text.into()).unwrap();
                <$foreign>::try_from(&text).unwrap_err().kind()
            };
            assert_eq!(kind("yesterday"), DecodeErrorKind::InvalidText);
            assert_eq!(kind("+999999-01-01T00:00:00Z"), DecodeErrorKind::OutOfRange);
        }
    };
}

moments!(moments_convert_to_jiff, jiff_1::Timestamp);
moments!(moments_convert_to_chrono, chrono_0_4::DateTime<chrono_0_4::Utc>);
moments!(moments_convert_to_time, time_0_3::OffsetDateTime);

#[test]
fn a_moment_of_chrono_may_have_any_offset() {
    let moment = chrono_0_4::DateTime::parse_from_rfc3339("2024-02-29T12:00:00+01:00").unwrap();
    assert_eq!(DateTime::from(moment).as_str(), "2024-02-29T11:00:00.000Z");
}

/// Checks one type: its dates, and the errors of what it cannot be made of.
macro_rules! dates {
    ($name:ident, $foreign:ty) => {
        #[test]
        fn $name() {
            for text in ["2024-02-29", "1969-12-31", "0001-01-01", "9999-12-31"] {
                let date = <$foreign>::try_from(&text.parse::<Date>().unwrap()).unwrap();
                assert_eq!(Date::from(date).as_str(), text);
            }
            let kind = |text: &str| {
                let text: Date = serde_json::from_value(text.into()).unwrap();
                <$foreign>::try_from(&text).unwrap_err().kind()
            };
            assert_eq!(kind("2023-02-29"), DecodeErrorKind::InvalidText);
            assert_eq!(kind("+999999-01-01"), DecodeErrorKind::OutOfRange);
        }
    };
}

dates!(dates_convert_to_jiff, jiff_1::civil::Date);
dates!(dates_convert_to_chrono, chrono_0_4::NaiveDate);
dates!(dates_convert_to_time, time_0_3::Date);
