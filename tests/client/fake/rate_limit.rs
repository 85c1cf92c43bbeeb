//! The rate limit of the fake.

use std::time::Duration;

use kustomer_client::headers::{X_RATE_LIMIT_LIMIT, X_RATE_LIMIT_REMAINING, X_RATE_LIMIT_RESET};
use kustomer_fake::{RateLimit, ResetForm, Setup};

use super::{builder, fake_and_client, updates};

fn limited(requests: u64, reset: ResetForm) -> Setup {
    let rate_limit = RateLimit { requests, reset, ..RateLimit::default() };
    Setup { rate_limit, ..Setup::default() }
}

#[tokio::test(start_paused = true)]
async fn reports_the_remaining_requests_and_rejects_excess_requests() {
    let (_, client) = fake_and_client(limited(3, ResetForm::EpochSeconds));
    for left in [2, 1, 0] {
        let job = client.bulk_batch_update_messages(updates(1)).send().await.unwrap();
        assert_eq!(job.header(X_RATE_LIMIT_LIMIT), Some(3));
        assert_eq!(job.header(X_RATE_LIMIT_REMAINING), Some(left));
        assert_eq!(job.header(X_RATE_LIMIT_RESET), Some(1_000_000_061));
    }
    let error = client.bulk_batch_update_messages(updates(1)).send().await.unwrap_err();
    assert!(error.is_rate_limited());
    tokio::time::sleep(Duration::from_mins(1)).await;
    assert!(client.bulk_batch_update_messages(updates(1)).send().await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn the_client_stays_under_the_limit_minus_its_reserve() {
    let forms = [ResetForm::EpochSeconds, ResetForm::EpochMilliseconds, ResetForm::SecondsFromNow];
    for form in forms {
        let (kustomer, builder) = builder(limited(20, form));
        let client = builder.build().unwrap();
        for _ in 0..50 {
            client.bulk_batch_update_messages(updates(1)).send().await.unwrap();
        }
        assert!(kustomer.busiest_window() <= 18, "{form:?}: {}", kustomer.busiest_window());
        assert!(kustomer.log().iter().all(|entry| entry.status == Some(200)), "{form:?}");
    }
}
