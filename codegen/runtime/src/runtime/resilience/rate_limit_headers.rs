//! The rate limits that a server announces in the headers of a response.
//!
//! Invariant: an announcement is complete. If a limit, what remains of it or the reset is missing or
//! cannot be parsed, it is not announced. A limit of zero is none.

use std::time::{Duration, SystemTime};

use http::HeaderMap;

use super::rate_limit_fields;
use super::reset_time;
use crate::runtime::response::retry_after;

/// What distinguishes the limits of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// The name that the server gives it.
    Name(String),
    /// The number of requests, for a limit without a name.
    Limit(u64),
}

/// A limit on the number of requests in a window of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Announcement {
    pub(crate) key: Key,
    /// The number of requests in a window.
    pub(crate) limit: u64,
    /// The number of requests that remain.
    pub(crate) remaining: u64,
    /// The time from the response to the end of the window.
    pub(crate) reset: Duration,
    /// The length of the window.
    pub(crate) window: Option<Duration>,
}

/// The names of the headers that announce a limit.
#[derive(Clone, Debug, Default)]
pub(crate) enum HeaderNames {
    /// Those that are common.
    #[default]
    Common,
    /// Those of the limit, of what remains and of the reset.
    Custom([String; 3]),
}

/// The common headers: those of the limit, what remains, and alternatives of the reset, the first of
/// which counts. `OpenAI` adds what is limited, Discord has `-reset-after`. [`has_common`] knows how all
/// names start.
const COMMON: &[(&str, &str, &[&str])] = &[
    (
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        &["x-ratelimit-reset-after", "x-ratelimit-reset"],
    ),
    (
        "x-rate-limit-limit",
        "x-rate-limit-remaining",
        &["x-rate-limit-reset-after", "x-rate-limit-reset"],
    ),
    ("ratelimit-limit", "ratelimit-remaining", &["ratelimit-reset"]),
    (
        "x-ratelimit-limit-requests",
        "x-ratelimit-remaining-requests",
        &["x-ratelimit-reset-requests"],
    ),
];

/// The headers that name a limit, of Discord and GitHub.
const NAMES: &[&str] = &["x-ratelimit-bucket", "x-ratelimit-resource"];

/// Parses the announcements of a response: those of the first headers that are complete.
pub(crate) fn find(
    headers: &HeaderMap,
    names: &HeaderNames,
    received: SystemTime,
) -> Vec<Announcement> {
    let single = |limit: &str, remaining: &str, resets: &[&str]| {
        announcement(headers, limit, remaining, resets, received)
    };
    let found = match names {
        HeaderNames::Custom([limit, remaining, reset]) => {
            Vec::from_iter(single(limit, remaining, &[reset]))
        }
        HeaderNames::Common if !has_common(headers) => Vec::new(),
        HeaderNames::Common => {
            let fields = rate_limit_fields::find(headers);
            if fields.is_empty() {
                let mut common = COMMON.iter();
                Vec::from_iter(
                    common.find_map(|(limit, remaining, resets)| single(limit, remaining, resets)),
                )
            } else {
                fields
            }
        }
    };
    found.into_iter().filter(|announced| announced.limit > 0).collect()
}

/// Whether there may be a common header. Their names are looked for in responses that have one only,
/// because that costs more than to read a short response.
fn has_common(headers: &HeaderMap) -> bool {
    headers.keys().any(|name| {
        let name = name.as_str();
        name.strip_prefix("x-").unwrap_or(name).starts_with("rate")
    })
}

fn announcement(
    headers: &HeaderMap,
    limit: &str,
    remaining: &str,
    resets: &[&str],
    received: SystemTime,
) -> Option<Announcement> {
    // The limit may be followed by its policies, as in `100, 100;w=60`.
    let (limit, policies) = limit_and_policies(text(headers, limit)?);
    let limit = number(limit)?;
    let remaining = number(text(headers, remaining)?)?.min(limit);
    let reset = resets.iter().find_map(|name| text(headers, name))?;
    let server_time = || retry_after::server_time(headers, received);
    let reset = reset_time::parse(reset, server_time)?;
    let name = NAMES.iter().find_map(|name| text(headers, name));
    let key = name.map_or(Key::Limit(limit), |name| Key::Name(name.to_owned()));
    let window = rate_limit_fields::window_of(policies, limit);
    Some(Announcement { key, limit, remaining, reset, window })
}

fn limit_and_policies(text: &str) -> (&str, &str) {
    let (limit, policies) = text.split_once(',').unwrap_or((text, text));
    (limit.split(';').next().unwrap_or_default().trim(), policies)
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

/// Parses digits.
pub(super) fn number(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}
