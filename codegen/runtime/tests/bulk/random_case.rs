//! Random runs: items, limits, choices, inputs, and what the server does.

use std::fmt::Debug;
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use crate::tests::support::bulk::PetChange;
use crate::tests::support::bulk_faults::{Fault, JobPlan, Plan, Results, Treatment, name};

/// The limits that the description of the operation declares.
pub(super) const MAX_ITEMS: usize = 6;
pub(super) const MAX_BYTES: usize = 400;

/// A run.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) items: Vec<Item>,
    pub(super) limits: Limits,
    pub(super) choices: Choices,
    pub(super) input: Input,
    pub(super) shutdown: Option<Shutdown>,
    /// How long `next` is polled before it is dropped and called again.
    pub(super) patience: Option<Duration>,
    pub(super) plan: Plan,
}

#[derive(Clone, Debug)]
pub(super) struct Item {
    id: u8,
    treatment: Treatment,
    padding: usize,
}

#[derive(Clone, Debug)]
pub(super) struct Limits {
    pub(super) items: usize,
    pub(super) bytes: usize,
    pub(super) parked: usize,
    pub(super) open_jobs: usize,
    pub(super) linger: Duration,
}

#[derive(Clone, Debug)]
pub(super) struct Choices {
    pub(super) bisections: u32,
    pub(super) resubmits: bool,
    /// The number of attempts of an item, and the budget of the run.
    pub(super) item_retries: Option<(u32, u64)>,
    /// Whether the client repeats calls.
    pub(super) retries_calls: bool,
}

/// Where items come from. The pauses in milliseconds repeat.
#[derive(Clone, Debug)]
pub(super) enum Input {
    Iterator,
    Stream(Vec<u64>),
    /// With a flush after each such number of items.
    Channel(Vec<u64>, usize),
}

/// A request to end the run.
#[derive(Clone, Debug)]
pub(super) struct Shutdown {
    pub(super) after: Duration,
    pub(super) deadline: Duration,
    /// When there is another one.
    pub(super) again_after: Option<Duration>,
}

/// Checks this number of random values, or as many as `PROPTEST_CASES` says. `PROPTEST_RNG_SEED`
/// selects other ones.
pub(super) fn check_all<T: Debug>(cases: u32, values: impl Strategy<Value = T>, check: impl Fn(T)) {
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(1);
    }
    println!("{} cases with seed {}", config.cases, config.rng_seed);
    let result = TestRunner::new(config).run(&values, |value| {
        check(value);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

impl Case {
    /// The items, in the order of the input.
    pub(super) fn changes(&self) -> Vec<PetChange> {
        let change = |(index, item): (usize, &Item)| {
            PetChange::new(format!("id{}", item.id), name(item.treatment, index, item.padding))
        };
        self.items.iter().enumerate().map(change).collect()
    }

    /// Whether the server never fails, and reports the results of all items.
    pub(super) fn is_flawless(&self) -> bool {
        let is_plain = |job: &JobPlan| {
            let is_reliable = !matches!(
                job.results,
                Results::Missing
                    | Results::Contradictory
                    | Results::Undeclared
                    | Results::Anonymous
            );
            is_reliable && job.millis < 600_000
        };
        self.shutdown.is_none()
            && self.plan.faults.iter().all(|fault| *fault == Fault::None)
            && self.plan.jobs.iter().all(is_plain)
    }
}

pub(super) fn case() -> impl Strategy<Value = Case> {
    let parts = (
        vec(item(), 0..40),
        limits(),
        choices(),
        input(),
        prop_oneof![4 => Just(None), 1 => shutdown().prop_map(Some)],
        prop_oneof![2 => Just(None), 1 => millis(500..20_000).prop_map(Some)],
        plan(),
    );
    parts.prop_map(|(items, limits, choices, input, shutdown, patience, plan)| Case {
        items,
        limits,
        choices,
        input,
        shutdown,
        patience,
        plan,
    })
}

fn item() -> impl Strategy<Value = Item> {
    let treatment = prop_oneof![
        12 => Just(Treatment::Accepted),
        2 => Just(Treatment::Refused),
        2 => Just(Treatment::RefusedOnce),
        1 => Just(Treatment::Named),
        1 => Just(Treatment::Unnamed),
    ];
    let padding = prop_oneof![6 => 0..60_usize, 1 => 0..400_usize];
    let item = (prop_oneof![2 => 0..4_u8, 3 => 0..30_u8], treatment, padding);
    item.prop_map(|(id, treatment, padding)| Item { id, treatment, padding })
}

fn limits() -> impl Strategy<Value = Limits> {
    let limits = (1..=MAX_ITEMS, 150..=MAX_BYTES, 1..8_usize, 1..6_usize, millis(0..1_000));
    limits.prop_map(|(items, bytes, parked, open_jobs, linger)| Limits {
        items,
        bytes,
        parked,
        open_jobs,
        linger,
    })
}

fn choices() -> impl Strategy<Value = Choices> {
    let bisections = prop_oneof![Just(0), 1..20_u32];
    let item_retries = proptest::option::of((1..4_u32, 0..20_u64));
    let choices = (bisections, any::<bool>(), item_retries, any::<bool>());
    choices.prop_map(|(bisections, resubmits, item_retries, retries_calls)| Choices {
        bisections,
        resubmits,
        item_retries,
        retries_calls,
    })
}

fn input() -> impl Strategy<Value = Input> {
    let pauses = || vec(prop_oneof![2 => Just(0), 1 => 0..3_000_u64], 1..6);
    prop_oneof![
        Just(Input::Iterator),
        pauses().prop_map(Input::Stream),
        (pauses(), 1..20_usize).prop_map(|(pauses, each)| Input::Channel(pauses, each)),
    ]
}

fn shutdown() -> impl Strategy<Value = Shutdown> {
    let again_after = proptest::option::of(millis(0..5_000));
    let shutdown = (millis(0..30_000), millis(0..30_000), again_after);
    shutdown.prop_map(|(after, deadline, again_after)| Shutdown { after, deadline, again_after })
}

fn plan() -> impl Strategy<Value = Plan> {
    let faults = prop_oneof![1 => Just(Vec::new()), 3 => vec(fault(), 0..40)];
    let rate_limit = prop_oneof![2 => Just(None), 1 => (3..80_u64).prop_map(Some)];
    let max_bytes = prop_oneof![3 => Just(usize::MAX), 1 => 80..MAX_BYTES];
    // A call that has waited for the rate limit has at least a second left for its request.
    let latency = millis(2..2_500);
    let plan = (faults, any::<bool>(), vec(job(), 0..5), rate_limit, max_bytes, latency);
    plan.prop_map(|(faults, faults_repeat, jobs, rate_limit, max_bytes, latency)| Plan {
        faults,
        faults_repeat,
        jobs,
        rate_limit,
        max_bytes,
        latency,
        ..Plan::default()
    })
}

fn fault() -> impl Strategy<Value = Fault> {
    let status = prop_oneof![
        Just(400_u16),
        Just(401),
        Just(403),
        Just(404),
        Just(413),
        Just(429),
        Just(500),
        Just(502),
        Just(503),
    ];
    prop_oneof![
        20 => Just(Fault::None),
        1 => Just(Fault::ConnectionRefused),
        1 => Just(Fault::RequestLost),
        1 => Just(Fault::ResponseLost),
        1 => Just(Fault::Garbled),
        1 => Just(Fault::Stalled),
        4 => status.prop_map(Fault::Status),
        1 => (0..90_u8).prop_map(Fault::Unavailable),
        1 => Just(Fault::ErrorAfterwards),
    ]
}

fn job() -> impl Strategy<Value = JobPlan> {
    let millis = prop_oneof![1 => Just(0), 10 => 0..60_000_u32, 1 => 0..1_500_000_u32];
    let results = prop_oneof![
        Just(Results::ByReference),
        Just(Results::ById),
        Just(Results::ChangedIds),
        Just(Results::Missing),
        Just(Results::Foreign),
        Just(Results::Contradictory),
        Just(Results::Undeclared),
        Just(Results::Partial),
        Just(Results::Late),
        Just(Results::Anonymous),
        Just(Results::AtOnce),
    ];
    (millis, results).prop_map(|(millis, results)| JobPlan { millis, results })
}

fn millis(range: std::ops::Range<u64>) -> impl Strategy<Value = Duration> {
    range.prop_map(Duration::from_millis)
}
