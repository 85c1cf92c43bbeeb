//! Requests that the server refuses, and what becomes of their items.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::runtime::auth::{Credential, Token, TokenProvider};
use crate::runtime::bulk::{BulkError, Failure, ItemResult};
use crate::runtime::system::BoxFuture;
use crate::tests::support::bulk::update_pets;
use crate::tests::support::bulk_faults::{Fault, FaultyServer, Plan, Treatment};
use crate::tests::support::bulk_runs::{
    accepted, changes, client, kind, kinds, outcomes, pets, server,
};
use crate::tests::support::paused_clock::run;

/// Accepted changes with one that is treated differently.
fn all_but(index: usize, treatment: Treatment) -> impl Iterator<Item = Treatment> {
    (0..100).map(move |item| if item == index { treatment } else { Treatment::Accepted })
}

#[test]
fn the_item_that_a_400_names_fails_and_the_rest_goes_again() {
    run(async {
        let server = server([]);
        let items = changes(all_but(37, Treatment::Named));
        let report = pets(&server).run(items).run_to_end().await;
        assert!(report.error.is_none());
        assert_eq!(report.summary.updated, 99);
        let [failure] = &report.failures[..] else { panic!("{report:?}") };
        let ItemResult::Failed(Failure::Request(error)) = &failure.result else { panic!() };
        assert_eq!((failure.index, error.status().unwrap().as_u16()), (37, 400));
        assert_eq!(server.truth().sizes(), [100, 99]);
    });
}

#[test]
fn a_400_without_a_pointer_fails_the_chunk() {
    run(async {
        let server = server([]);
        let items = changes(all_but(37, Treatment::Unnamed))
            .into_iter()
            .chain(accepted(200).split_off(100));
        let report = pets(&server).run(items).run_to_end().await;
        assert!(report.error.is_none());
        assert_eq!((report.summary.updated, report.summary.failed), (100, 100));
        assert_eq!(server.truth().sizes(), [100, 100]);
    });
}

#[test]
fn bisection_finds_the_item() {
    run(async {
        let server = server([]);
        let items = changes(all_but(37, Treatment::Unnamed));
        let report = pets(&server).bisect_refusals(100).run(items).run_to_end().await;
        assert_eq!(report.summary.updated, 99);
        assert_eq!(report.failures[0].index, 37);
        assert!(server.truth().sizes().len() <= 15);
    });
}

#[test]
fn bisection_stays_within_its_budget() {
    run(async {
        let server = server([]);
        let items = changes(all_but(37, Treatment::Unnamed));
        let report = pets(&server).bisect_refusals(5).run(items).run_to_end().await;
        assert_eq!((report.summary.updated, report.summary.failed), (75, 25));
        assert_eq!(server.truth().sizes(), [100, 50, 25, 25, 50]);
    });
}

#[test]
fn the_same_refusal_of_three_chunks_ends_the_run() {
    run(async {
        let server = server([]);
        let items = changes(vec![Treatment::Unnamed; 10_000]);
        let report = pets(&server).run(items).run_to_end().await;
        assert!(matches!(report.error, Some(BulkError::Refused(_))), "{report:?}");
        assert_eq!(server.truth().requests, 3);
        assert_eq!((report.summary.pulled, report.summary.failed), (300, 300));
        assert!(!report.summary.is_input_complete);
    });
}

#[test]
fn one_wrong_field_in_all_items_costs_few_requests() {
    for (treatment, bisections, most) in [
        (Treatment::Unnamed, 0, 3),
        (Treatment::Unnamed, 10, 14),
        (Treatment::Unnamed, 10_000, 50),
        (Treatment::Named, 0, 20),
        (Treatment::Named, 10, 20),
    ] {
        run(async {
            let server = server([]);
            let items = changes(vec![treatment; 10_000]);
            let bulk = pets(&server).bisect_refusals(bisections);
            let (outcomes, error) = outcomes(bulk.run(items)).await;
            assert!(matches!(error, Some(BulkError::Refused(_))), "{error:?}");
            assert!(server.truth().requests <= most, "{}", server.truth().requests);
            assert!(
                outcomes
                    .iter()
                    .all(|outcome| matches!(kind(outcome), "request refused" | "not sent"))
            );
        });
    }
}

#[test]
fn a_few_wrong_items_do_not_end_the_run() {
    run(async {
        let server = server([]);
        let treatments = [Treatment::Named, Treatment::Accepted].into_iter().cycle().take(30);
        let report = pets(&server).max_items(2).run(changes(treatments)).run_to_end().await;
        assert!(report.error.is_none(), "{report:?}");
        assert_eq!((report.summary.updated, report.summary.failed), (15, 15));
    });
}

#[test]
fn a_401_ends_the_run_after_what_was_sent_is_drained() {
    run(async {
        let server = server([Fault::None, Fault::None, Fault::Status(401)]);
        let bulk = pets(&server).max_items(1).max_open_jobs(4);
        let (outcomes, error) = outcomes(bulk.run(accepted(100))).await;
        assert!(matches!(error, Some(BulkError::Unauthorized(_))), "{error:?}");
        assert_eq!(kinds(&outcomes), ["updated", "updated", "not sent", "updated"]);
    });
}

/// Replaces a token once.
struct Rotating(Arc<AtomicU32>);

impl TokenProvider for Rotating {
    fn token(&self) -> BoxFuture<'_, Result<Token, Box<dyn Error + Send + Sync>>> {
        let number = self.0.load(Ordering::Relaxed);
        Box::pin(async move { Ok(Token::new(format!("t0ken{number}"))) })
    }

    fn replace<'a>(
        &'a self,
        _: &'a Token,
    ) -> BoxFuture<'a, Result<Token, Box<dyn Error + Send + Sync>>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        self.token()
    }
}

#[test]
fn a_401_asks_the_provider_once() {
    for (faults, is_complete) in [(1, true), (2, false)] {
        run(async {
            let server = server(vec![Fault::Status(401); faults]);
            let replaced = Arc::new(AtomicU32::new(0));
            let provider = Credential::provider(Rotating(replaced.clone()));
            let client = client(&server).credential("token", provider).build().unwrap();
            let report = update_pets::<100, 95_000>(client).run(accepted(10)).run_to_end().await;
            assert_eq!(report.error.is_none(), is_complete, "{report:?}");
            assert_eq!(replaced.load(Ordering::Relaxed), 1);
        });
    }
}

#[test]
fn a_server_that_is_down_is_tried_again_and_then_ends_the_run() {
    run(async {
        let server = server(vec![Fault::Unavailable(1); 5]);
        let report = pets(&server).run(accepted(300)).run_to_end().await;
        assert_eq!(report.summary.updated, 300);
        assert_eq!(server.truth().sizes().len(), 8);
    });
    run(async {
        let server = server(vec![Fault::ConnectionRefused; 10_000]);
        let report = pets(&server).run(accepted(300)).run_to_end().await;
        assert!(matches!(report.error, Some(BulkError::Unavailable(_))), "{report:?}");
        assert_eq!((report.summary.pulled, report.summary.not_sent), (100, 100));
        assert!(server.truth().requests < 100);
    });
}

#[test]
fn lost_responses_in_a_row_end_a_run() {
    run(async {
        let server = server(vec![Fault::Status(502); 10_000]);
        let report = pets(&server).run(accepted(2_000)).run_to_end().await;
        assert!(matches!(report.error, Some(BulkError::Unavailable(_))), "{report:?}");
        assert_eq!((report.summary.unknown, report.summary.pulled), (500, 500));
    });
    run(async {
        let faults = [Fault::Status(502), Fault::Status(502), Fault::None].repeat(10);
        let report = pets(&server(faults)).run(accepted(900)).run_to_end().await;
        assert!(report.error.is_none(), "{report:?}");
        assert_eq!(report.summary.unknown + report.summary.updated, 900);
    });
}

#[test]
fn a_run_waits_for_a_low_rate_limit_as_long_as_it_takes() {
    run(async {
        let latency = Duration::from_millis(1_400);
        let plan = Plan { rate_limit: Some(3), latency, ..Plan::default() };
        let bulk = update_pets::<1, 95_000>(client(&FaultyServer::new(plan)).build().unwrap());
        let report = bulk.run(accepted(8)).run_to_end().await;
        assert!(report.summary.all_updated(), "{report:?}");
    });
}
