//! Which items are sent together, and when.

use std::time::Duration;

use futures_util::stream;

use crate::runtime::system::Clock;
use crate::tests::support::bulk::{PetChange, update_pets};
use crate::tests::support::bulk_faults::{FaultyServer, Plan, Treatment, name};
use crate::tests::support::bulk_runs::{accepted, client, kinds, outcomes, pets, server, with_ids};
use crate::tests::support::paused_clock::run;

#[test]
fn pairs_of_updates_of_one_message_fill_whole_chunks() {
    run(async {
        let server = server([]);
        let ids = (0..200).flat_map(|id| [id.to_string(), id.to_string()]);
        let report = pets(&server).run(with_ids(ids)).run_to_end().await;
        assert_eq!(report.summary.updated, 400);
        assert_eq!(server.truth().sizes(), [100; 4]);
        let jobs: Vec<_> =
            (0..2).map(|index| server.truth().of(index).next().unwrap().job).collect();
        assert_ne!(jobs[0], jobs[1]);
    });
}

#[test]
fn many_updates_of_one_message_are_sent_in_their_order() {
    run(async {
        let server = server([]);
        let items = with_ids(vec!["a".to_owned(); 20]);
        let report = pets(&server).max_parked_items(3).run(items).run_to_end().await;
        assert_eq!(report.summary.updated, 20);
        let truth = server.truth();
        assert!(truth.sent.iter().map(|sent| sent.index).eq(0..20));
        assert!(truth.sent.windows(2).all(|pair| pair[0].until <= pair[1].from));
    });
}

#[test]
fn parked_items_are_bounded() {
    run(async {
        let server = server([]);
        let mut ids = vec!["a".to_owned(); 10];
        ids.extend((0..500).map(|id| format!("id{id}")));
        let mut run = pets(&server).max_parked_items(5).run(with_ids(ids));
        run.next().await.unwrap().unwrap();
        // Two of them were sent.
        assert_eq!(run.summary().pulled, 7);
        assert_eq!(run.run_to_end().await.summary.updated, 510);
    });
}

#[test]
fn a_trickling_stream_is_sent_after_the_linger() {
    run(async {
        let server = server([]);
        let start = server.clock.now();
        let items = stream::unfold(accepted(3).into_iter(), |mut items| async move {
            tokio::time::sleep(Duration::from_hours(1)).await;
            Some((items.next()?, items))
        });
        let report = pets(&server).run_stream(items).run_to_end().await;
        assert_eq!(report.summary.updated, 3);
        let times: Vec<_> = server.truth().sent.iter().map(|sent| sent.from - start).collect();
        let sent = |hours| Duration::from_hours(hours) + Duration::from_millis(200);
        assert_eq!(times, [sent(1), sent(2), sent(3)]);
    });
}

#[test]
fn flush_sends_what_was_added() {
    run(async {
        let server = server([]);
        let start = server.clock.now();
        let (sender, mut run) = pets(&server).linger(Duration::MAX).channel();
        sender.flush().await.unwrap();
        for item in accepted(2) {
            sender.add(item, ()).await.unwrap();
        }
        sender.flush().await.unwrap();
        for _ in 0..2 {
            assert!(run.next().await.unwrap().unwrap().result.is_updated());
        }
        sender.close();
        assert!(run.next().await.unwrap().is_none());
        let truth = server.truth();
        assert_eq!(truth.sizes(), [2]);
        assert_eq!(truth.sent[0].from, start);
    });
}

#[test]
fn an_item_too_large_fails_alone_without_a_request() {
    run(async {
        let server = server([]);
        let mut items = accepted(3);
        items[1].name = name(Treatment::Accepted, 1, 95_000);
        let (outcomes, error) = outcomes(pets(&server).run(items)).await;
        assert!(error.is_none());
        assert_eq!(kinds(&outcomes), ["updated", "too large", "updated"]);
        assert_eq!(outcomes[1].attempts, 0);
        assert_eq!(server.truth().sizes(), [2]);
    });
}

#[test]
fn requests_have_as_many_bytes_as_the_limit_allows() {
    run(async {
        let server = server([]);
        let items: Vec<_> = (0..10)
            .map(|index| PetChange::new(index.to_string(), name(Treatment::Accepted, index, 100)))
            .collect();
        let first = serde_json::to_vec(&PetChange {
            reference: Some("0123456789abcdef-0".to_owned()),
            ..items[0].clone()
        });
        let item = first.unwrap().len();
        let bytes = item * 3 + 4;
        let run = pets(&server).max_bytes(bytes).run(items);
        assert_eq!(run.run_to_end().await.summary.updated, 10);
        let truth = server.truth();
        assert_eq!(truth.bodies, [(bytes, 3), (bytes, 3), (bytes, 3), (item + 2, 1)]);
    });
}

#[test]
fn a_413_lowers_the_size_of_later_requests() {
    run(async {
        let server = FaultyServer::new(Plan { max_bytes: 3_000, ..Plan::default() });
        let report = pets(&server).run(accepted(1_000)).run_to_end().await;
        assert_eq!(report.summary.updated, 1_000);
        assert!(server.truth().too_large.len() <= 3, "{:?}", server.truth().too_large);
    });
}

#[test]
fn an_item_is_too_large_only_if_its_size_was_refused() {
    run(async {
        let server = FaultyServer::new(Plan { max_bytes: 300, ..Plan::default() });
        let padded = |(index, padding)| {
            PetChange::new(format!("id{index}"), name(Treatment::Accepted, index, padding))
        };
        let items = [0, 0, 0, 0, 0, 230, 300, 0, 310, 230].into_iter().enumerate().map(padded);
        let run = update_pets::<100, 450>(client(&server).build().unwrap()).run(items);
        let report = run.run_to_end().await;
        let failed: Vec<_> = report.failures.iter().map(|outcome| outcome.index).collect();
        assert_eq!(failed, [6, 8]);
        assert_eq!(report.failures[1].attempts, 0);
    });
}
