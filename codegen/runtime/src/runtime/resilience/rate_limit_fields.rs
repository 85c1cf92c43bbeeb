//! The fields `RateLimit` and `RateLimit-Policy`, which announce several limits by name.
//!
//! They are those of draft-ietf-httpapi-ratelimit-headers-10, `"name";r=50;t=30` with the policy
//! `"name";q=100;w=60`, and the dictionary of draft 7, `limit=100, remaining=50, reset=30`.
//!
//! Invariant: an item that is not of these forms is left out.

use std::time::Duration;

use http::HeaderMap;

use super::rate_limit_headers::{Announcement, Key, number};

const RATE_LIMIT: &str = "ratelimit";
const POLICY: &str = "ratelimit-policy";

/// An item of a list (RFC 9651, section 3.1): its value, without quotes, and its parameters.
struct Item<'h> {
    value: &'h str,
    parameters: &'h str,
}

/// Parses the limits that these fields announce.
pub(crate) fn find(headers: &HeaderMap) -> Vec<Announcement> {
    if !headers.contains_key(RATE_LIMIT) {
        return Vec::new();
    }
    let policies: Vec<_> = items(headers, POLICY).collect();
    match dictionary(headers, &policies) {
        Some(announced) => vec![announced],
        None => items(headers, RATE_LIMIT).filter_map(|item| item.announced(&policies)).collect(),
    }
}

/// The window of the policy with this quota, in items such as `100;w=60`.
pub(crate) fn window_of(policies: &str, quota: u64) -> Option<Duration> {
    let mut policies = split(policies, ',').map(Item::new);
    policies.find(|policy| number(policy.value) == Some(quota))?.seconds("w")
}

/// The limit in the form of draft 7, whose policies are numbers.
fn dictionary(headers: &HeaderMap, policies: &[Item<'_>]) -> Option<Announcement> {
    let member = |name: &str| {
        items(headers, RATE_LIMIT).find_map(|item| {
            let (key, value) = item.value.split_once('=')?;
            if key == name { number(value) } else { None }
        })
    };
    let limit = member("limit")?;
    let policy = policies.iter().find(|policy| number(policy.value) == Some(limit));
    Some(Announcement {
        key: Key::Limit(limit),
        limit,
        remaining: member("remaining")?.min(limit),
        reset: Duration::from_secs(member("reset")?),
        window: policy.and_then(|policy| policy.seconds("w")),
    })
}

/// The items of a field, whose lines are one list.
fn items<'h>(headers: &'h HeaderMap, name: &str) -> impl Iterator<Item = Item<'h>> {
    let lines = headers.get_all(name).into_iter();
    lines.filter_map(|line| line.to_str().ok()).flat_map(|line| split(line, ',').map(Item::new))
}

impl<'h> Item<'h> {
    fn new(text: &'h str) -> Self {
        let value = split(text, ';').next().unwrap_or_default();
        let parameters = text.get(value.len()..).unwrap_or_default();
        Self { value: value.trim().trim_matches('"'), parameters }
    }

    fn announced(&self, policies: &[Item<'_>]) -> Option<Announcement> {
        let remaining = self.number("r")?;
        let policy = policies.iter().find(|policy| policy.value == self.value);
        let quota = policy.and_then(|policy| policy.number("q"));
        let window = policy.and_then(|policy| policy.seconds("w"));
        // Without a policy, nothing more is known than what remains.
        let limit = quota.unwrap_or(remaining.max(1));
        Some(Announcement {
            key: Key::Name(self.value.to_owned()),
            limit,
            remaining: remaining.min(limit),
            reset: self.seconds("t").or(window)?,
            window,
        })
    }

    fn seconds(&self, name: &str) -> Option<Duration> {
        self.number(name).map(Duration::from_secs)
    }

    fn number(&self, name: &str) -> Option<u64> {
        split(self.parameters, ';').find_map(|parameter| {
            let (key, value) = parameter.split_once('=')?;
            if key.trim() == name { number(value.trim()) } else { None }
        })
    }
}

/// The parts between separators that are not within quotes.
fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    text.split(move |character| {
        is_quoted ^= character == '"';
        character == separator && !is_quoted
    })
}
