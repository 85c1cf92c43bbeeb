//! The `Retry-After` header of responses.

use std::time::Duration;

use crate::runtime::client::CallOptions;

use crate::tests::support::Harness;
use crate::tests::support::api::get_pet;
use crate::tests::support::transport::ScriptedResponse;

fn wait(headers: &[(&str, &str)]) -> Option<Duration> {
    let harness = Harness::new([ScriptedResponse::with_headers(503, headers, [])]);
    let error = harness.run(get_pet(&harness.client(), "1", CallOptions::new())).unwrap_err();
    assert!(error.is_retryable());
    assert_eq!(error.may_have_been_processed(), error.retry_after().is_none());
    error.retry_after()
}

#[test]
fn delay_seconds_are_used_unchanged() {
    let table = [
        ("0", Some(0)),
        ("120", Some(120)),
        (" 7 ", Some(7)),
        ("18446744073709551615", Some(u64::MAX)),
        ("18446744073709551616", Some(u64::MAX)),
        ("-1", None),
        ("+1", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
    ];
    for (text, seconds) in table {
        assert_eq!(wait(&[("retry-after", text)]), seconds.map(Duration::from_secs), "{text}");
    }
    assert_eq!(wait(&[]), None);
}

#[test]
fn a_date_is_relative_to_the_date_header() {
    let until = ("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT");
    let date = |text| wait(&[until, ("date", text)]);
    assert_eq!(date("Sun, 06 Nov 1994 08:49:07 GMT"), Some(Duration::from_secs(30)));
    assert_eq!(date("Sun, 06 Nov 1994 08:50:37 GMT"), Some(Duration::ZERO));
}

#[test]
fn obsolete_http_date_formats_are_parsed() {
    let response = ("date", "Sun, 06 Nov 1994 08:49:07 GMT");
    for text in [
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun, 06 Nov 1994 08:49:37 GMT",
    ] {
        let wait = wait(&[("retry-after", text), response]);
        assert_eq!(wait, Some(Duration::from_secs(30)), "{text}");
    }
    let table = [
        ("Sunday, 06-Nov-94 08:49:07 GMT", "Sunday, 06-Nov-94 08:50:07 GMT", 60),
        ("Sun Nov 16 08:49:07 1994", "Sun Nov 16 08:50:07 1994", 60),
        // A two-digit year is at most 50 years in the future, and in the past otherwise.
        ("Fri, 31 Dec 1999 23:59:59 GMT", "Saturday, 01-Jan-00 00:00:59 GMT", 60),
        ("Tue, 01 Jan 2030 00:00:00 GMT", "Monday, 01-Jan-79 00:00:00 GMT", 1_546_300_800),
        ("Tue, 01 Jan 2030 00:00:00 GMT", "Tuesday, 01-Jan-81 00:00:00 GMT", 0),
        ("Fri, 01 Jan 2060 00:00:00 GMT", "Thursday, 01-Jan-09 00:00:00 GMT", 1_546_300_800),
        ("Fri, 01 Jan 2060 00:00:00 GMT", "Thursday, 01-Jan-70 00:00:00 GMT", 315_619_200),
    ];
    for (date, text, seconds) in table {
        let wait = wait(&[("retry-after", text), ("date", date)]);
        assert_eq!(wait, Some(Duration::from_secs(seconds)), "{date}: {text}");
    }
}

#[test]
fn invalid_dates_are_ignored() {
    for text in [
        "Sunday, 06-Nov-94 08:49:37",
        "Sunday, 06-Nov-1994 08:49:37 GMT",
        "Sunday, 31-Feb-94 08:49:37 GMT",
        "Sunday, 06-Nov-94-1 08:49:37 GMT",
        "Sunday, 06-Nov 08:49:37 GMT",
        "Sun Nov  6 08:49:37 94",
        "Sun Nov  6 24:49:37 1994",
        "Sun Nov  6 08:49:37 1994 GMT",
        "Sun Nov +6 08:49:37 1994",
        "Sun Foo  6 08:49:37 1994",
    ] {
        assert_eq!(wait(&[("retry-after", text)]), None, "{text}");
    }
}

#[test]
fn without_a_date_header_the_clock_is_used() {
    let later = ("retry-after", "Tue, 14 Nov 2023 22:14:20 GMT");
    assert_eq!(wait(&[later]), Some(Duration::from_mins(1)));
    assert_eq!(wait(&[later, ("date", "garbage")]), Some(Duration::from_mins(1)));
    assert_eq!(wait(&[("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")]), Some(Duration::ZERO));
    assert_eq!(wait(&[("retry-after", "Sun, 31 Feb 2030 08:49:37 GMT")]), None);
}

#[test]
fn the_age_that_a_cache_adds_counts() {
    let headers = [
        ("retry-after", "Sun, 06 Nov 1994 08:51:07 GMT"),
        ("date", "Sun, 06 Nov 1994 08:49:07 GMT"),
    ];
    assert_eq!(wait(&[headers[0], headers[1], ("age", "90")]), Some(Duration::from_secs(30)));
    assert_eq!(wait(&[headers[0], headers[1], ("age", "-1")]), Some(Duration::from_mins(2)));
}

#[test]
fn a_number_beyond_u64_is_a_long_time() {
    let text = "99999999999999999999999";
    assert_eq!(wait(&[("retry-after", text)]), Some(Duration::from_secs(u64::MAX)));
}
