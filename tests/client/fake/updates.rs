//! The updates that the fake accepts and rejects.

use std::sync::Arc;

use kustomer_client::testing::PausedClock;
use kustomer_client::types::{BulkMessageUpdates, MessageChanges, MessageUpdate};
use kustomer_client::{Body, Client};
use kustomer_fake::{Key, Kustomer, Role, Setup};

use super::{fake_and_client, updates, updates_with_references};

/// The status and the detail of the error of a rejected update.
async fn rejection(client: &Client, body: impl Into<Body<BulkMessageUpdates>>) -> (u16, String) {
    let error = client.bulk_batch_update_messages(body).send().await.unwrap_err();
    let status = error.status().unwrap().as_u16();
    (status, error.into_api().unwrap().errors[0].detail.clone().unwrap())
}

#[tokio::test(start_paused = true)]
async fn accepts_at_most_100_updates() {
    let (_, client) = fake_and_client(Setup::default());
    assert!(client.bulk_batch_update_messages(updates(100)).send().await.is_ok());
    let rejected = rejection(&client, updates(101)).await;
    assert_eq!(rejected, (400, "There are 101 updates, more than 100.".to_owned()));
    assert_eq!(rejection(&client, updates(0)).await, (400, "There are no updates.".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn accepts_at_most_100_000_bytes() {
    let (kustomer, client) = fake_and_client(Setup::default());
    let of_bytes = |bytes: usize| {
        let frame = r#"[{"id":"a","preview":""}]"#.len();
        vec![MessageUpdate::new("a").preview("x".repeat(bytes - frame))]
    };
    assert!(client.bulk_batch_update_messages(of_bytes(100_000)).send().await.is_ok());
    assert_eq!(rejection(&client, of_bytes(100_001)).await.0, 413);
    let sizes: Vec<_> = kustomer.log().iter().map(|entry| entry.bytes).collect();
    assert_eq!(sizes, [100_000, 100_001]);
}

#[tokio::test(start_paused = true)]
async fn accepts_client_references_for_all_updates_or_none() {
    let (_, client) = fake_and_client(Setup::default());
    let with = |reference: &str| MessageUpdate::new("a").client_ref(reference);
    assert!(client.bulk_batch_update_messages(updates_with_references(3)).send().await.is_ok());
    let cases = [
        (vec![with("r1"), MessageUpdate::new("b")], "All updates must have a _clientRef, or none."),
        (vec![with("r1"), with("r1")], "A _clientRef occurs twice."),
        (vec![with("")], "A _clientRef is empty."),
        (vec![with(&"é".repeat(256))], "A _clientRef is longer than 255 characters."),
    ];
    for (updates, problem) in cases {
        assert_eq!(rejection(&client, updates).await, (400, problem.to_owned()));
    }
    assert!(client.bulk_batch_update_messages(vec![with(&"é".repeat(255))]).send().await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn accepts_ids_with_one_object_of_changes() {
    let (_, client) = fake_and_client(Setup::default());
    let changes = || MessageChanges::default().subject("Hello");
    assert!(client.bulk_batch_update_messages(changes()).ids(["a", "b"]).send().await.is_ok());
    assert_eq!(rejection(&client, changes()).await, (400, "There are no ids.".to_owned()));
    let many = (0..101).map(|number| format!("m{number}"));
    let call = client.bulk_batch_update_messages(changes()).ids(many);
    assert_eq!(call.send().await.unwrap_err().status().unwrap(), 400);
}

#[tokio::test(start_paused = true)]
async fn rejects_bodies_that_are_not_updates() {
    let (_, client) = fake_and_client(Setup::default());
    for body in ["[", "3", r#"[{"subject":"x"}]"#, r#"[{"id":"a","_clientRef":7}]"#] {
        assert_eq!(rejection(&client, Body::raw(body)).await.0, 400, "{body}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_missing_role_returns_401_like_a_missing_key() {
    let roles = [("w", Role::UpdateMessages), ("r", Role::ReadJobs), ("a", Role::Admin)];
    let keys = roles.map(|(token, role)| Key { token: token.to_owned(), roles: vec![role] });
    let clock = Arc::new(PausedClock::new());
    let kustomer = Kustomer::new(Setup { keys: keys.to_vec(), ..Setup::default() }, clock.clone());
    let client = |token: &str| {
        let transport = Arc::new(kustomer.clone());
        Client::builder()
            .org("acme")
            .token(token)
            .clock(clock.clone())
            .transport(transport)
            .build()
            .unwrap()
    };
    let admin_only = || vec![MessageUpdate::new("a").created_by("5a96dac46dd73800112fab30")];

    assert!(client("w").bulk_batch_update_messages(updates(1)).send().await.is_ok());
    let lacks = |role: &str| (401, format!("The API key lacks the role {role}."));
    assert_eq!(rejection(&client("r"), updates(1)).await, lacks("org.permission.message.update"));
    assert_eq!(rejection(&client("w"), admin_only()).await, lacks("org.admin"));
    let error = client("w").get_bulk_operation("a").send().await.unwrap_err();
    assert!(error.is_unauthorized());
    let error = client("r").get_bulk_operation("a").send().await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(rejection(&client("other"), updates(1)).await.1, "The API key is not known.");
}
