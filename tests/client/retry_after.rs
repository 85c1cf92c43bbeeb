//! The `Retry-After` header of responses.

use std::time::Duration;

use super::support::{
    ScriptedClock, ScriptedResponse, Server, Signal, builder, documents, failure, update,
};

/// The `retry_after` of a response with these headers.
async fn wait(headers: &[(&str, &str)]) -> Option<Duration> {
    let headers = [&[("content-type", "application/json")], headers].concat();
    failure(ScriptedResponse::new(429, &headers, documents::error(429))).await.retry_after()
}

#[tokio::test]
async fn delay_seconds_are_parsed() {
    assert_eq!(wait(&[("retry-after", "30")]).await, Some(Duration::from_secs(30)));
    assert_eq!(wait(&[("retry-after", "0")]).await, Some(Duration::ZERO));
}

#[tokio::test]
async fn a_missing_or_malformed_header_is_none() {
    assert_eq!(wait(&[]).await, None);
    for text in ["soon", "-1", "1.5", ""] {
        assert_eq!(wait(&[("retry-after", text)]).await, None, "{text:?}");
    }
}

#[tokio::test]
async fn a_date_is_relative_to_the_date_of_the_response() {
    let date = ("date", "Wed, 21 Oct 2015 07:28:00 GMT");
    let later = wait(&[date, ("retry-after", "Wed, 21 Oct 2015 07:29:30 GMT")]).await;
    assert_eq!(later, Some(Duration::from_secs(90)));
    let earlier = wait(&[date, ("retry-after", "Wed, 21 Oct 2015 07:00:00 GMT")]).await;
    assert_eq!(earlier, Some(Duration::ZERO));
}

#[tokio::test]
async fn a_date_is_relative_to_the_clock_if_the_response_has_none() {
    let headers = [("retry-after", "Sun, 06 Nov 1994 08:50:00 GMT")];
    let server = Server::start([ScriptedResponse::new(503, &headers, "")]).await;
    let client = builder(&server).clock(ScriptedClock::new(&Signal::default())).build().unwrap();
    let error = update(&client).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(23)));
}
