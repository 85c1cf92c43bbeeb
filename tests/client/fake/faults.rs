//! The faults of the fake, as observed by the client.

use std::time::Duration;

use http::Method;
use kustomer_client::ErrorKind;
use kustomer_fake::{Fault, Faults, Rule, Setup};

use super::{fake_and_client, updates};

fn with_faults(rules: impl IntoIterator<Item = Rule>) -> Setup {
    Setup { faults: Faults::rules(rules), ..Setup::default() }
}

#[tokio::test(start_paused = true)]
async fn each_fault_is_observed_by_the_client_and_logged_by_the_fake() {
    // Fault, kind of the error, whether it is ambiguous, whether the request was processed.
    let cases = [
        (Fault::Refuse, ErrorKind::Connect, false, false),
        (Fault::ResetBefore, ErrorKind::Transport, true, false),
        (Fault::ResetAfter, ErrorKind::Transport, true, true),
        (Fault::LoseResponse, ErrorKind::Timeout, true, true),
        (Fault::Status(502), ErrorKind::Api, true, false),
        (Fault::Delay(Duration::from_secs(31)), ErrorKind::Timeout, true, true),
        (Fault::Truncate(9), ErrorKind::Transport, true, true),
        (Fault::Garble, ErrorKind::Decode, true, true),
    ];
    for (fault, kind, ambiguous, processed) in cases {
        let (kustomer, client) = fake_and_client(with_faults([Rule::new(fault.clone())]));
        let error = client.bulk_batch_update_messages(updates(1)).send().await.unwrap_err();
        let [entry] = &kustomer.log()[..] else { panic!("one request was sent") };
        assert_eq!(error.kind(), kind, "{fault:?}");
        assert_eq!(error.may_have_been_processed(), ambiguous, "{fault:?}");
        assert_eq!(entry.was_processed(), processed, "{fault:?}");
        assert_eq!(entry.fault.as_ref(), Some(&fault));
        // Later requests have no fault.
        assert!(client.bulk_batch_update_messages(updates(1)).send().await.is_ok());
    }
}

#[tokio::test(start_paused = true)]
async fn a_short_delay_is_no_failure() {
    let (_, client) =
        fake_and_client(with_faults([Rule::new(Fault::Delay(Duration::from_secs(29)))]));
    assert!(client.bulk_batch_update_messages(updates(1)).send().await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn rules_select_requests_by_method_path_and_count() {
    let rule = Rule::new(Fault::ResetAfter).method(Method::GET).path("/batches").skip(1).times(2);
    let (_, client) = fake_and_client(with_faults([rule]));
    let job = client.bulk_batch_update_messages(updates(1)).send().await.unwrap();
    let mut outcomes = Vec::new();
    for _ in 0..5 {
        assert!(client.get_bulk_operation(&job.data.id).send().await.is_ok());
        outcomes.push(client.get_bulk_operation_batches(&job.data.id).send().await.is_ok());
    }
    assert_eq!(outcomes, [true, false, false, true, true]);
}
