//! What a server with a bulk operation has done with each item.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::bulk_faults::{Fault, JobPlan, Results};
use bytes::Bytes;
use serde_json::{Value, json};

/// What the server has done.
#[derive(Default)]
pub(crate) struct Truth {
    /// The number of requests that were sent.
    pub(crate) requests: usize,
    /// The number of requests that were received, by window.
    pub(crate) windows: BTreeMap<u64, u64>,
    /// The window in which a response first announced the rate limit.
    pub(crate) announced_in: Option<u64>,
    /// The number of requests that were refused because of the rate limit after that.
    pub(crate) over_limit: u64,
    /// The sizes of requests that were refused with 413.
    pub(crate) too_large: Vec<usize>,
    /// Each item in each request, in the order in which they were sent.
    pub(crate) sent: Vec<Sent>,
    pub(crate) jobs: Vec<Job>,
    /// The number of open jobs whenever one was accepted.
    pub(crate) open: Vec<usize>,
    /// The size of each body, and its number of items.
    pub(crate) bodies: Vec<(usize, usize)>,
}

/// A request with items.
pub(crate) struct Submit {
    pub(crate) bytes: usize,
    items: Vec<Value>,
    /// The position of the first item in `sent`.
    first: usize,
}

/// An item in a request.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) index: usize,
    pub(crate) id: String,
    /// The number of the request with items.
    pub(crate) submit: usize,
    pub(crate) is_ambiguous: bool,
    pub(crate) from: Instant,
    /// When it was refused or applied.
    pub(crate) until: Instant,
    pub(crate) job: Option<usize>,
    pub(crate) is_applied: bool,
}

/// A job.
pub(crate) struct Job {
    plan: JobPlan,
    accepted: Instant,
    items: Vec<Value>,
    is_applied: Vec<bool>,
}

impl Truth {
    /// Counts a request in a window. Returns how many there are.
    pub(super) fn count(&mut self, window: u64) -> u64 {
        let count = self.windows.entry(window).or_default();
        *count += 1;
        *count
    }

    /// Records a request with items that is sent now.
    pub(super) fn submit(&mut self, body: &Bytes, fault: Fault, now: Instant) -> Submit {
        let items: Vec<Value> = serde_json::from_slice(body).unwrap();
        assert!(!items.is_empty(), "a request without items");
        let first = self.sent.len();
        let submit = self.bodies.len();
        for item in &items {
            let name = item["name"].as_str().unwrap();
            let index = name.split(' ').nth(1).unwrap();
            let reference = item["ref"].as_str().unwrap();
            assert!(reference.ends_with(&format!("-{index}")), "{reference} of {index}");
            self.sent.push(Sent {
                index: index.parse().unwrap(),
                id: item["id"].as_str().unwrap().to_owned(),
                submit,
                is_ambiguous: fault.is_ambiguous(),
                from: now,
                until: now,
                job: None,
                is_applied: false,
            });
        }
        self.bodies.push((body.len(), items.len()));
        Submit { bytes: body.len(), items, first }
    }

    /// Refuses a request, or accepts it as a job.
    pub(super) fn accept(&mut self, submit: Submit, plan: JobPlan, now: Instant) -> (u16, Value) {
        let Submit { items, first, .. } = submit;
        let is_at_once = plan.results == Results::AtOnce;
        let plan = if is_at_once { JobPlan { millis: 0, ..plan } } else { plan };
        let named = items.iter().position(|item| is_treated(item, "Named"));
        let unnamed = items.iter().any(|item| is_treated(item, "Unnamed"));
        if let Some(position) = named {
            let pointer = format!("/{position}/name");
            let errors = json!([{ "title": "invalid", "source": { "pointer": pointer } }]);
            return (400, json!({ "code": "invalid", "errors": errors }));
        }
        if unnamed {
            return (400, json!({ "code": "invalid", "errors": [{ "title": "invalid" }] }));
        }
        let number = self.jobs.len();
        let mut job = Job { plan, accepted: now, is_applied: Vec::new(), items };
        for (position, item) in job.items.iter().enumerate() {
            let index = self.sent[first + position].index;
            let had_job = self.sent.iter().any(|sent| sent.index == index && sent.job.is_some());
            let is_refused =
                is_treated(item, "Refused") || is_treated(item, "RefusedOnce") && !had_job;
            job.is_applied.push(!is_refused);
        }
        for position in 0..job.items.len() {
            let sent = &mut self.sent[first + position];
            sent.job = Some(number);
            sent.is_applied = job.is_applied[position];
            sent.until = job.visible(position);
        }
        let results = job.results(now);
        self.jobs.push(job);
        let accepted = json!({ "id": format!("j{number}"), "state": "queued" });
        (200, if is_at_once { results } else { accepted })
    }

    /// The number of jobs that are not finished.
    pub(super) fn open_at(&self, now: Instant) -> usize {
        self.jobs.iter().filter(|job| !job.is_finished(now)).count()
    }

    /// The numbers of items of all requests with items.
    pub(crate) fn sizes(&self) -> Vec<usize> {
        self.bodies.iter().map(|(_, items)| *items).collect()
    }

    /// The requests that had an item.
    pub(crate) fn of(&self, index: usize) -> impl Iterator<Item = &Sent> {
        self.sent.iter().filter(move |sent| sent.index == index)
    }
}

impl Job {
    pub(crate) fn results_plan(&self) -> Results {
        self.plan.results
    }

    pub(crate) fn duration(&self) -> Duration {
        Duration::from_millis(self.plan.millis.into())
    }

    /// When an item is processed.
    fn visible(&self, position: usize) -> Instant {
        let is_early = self.plan.results == Results::Partial && position < self.items.len() / 2;
        self.accepted + if is_early { self.duration() / 2 } else { self.duration() }
    }

    fn is_finished(&self, now: Instant) -> bool {
        now >= self.accepted + self.duration()
    }

    pub(super) fn state(&self, now: Instant) -> Value {
        let state = if self.is_finished(now) { "done" } else { "running" };
        let complete = (0..self.items.len()).filter(|position| self.visible(*position) <= now);
        json!({ "state": state, "complete": complete.count(), "total": self.items.len() })
    }

    pub(super) fn results(&self, now: Instant) -> Value {
        let style = self.plan.results;
        let is_late = style == Results::Late
            && now < self.accepted + self.duration() + Duration::from_millis(1_500);
        let mut results = Vec::new();
        let mut changed = Vec::new();
        for (position, item) in self.items.iter().enumerate().rev() {
            let is_missing = style == Results::Missing && position % 2 == 0;
            if self.visible(position) > now || is_missing || is_late {
                continue;
            }
            let is_applied = self.is_applied[position];
            if style == Results::ChangedIds && is_applied {
                changed.push(item["id"].clone());
                continue;
            }
            let status = if is_applied { "updated" } else { "error" };
            let (reference, id) = (&item["ref"], &item["id"]);
            results.push(match style {
                Results::Anonymous => json!({ "status": status }),
                Results::ById => json!({ "id": id, "status": status }),
                Results::Undeclared if position == 0 => {
                    json!({ "ref": reference, "id": id, "status": "odd" })
                }
                _ => json!({ "ref": reference, "id": id, "status": status }),
            });
            if style == Results::Contradictory && position == 0 {
                let status = if is_applied { "error" } else { "updated" };
                results.push(json!({ "ref": reference, "status": status }));
            }
            if style == Results::Foreign {
                results.push(json!({ "ref": "ffff-0", "id": id, "status": "error" }));
                results.push(json!({ "id": "nobody", "status": "updated" }));
            }
        }
        json!({ "results": results, "changed": changed })
    }
}

fn is_treated(item: &Value, treatment: &str) -> bool {
    item["name"].as_str().unwrap().starts_with(&format!("{treatment} "))
}
