//! Dates and date-times.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::runtime::json;
use crate::runtime::scalars::{CivilDate, Date, DateTime};

#[test]
fn days_are_counted_from_1970() {
    let table = [
        ((1970, 1, 1), 0),
        ((1969, 12, 31), -1),
        ((2000, 2, 29), 11_016),
        ((2000, 3, 1), 11_017),
        ((1900, 3, 1), -25_508),
        ((2024, 2, 29), 19_782),
        ((2100, 3, 1), 47_541),
        ((1, 1, 1), -719_162),
        ((0, 3, 1), -719_468),
        ((0, 2, 29), -719_469),
        ((-1, 12, 31), -719_529),
        ((-400, 2, 29), -865_566),
        ((9999, 12, 31), 2_932_896),
    ];
    for ((year, month, day), days) in table {
        let civil = CivilDate::new(year, month, day).unwrap();
        assert_eq!(civil.to_days(), days, "{civil:?}");
        assert_eq!(CivilDate::from_days(days), Some(civil));
    }
}

#[test]
fn every_day_of_a_400_year_era_round_trips() {
    let start = CivilDate::new(-1, 1, 1).unwrap().to_days();
    for days in start..start + 150_000 {
        assert_eq!(CivilDate::from_days(days).unwrap().to_days(), days);
    }
}

#[test]
fn invalid_calendar_dates_are_rejected() {
    let days = [
        (2023, 2, 29),
        (1900, 2, 29),
        (2024, 4, 31),
        (2024, 0, 1),
        (2024, 13, 1),
        (2024, 1, 0),
        (2024, 1, 32),
    ];
    for (year, month, day) in days {
        assert_eq!(CivilDate::new(year, month, day), None);
    }
}

#[test]
fn the_extremes_do_not_overflow() {
    assert_eq!(CivilDate::new(i64::MAX, 1, 1), None);
    assert_eq!(CivilDate::new(i64::MIN, 1, 1), None);
    assert_eq!(CivilDate::from_days(i64::MAX), None);
    assert_eq!(CivilDate::from_days(i64::MIN), None);
    let last = CivilDate::new(999_999_999_999, 12, 31).unwrap();
    assert_eq!(CivilDate::from_days(last.to_days()), Some(last));
}

#[test]
fn date_times_are_parsed_in_all_common_formats() {
    let table = [
        ("1970-01-01T00:00:00Z", 0),
        ("2015-07-01T00:00:00", 1_435_708_800_000),
        ("2015-07-01 00:00:00", 1_435_708_800_000),
        ("2015-07-01t02:00:00+02:00", 1_435_708_800_000),
        ("2015-07-01T02:00:00+0200", 1_435_708_800_000),
        ("2015-06-30T22:00-02", 1_435_708_800_000),
        ("2015-07-01T00:00:00.5z", 1_435_708_800_500),
        ("2015-07-01T00:00:00,123456789123Z", 1_435_708_800_123),
        ("2016-12-31T23:59:60Z", 1_483_228_800_000),
        ("1969-12-31T23:59:59.999Z", -1),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777_000),
        ("6 Nov 1994 10:49:37 +0200", 784_111_777_000),
        ("0000-02-29T00:00:00Z", -62_162_121_600_000),
        ("-0001-12-31T00:00:00Z", -62_167_305_600_000),
    ];
    for (text, millis) in table {
        let moment: DateTime = text.parse().unwrap();
        assert_eq!(moment.unix_millis(), Some(millis), "{text}");
        assert_eq!(moment.as_str(), text);
    }
}

#[test]
fn other_text_is_not_a_date_time() {
    let texts = [
        "",
        "now",
        "2015-07-01",
        "2015-7-1T00:00:00Z",
        "2015-07-01T24:00:00Z",
        "2015-07-01T00:60:00Z",
        "2015-07-01T00:00:61Z",
        "2015-07-01T00:00:00.Z",
        "2015-07-01T00:00:00+2",
        "2015-02-29T00:00:00Z",
        "2015-07-01T00:00:00ZZ",
        "99999-01-01T00:00:00Z",
        "+9999999999999-01-01T00:00:00Z",
        "2015-07-01Tü0:00:00Z",
        "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 Foo 1994 08:49:37 GMT",
        "06 Nov 99999999999999999999 08:49:37",
        "Sun, 06 Nov 1994",
        "06 Nov 1994 08:49:37 GMT GMT",
    ];
    for text in texts {
        assert!(text.parse::<DateTime>().is_err(), "{text}");
    }
}

#[test]
fn unparsed_text_is_kept_and_does_not_fail_decoding() {
    for text in ["2015-07-01 00:00", "yesterday", "31/12/2020", ""] {
        let moment: DateTime = serde_json::from_value(text.into()).unwrap();
        assert_eq!(serde_json::to_value(&moment).unwrap(), text);
        assert_eq!(moment.to_string(), text);
        let date: Date = serde_json::from_value(text.into()).unwrap();
        assert_eq!(serde_json::to_value(&date).unwrap(), text);
    }
    assert_eq!(json::from_str::<DateTime>("\"yesterday\"").unwrap().unix_seconds(), None);
    assert!(json::from_str::<DateTime>("{}").is_err());
}

#[test]
fn system_times_are_formatted_with_as_many_digits_as_needed() {
    let table = [
        (Duration::ZERO, "1970-01-01T00:00:00.000Z"),
        (Duration::from_millis(1_700_000_000_120), "2023-11-14T22:13:20.120Z"),
        (Duration::new(1_700_000_000, 1), "2023-11-14T22:13:20.000000001Z"),
        (Duration::from_hours(70_389_528), "+10000-01-01T00:00:00.000Z"),
    ];
    for (duration, text) in table {
        let time = UNIX_EPOCH + duration;
        let moment = DateTime::from(time);
        assert_eq!(moment.as_str(), text);
        assert_eq!(moment.to_system_time(), Some(time));
    }
    assert_eq!(
        DateTime::from(UNIX_EPOCH - Duration::from_millis(1)).as_str(),
        "1969-12-31T23:59:59.999Z"
    );
}

#[test]
fn the_extremes_of_system_time_round_trip() {
    let seconds = Duration::from_secs(i64::MAX.unsigned_abs());
    let extremes = [UNIX_EPOCH.checked_add(seconds), UNIX_EPOCH.checked_sub(seconds)];
    for time in extremes.into_iter().flatten() {
        let moment = DateTime::from(time);
        assert_eq!(moment.to_system_time(), Some::<SystemTime>(time), "{moment}");
    }
}

#[test]
fn conversions_round_down() {
    let moment: DateTime = "1969-12-31T23:59:59.9995Z".parse().unwrap();
    assert_eq!(moment.unix_nanos(), Some(-500_000));
    assert_eq!((moment.unix_millis(), moment.unix_seconds()), (Some(-1), Some(-1)));
}

#[test]
fn dates_convert_to_year_month_and_day() {
    for text in ["2024-02-29", "2024-02-29T10:00:00Z", "2024-02-29 whatever"] {
        let date: Date = text.parse().unwrap();
        assert_eq!((date.year(), date.month(), date.day()), (Some(2024), Some(2), Some(29)));
        assert_eq!((date.unix_days(), date.as_str()), (Some(19_782), text));
    }
    for text in ["", "2024-02-30", "2024-2-3", "2024-02-29x", "20240229"] {
        assert!(text.parse::<Date>().is_err(), "{text}");
    }
}

#[test]
fn dates_are_built_from_year_month_and_day() {
    assert_eq!(Date::new(2024, 2, 9).unwrap().as_str(), "2024-02-09");
    assert_eq!(Date::new(-1, 2, 9).unwrap().year(), Some(-1));
    assert_eq!(Date::new(2023, 2, 29), None);
}

#[test]
fn short_years_of_rfc_5322_are_from_1950() {
    let same = [
        ("06 Nov 94 08:49:37 GMT", "06 Nov 1994 08:49:37 GMT"),
        ("06 Nov 49 08:49:37 GMT", "06 Nov 2049 08:49:37 GMT"),
        ("06 Nov 50 08:49:37 GMT", "06 Nov 1950 08:49:37 GMT"),
        ("06 Nov 126 08:49:37 GMT", "06 Nov 2026 08:49:37 GMT"),
    ];
    for (short, long) in same {
        let millis = |text: &str| text.parse::<DateTime>().unwrap().unix_millis().unwrap();
        assert_eq!(millis(short), millis(long), "{short}");
    }
}
