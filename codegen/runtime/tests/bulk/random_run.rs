//! Runs random cases to their ends, in virtual time.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_util::stream;

use super::random_case::{Case, Input, MAX_BYTES, MAX_ITEMS};
use crate::runtime::bulk::{Bulk, BulkError, BulkRequest, Outcome, Run, Summary};
use crate::runtime::resilience::Retry;
use crate::runtime::system::Clock;
use crate::tests::support::api::Problem;
use crate::tests::support::bulk::{PetChange, UpdatePets, builder, update_pets};
use crate::tests::support::bulk_faults::FaultyServer;

pub(super) type Pets = UpdatePets<MAX_ITEMS, MAX_BYTES>;

/// A run that has ended.
pub(super) struct Ended {
    pub(super) case: Case,
    pub(super) changes: Vec<PetChange>,
    pub(super) server: Arc<FaultyServer>,
    /// For each item that was taken from the input, the number of items that had been sent.
    pub(super) taken: Vec<usize>,
    pub(super) outcomes: Vec<(Instant, Outcome<Pets, usize>)>,
    pub(super) error: Option<BulkError<Problem>>,
    pub(super) summary: Summary,
}

/// Runs a case to its end.
pub(super) async fn run(case: Case) -> Ended {
    let server = FaultyServer::new(case.plan.clone());
    let mut client = builder(server.clone(), server.clock.clone());
    if !case.choices.retries_calls {
        client = client.retry(Retry::Disabled);
    }
    let bulk = configure(update_pets(client.build().unwrap()), &case);
    let changes = case.changes();
    let taken = Arc::new(Mutex::new(Vec::new()));
    let take = {
        let (server, taken) = (server.clone(), taken.clone());
        move || taken.lock().unwrap().push(server.truth().sent.len())
    };
    let mut run = start(bulk, &case, changes.clone(), take);
    shut_down(&run, &case);
    let mut outcomes = Vec::new();
    let error = loop {
        let open = usize::try_from(run.summary().open_jobs).unwrap();
        assert!(open <= case.limits.open_jobs, "{open} open jobs");
        match next(&mut run, case.patience).await {
            Ok(Some(outcome)) => outcomes.push((server.clock.now(), outcome)),
            Ok(None) => break None,
            Err(error) => break Some(error),
        }
    };
    assert!(matches!(run.next().await, Ok(None)), "there is something after the end");
    let (summary, taken) = (run.summary(), taken.lock().unwrap().clone());
    Ended { case, changes, server, taken, outcomes, error, summary }
}

/// The next outcome. Futures that take too long are dropped.
async fn next(
    run: &mut Run<Pets, usize>,
    patience: Option<Duration>,
) -> Result<Option<Outcome<Pets, usize>>, BulkError<Problem>> {
    let Some(patience) = patience else { return run.next().await };
    loop {
        if let Ok(next) = tokio::time::timeout(patience, run.next()).await {
            return next;
        }
    }
}

/// A run with the limits and choices of a case.
pub(super) fn configure<R>(bulk: Bulk<R>, case: &Case) -> Bulk<R>
where
    R: BulkRequest,
{
    let (limits, choices) = (&case.limits, &case.choices);
    let mut bulk = bulk
        .max_items(limits.items)
        .max_bytes(limits.bytes)
        .max_parked_items(limits.parked)
        .max_open_jobs(limits.open_jobs)
        .linger(limits.linger)
        .bisect_refusals(choices.bisections);
    if choices.resubmits {
        bulk = bulk.resubmit_ambiguous();
    }
    if let Some((attempts, budget)) = choices.item_retries {
        bulk = bulk.retry_items(attempts, budget, |_| true);
    }
    bulk
}

fn start(
    bulk: Bulk<Pets>,
    case: &Case,
    changes: Vec<PetChange>,
    take: impl Fn() + Send + 'static,
) -> Run<Pets, usize> {
    let items = changes.into_iter().zip(0..);
    match case.input.clone() {
        Input::Iterator => bulk.run_with_data(items.inspect(move |_| take())),
        Input::Stream(pauses) => {
            let items = items.zip(pauses.into_iter().cycle());
            bulk.run_stream_with_data(Box::pin(stream::unfold(
                (items, take),
                |(mut items, take)| async move {
                    let (item, pause) = items.next()?;
                    pause_for(pause).await;
                    take();
                    Some((item, (items, take)))
                },
            )))
        }
        Input::Channel(pauses, flush_each) => {
            let (sender, run) = bulk.channel();
            tokio::spawn(async move {
                for ((item, index), pause) in items.zip(pauses.into_iter().cycle()) {
                    pause_for(pause).await;
                    if sender.add(item, index).await.is_err() {
                        return;
                    }
                    take();
                    if (index + 1) % flush_each == 0 && sender.flush().await.is_err() {
                        return;
                    }
                }
                sender.close();
            });
            run
        }
    }
}

async fn pause_for(millis: u64) {
    if millis > 0 {
        tokio::time::sleep(Duration::from_millis(millis)).await;
    }
}

fn shut_down(run: &Run<Pets, usize>, case: &Case) {
    let Some(shutdown) = case.shutdown.clone() else { return };
    let handle = run.handle();
    tokio::spawn(async move {
        tokio::time::sleep(shutdown.after).await;
        handle.shut_down(shutdown.deadline);
        if let Some(again_after) = shutdown.again_after {
            tokio::time::sleep(again_after).await;
            handle.shut_down(shutdown.deadline);
        }
    });
}
