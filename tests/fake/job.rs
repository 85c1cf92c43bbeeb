//! A bulk job: what it is to do, and how far it is at some time.
//!
//! Invariant: how far a job is depends on the time alone, so that nothing has to run in between.

use std::cmp::Ordering;
use std::time::{Duration, Instant, SystemTime};

use kustomer_client::runtime::date_time::DateTime;
use serde_json::{Value, json};

use super::updates::Item;

/// How fast jobs are.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How long a job cannot be found yet.
    pub hidden: Duration,
    /// How long a job is queued.
    pub queued: Duration,
    /// How long a batch takes. Batches run one after the other.
    pub batch: Duration,
    /// How many items are in a batch.
    pub batch_items: usize,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            hidden: Duration::ZERO,
            queued: Duration::from_secs(2),
            batch: Duration::from_secs(3),
            batch_items: 25,
        }
    }
}

/// The shapes in which batches are answered.
#[derive(Clone, Copy, Debug, Default)]
pub enum BatchesForm {
    /// An object with the batches as `data`.
    #[default]
    Document,
    /// The bare array.
    List,
}

/// A job.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) id: String,
    pub(super) items: Vec<Item>,
    pub(super) created: Instant,
    pub(super) created_at: SystemTime,
    pub(super) pace: Pace,
}

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    Queued,
    /// So many of its batches are complete.
    Running(usize),
    Complete,
}

impl Job {
    /// Whether it can be found.
    pub(super) fn is_visible(&self, now: Instant) -> bool {
        self.age(now) >= self.pace.hidden
    }

    /// The document of the job. While it is queued, it says only what is certain.
    pub(super) fn document(&self, now: Instant) -> Value {
        let link = format!("/v1/bulk/{}", self.id);
        let progress = self.progress(now);
        if progress == Progress::Queued {
            return json!({ "data": {
                "type": "bulk",
                "id": self.id,
                "attributes": { "status": "queued" },
                "links": { "self": link },
            }});
        }
        json!({ "data": {
            "type": "bulk",
            "id": self.id,
            "attributes": self.attributes(progress, now),
            "relationships": {
                "org": relationship("org", "orgs", ORG),
                "createdBy": relationship("user", "users", USER),
            },
            "links": { "self": link },
        }})
    }

    /// What a job tells once it runs.
    fn attributes(&self, progress: Progress, now: Instant) -> Value {
        let ids: Vec<_> = self.items.iter().map(|item| item.id.as_str()).collect();
        let sent: Vec<_> = self.items.iter().map(|item| &item.sent).collect();
        let is_complete = progress == Progress::Complete;
        json!({
            "ids": ids,
            "context": "api.sobjects.messages.bulk-update",
            "status": if is_complete { "complete" } else { "running" },
            "v2": true,
            "payload": { "api": {
                "data": sent,
                "path": "/v1/messages",
                "user": {
                    "id": USER,
                    "userType": "user",
                    "roles": ["org"],
                    "orgName": "acme",
                    "org": ORG,
                },
                "requestId": self.id,
                "service": "sobjects",
                "method": "PUT",
            }},
            "batches": { "complete": self.complete(progress), "total": self.batch_count() },
            "createdAt": self.date(Duration::ZERO),
            "updatedAt": self.date(self.age(now)),
            "completed": is_complete,
        })
    }

    /// The batches of the job. Those that are to come have nothing to tell.
    pub(super) fn batches(&self, now: Instant, form: BatchesForm, missing: &[String]) -> Value {
        let complete = self.complete(self.progress(now));
        let batches = self.items.chunks(self.batch_items()).enumerate();
        let batches = batches.map(|(index, items)| match index.cmp(&complete) {
            Ordering::Less => self.complete_batch(index, items, missing),
            Ordering::Equal => json!({ "status": "scheduled" }),
            Ordering::Greater => json!({ "status": "queued" }),
        });
        let batches: Vec<_> = batches.collect();
        match form {
            BatchesForm::Document => json!({ "data": batches }),
            BatchesForm::List => Value::from(batches),
        }
    }

    fn complete_batch(&self, index: usize, items: &[Item], missing: &[String]) -> Value {
        let (failed, updated): (Vec<&Item>, Vec<&Item>) =
            items.iter().partition(|item| missing.contains(&item.id));
        let ids: Vec<_> = updated.iter().map(|item| item.id.as_str()).collect();
        let errors =
            failed.iter().map(|item| json!({ "title": "Not found", "detail": gone(item) }));
        let mut batch = json!({
            "status": "complete",
            "objectIds": ids,
            "successCount": updated.len(),
            "failureCount": failed.len(),
            "completedAt": self.date(self.pace.queued + self.pace.batch * number(index + 1)),
            "errors": errors.collect::<Vec<_>>(),
        });
        let has_references = items.iter().any(|item| item.client_ref.is_some());
        if let (true, Value::Object(members)) = (has_references, &mut batch) {
            let results = items.iter().map(|item| result(item, missing)).collect();
            members.insert("results".to_owned(), results);
        }
        batch
    }

    fn progress(&self, now: Instant) -> Progress {
        let Some(running) = self.age(now).checked_sub(self.pace.queued) else {
            return Progress::Queued;
        };
        let total = self.batch_count();
        let is_complete = |count: &usize| running >= self.pace.batch * number(*count);
        match (1..=total).take_while(is_complete).last() {
            Some(complete) if complete == total => Progress::Complete,
            complete => Progress::Running(complete.unwrap_or_default()),
        }
    }

    fn complete(&self, progress: Progress) -> usize {
        match progress {
            Progress::Queued => 0,
            Progress::Running(complete) => complete,
            Progress::Complete => self.batch_count(),
        }
    }

    fn batch_count(&self) -> usize {
        self.items.len().div_ceil(self.batch_items())
    }

    fn batch_items(&self) -> usize {
        self.pace.batch_items.max(1)
    }

    fn age(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.created)
    }

    /// That long after the job was made.
    fn date(&self, age: Duration) -> String {
        DateTime::from(self.created_at + age).to_string()
    }
}

const ORG: &str = "5a96dac36dd73800112fab2e";
const USER: &str = "5a96dac46dd73800112fab30";

fn relationship(kind: &str, path: &str, id: &str) -> Value {
    json!({ "links": { "self": format!("/v1/{path}/{id}") }, "data": { "type": kind, "id": id } })
}

/// What became of an update with a client reference.
fn result(item: &Item, missing: &[String]) -> Value {
    let Item { id, client_ref, .. } = item;
    if missing.contains(id) {
        return json!({ "_clientRef": client_ref, "status": "error", "error": gone(item) });
    }
    json!({ "_clientRef": client_ref, "objectId": id, "status": "updated" })
}

fn gone(item: &Item) -> String {
    format!("There is no message with the id {}.", item.id)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
