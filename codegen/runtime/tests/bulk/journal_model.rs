//! Random runs and crashes against a model, which says of each item what the last record about it
//! means.

use std::collections::BTreeMap;

use super::journal::{Memory, complete_records, resumed, start};
use crate::runtime::bulk::{Digest, Journal, Recorded};
use crate::tests::support::random::Seeded;

const ITEMS: u64 = 24;

/// A record, as the model knows it.
#[derive(Clone, Debug, PartialEq)]
enum Event {
    Header,
    Session,
    Submit { chunk: u64, items: Vec<u64>, pulled: u64 },
    Accept { chunk: u64, job: String },
    Release { chunk: u64 },
    Settle { items: Vec<u64> },
}

/// A run that crashes and is resumed, with an event for each record.
struct Model {
    random: Seeded,
    memory: Memory,
    journal: Journal,
    events: Vec<Event>,
    remembered: Vec<u64>,
}

/// The requests with their items and jobs, by number.
type Chunks = BTreeMap<u64, (Vec<u64>, Option<String>)>;

fn is_settled(events: &[Event], item: u64) -> bool {
    events.iter().any(|event| matches!(event, Event::Settle { items } if items.contains(&item)))
}

/// The open requests after these events.
fn chunks(events: &[Event]) -> Chunks {
    let mut chunks = Chunks::new();
    for item in (0..ITEMS).filter(|item| !is_settled(events, *item)) {
        let last = events.iter().enumerate().rev().find_map(|(position, event)| match event {
            Event::Submit { chunk, items, .. } if items.contains(&item) => Some((position, *chunk)),
            _ => None,
        });
        let Some((position, number)) = last else { continue };
        if events[position..].contains(&Event::Release { chunk: number }) {
            continue;
        }
        let job = events.iter().rev().find_map(|event| match event {
            Event::Accept { chunk, job } if *chunk == number => Some(Some(job.clone())),
            Event::Submit { chunk, .. } if *chunk == number => Some(None),
            _ => None,
        });
        chunks.entry(number).or_insert((Vec::new(), job.flatten())).0.push(item);
    }
    chunks
}

/// The number of the next request, and the greatest number of pulled items.
fn totals(events: &[Event]) -> (u64, u64) {
    events.iter().fold((0, 0), |(next_chunk, most), event| match event {
        Event::Submit { chunk, pulled, .. } => (next_chunk.max(chunk + 1), most.max(*pulled)),
        _ => (next_chunk, most),
    })
}

/// A digest for a number of items.
fn digest(pulled: u64) -> u64 {
    let mut digest = Digest::new();
    for item in 0..pulled {
        digest.add(&item.to_be_bytes());
    }
    digest.value()
}

/// What a run resumes.
#[derive(Debug, PartialEq)]
struct State {
    chunks: Chunks,
    next_chunk: u64,
    pulled: u64,
    digest: u64,
    settled: Vec<u64>,
}

impl State {
    fn after(events: &[Event]) -> Self {
        let (next_chunk, pulled) = totals(events);
        let settled = (0..ITEMS).filter(|item| is_settled(events, *item)).collect();
        Self { chunks: chunks(events), next_chunk, pulled, digest: digest(pulled), settled }
    }

    fn of(recorded: Recorded) -> Self {
        Self {
            settled: (0..ITEMS).filter(|item| recorded.is_settled(*item)).collect(),
            chunks: recorded.chunks.into_iter().map(|it| (it.number, (it.items, it.job))).collect(),
            next_chunk: recorded.next_chunk,
            pulled: recorded.pulled,
            digest: recorded.digest,
        }
    }
}

impl Model {
    fn new(seed: u64) -> Self {
        let memory = Memory::default();
        let journal = start(&memory).0;
        let (events, remembered) = (vec![Event::Header], Vec::new());
        Self { random: Seeded::new(seed), memory, journal, events, remembered }
    }

    fn step(&mut self) {
        let next_chunk = totals(&self.events).0;
        match self.random.below(16) {
            0..=3 => self.submit(next_chunk),
            4 if next_chunk > 0 => {
                let chunk = self.random.below(next_chunk);
                self.submit(chunk);
            }
            5..=7 if next_chunk > 0 => {
                let chunk = self.random.below(next_chunk);
                let job = format!("job {}", self.random.below(1_000));
                self.journal.accept(chunk, &job).unwrap();
                self.add(Event::Accept { chunk, job });
            }
            8 if next_chunk > 0 => {
                let chunk = self.random.below(next_chunk);
                self.journal.release(chunk).unwrap();
                self.add(Event::Release { chunk });
            }
            9..=13 => {
                let item = self.random.below(ITEMS);
                self.journal.settle(item).unwrap();
                self.remembered.push(item);
            }
            14 => {
                self.journal.flush().unwrap();
                self.add_settled();
            }
            15 => self.crash(),
            _ => {}
        }
    }

    fn submit(&mut self, chunk: u64) {
        let pulled = self.random.below(ITEMS) + 1;
        let items: Vec<_> = (0..=self.random.below(8)).map(|_| self.random.below(pulled)).collect();
        self.journal.submit(chunk, &items, pulled, digest(pulled)).unwrap();
        self.add(Event::Submit { chunk, items, pulled });
    }

    /// What other records follow.
    fn add(&mut self, event: Event) {
        self.add_settled();
        self.events.push(event);
    }

    fn add_settled(&mut self) {
        if !self.remembered.is_empty() {
            self.events.push(Event::Settle { items: std::mem::take(&mut self.remembered) });
        }
    }

    /// Loses any number of bytes, and resumes.
    fn crash(&mut self) {
        let mut text = self.memory.text();
        let lost = self.random.below(text.len() as u64 / 2);
        text.truncate(text.len() - usize::try_from(lost).unwrap());
        self.remembered.clear();
        self.events.truncate(complete_records(&text));
        self.memory = Memory::new(&text);
        let (journal, recorded) = start(&self.memory);
        assert_eq!(State::of(recorded), State::after(&self.events), "{:?}", self.events);
        self.journal = journal;
        self.events.push(if self.events.is_empty() { Event::Header } else { Event::Session });
    }
}

#[test]
fn random_runs_resume_after_a_crash_at_each_record_and_each_byte_of_the_last_one() {
    for seed in 0..100 {
        let mut model = Model::new(seed);
        for _ in 0..24 {
            model.step();
        }
        let text = model.memory.text();
        assert_eq!(complete_records(&text), model.events.len(), "seed {seed}");
        let mut begin = 0;
        for (number, record) in text.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let expected = State::after(&model.events[..number]);
            let is_last = number + 1 == model.events.len();
            for length in begin..begin + if is_last { record.len() } else { 1 } {
                let found = State::of(resumed(&text[..length]));
                assert_eq!(found, expected, "seed {seed}, {length} bytes, {:?}", model.events);
            }
            begin += record.len();
        }
        assert_eq!(State::of(resumed(&text)), State::after(&model.events), "seed {seed}");
    }
}
