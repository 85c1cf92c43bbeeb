//! A bulk job and its JSON documents.
//!
//! Invariant: the progress of a job is a function of the time alone, so no task has to run.

use std::cmp::Ordering;
use std::time::{Duration, Instant, SystemTime};

use kustomer_client::DateTime;
use serde_json::{Value, json};

use super::updates::Item;

/// How long a job takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobTiming {
    /// How long a new job is not found (404).
    pub hidden: Duration,
    /// How long a job is queued.
    pub queued: Duration,
    /// How long each batch takes. Batches run one after the other.
    pub batch: Duration,
    /// The number of items in a batch.
    pub batch_items: usize,
}

impl Default for JobTiming {
    fn default() -> Self {
        Self {
            hidden: Duration::ZERO,
            queued: Duration::from_secs(2),
            batch: Duration::from_secs(3),
            batch_items: 25,
        }
    }
}

/// The shapes of the response that lists batches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BatchesForm {
    /// An object with the batches in `data`.
    #[default]
    Document,
    /// An array of batches.
    List,
}

/// A job.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) id: String,
    pub(super) items: Vec<Item>,
    pub(super) created: Instant,
    pub(super) created_at: SystemTime,
    pub(super) timing: JobTiming,
}

/// The progress of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    Queued,
    /// With the number of complete batches.
    Running(usize),
    Complete,
}

impl Job {
    /// Returns whether the job can be found yet.
    pub(super) fn is_visible(&self, now: Instant) -> bool {
        self.age(now) >= self.timing.hidden
    }

    /// Returns the document of the job. That of a queued job has no details.
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

    /// Returns the attributes of a running or complete job.
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

    /// Returns the list of batches. A batch that is not complete has only a status.
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
            failed.iter().map(|item| json!({ "title": "Not found", "detail": not_found(item) }));
        let mut batch = json!({
            "status": "complete",
            "objectIds": ids,
            "successCount": updated.len(),
            "failureCount": failed.len(),
            "completedAt": self.date(self.timing.queued + self.timing.batch * number(index + 1)),
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
        let Some(running) = self.age(now).checked_sub(self.timing.queued) else {
            return Progress::Queued;
        };
        let total = self.batch_count();
        let is_complete = |count: &usize| running >= self.timing.batch * number(*count);
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
        self.timing.batch_items.max(1)
    }

    fn age(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.created)
    }

    /// Formats the time at which the job has this age.
    fn date(&self, age: Duration) -> String {
        DateTime::from(self.created_at + age).to_string()
    }
}

const ORG: &str = "5a96dac36dd73800112fab2e";
const USER: &str = "5a96dac46dd73800112fab30";

fn relationship(kind: &str, path: &str, id: &str) -> Value {
    json!({ "links": { "self": format!("/v1/{path}/{id}") }, "data": { "type": kind, "id": id } })
}

/// Returns the result of an update that has a client reference.
fn result(item: &Item, missing: &[String]) -> Value {
    let Item { id, client_ref, .. } = item;
    if missing.contains(id) {
        return json!({ "_clientRef": client_ref, "status": "error", "error": not_found(item) });
    }
    json!({ "_clientRef": client_ref, "objectId": id, "status": "updated" })
}

fn not_found(item: &Item) -> String {
    format!("There is no message with the id {}.", item.id)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
