//! Validates a bulk update request and converts it to the items of a job.
//!
//! Invariant: a request is accepted as a whole or rejected as a whole.

use std::collections::HashSet;

use bytes::Bytes;
use serde_json::{Map, Value};

use super::api_error::ApiError;

/// The maximum number of items in a request.
const MAX_ITEMS: usize = 100;

/// The maximum length of a body in bytes.
const MAX_BYTES: usize = 100_000;

/// The maximum number of characters in a client reference.
const MAX_REFERENCE: usize = 255;

/// The members that only an administrator may set.
const ADMIN_MEMBERS: [&str; 4] = ["createdAt", "createdBy", "modifiedAt", "modifiedBy"];

/// One update of a request.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) client_ref: Option<String>,
    /// The update as it was sent.
    pub(super) sent: Value,
}

/// The updates of a request.
#[derive(Clone, Debug)]
pub(super) struct Updates {
    pub(super) items: Vec<Item>,
    /// Whether an update sets one of the [`ADMIN_MEMBERS`].
    pub(super) need_admin: bool,
}

impl Updates {
    /// Parses and validates a request.
    pub(super) fn read(query: Option<&str>, body: &Bytes) -> Result<Self, ApiError> {
        if body.len() > MAX_BYTES {
            let detail = format!("The body has {} bytes, more than {MAX_BYTES}.", body.len());
            return Err(ApiError::new(413, "payload_too_large", detail));
        }
        let body: Value = serde_json::from_slice(body)
            .map_err(|_| ApiError::bad_request("The body is not valid JSON."))?;
        let items = match body {
            Value::Array(updates) => array(updates)?,
            Value::Object(changes) => changes_of(&ids(query), &changes)?,
            _ => return Err(ApiError::bad_request("The body is neither an array nor an object.")),
        };
        let sets = |item: &Item| ADMIN_MEMBERS.iter().any(|member| item.sent.get(member).is_some());
        Ok(Self { need_admin: items.iter().any(sets), items })
    }
}

/// Array mode: each update has the id of its message.
fn array(updates: Vec<Value>) -> Result<Vec<Item>, ApiError> {
    count(updates.len(), "updates")?;
    let items = updates.into_iter().enumerate().map(|(index, sent)| item(index, sent));
    let items: Vec<Item> = items.collect::<Result<_, _>>()?;
    check_references(&items)?;
    Ok(items)
}

fn item(index: usize, sent: Value) -> Result<Item, ApiError> {
    let text = |name| sent.get(name).and_then(Value::as_str).map(str::to_owned);
    let Some(id) = text("id").filter(|id| !id.is_empty()) else {
        return Err(ApiError::bad_request("An update has no id.").at(format!("/{index}/id")));
    };
    let client_ref = text("_clientRef");
    if sent.get("_clientRef").is_some() && client_ref.is_none() {
        let error = ApiError::bad_request("A _clientRef is not a string.");
        return Err(error.at(format!("/{index}/_clientRef")));
    }
    Ok(Item { id, client_ref, sent })
}

/// Ids mode: the same changes for each of the messages.
fn changes_of(ids: &[String], changes: &Map<String, Value>) -> Result<Vec<Item>, ApiError> {
    count(ids.len(), "ids")?;
    if changes.contains_key("_clientRef") {
        let error = ApiError::bad_request("A _clientRef belongs to an update of an array.");
        return Err(error.at("/_clientRef"));
    }
    let item = |id: &String| {
        let mut sent = changes.clone();
        sent.insert("id".to_owned(), Value::from(id.as_str()));
        Item { id: id.clone(), client_ref: None, sent: Value::Object(sent) }
    };
    Ok(ids.iter().map(item).collect())
}

fn count(count: usize, noun: &str) -> Result<(), ApiError> {
    match count {
        0 => Err(ApiError::bad_request(format!("There are no {noun}."))),
        1..=MAX_ITEMS => Ok(()),
        _ => {
            Err(ApiError::bad_request(format!("There are {count} {noun}, more than {MAX_ITEMS}.")))
        }
    }
}

/// Validates the client references: all updates must have one, or none.
fn check_references(items: &[Item]) -> Result<(), ApiError> {
    let with = items.iter().filter(|item| item.client_ref.is_some()).count();
    if with != 0 && with != items.len() {
        let first = items.iter().position(|item| item.client_ref.is_none()).unwrap_or_default();
        let error = ApiError::bad_request("All updates must have a _clientRef, or none.");
        return Err(error.at(format!("/{first}/_clientRef")));
    }
    let mut seen = HashSet::new();
    for (index, reference) in items.iter().filter_map(|item| item.client_ref.as_ref()).enumerate() {
        let problem = match reference.chars().count() {
            0 => "A _clientRef is empty.",
            1..=MAX_REFERENCE if seen.insert(reference) => continue,
            1..=MAX_REFERENCE => "A _clientRef occurs twice.",
            _ => "A _clientRef is longer than 255 characters.",
        };
        return Err(ApiError::bad_request(problem).at(format!("/{index}/_clientRef")));
    }
    Ok(())
}

/// Parses the ids in the query: `ids=a,b`, percent-encoded.
fn ids(query: Option<&str>) -> Vec<String> {
    let pairs = query.unwrap_or_default().split('&');
    let values = pairs.filter_map(|pair| pair.strip_prefix("ids="));
    let ids = values.flat_map(|value| value.split(',').map(decode).collect::<Vec<_>>());
    ids.filter(|id| !id.is_empty()).collect()
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let escaped = (byte == b'%').then(|| {
            let digits = [rest.next()?, rest.next()?];
            u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()
        });
        bytes.push(escaped.flatten().unwrap_or(byte));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
