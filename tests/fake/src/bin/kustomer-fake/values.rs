//! Parses the values of flags.

use std::fmt::Display;
use std::str::FromStr;
use std::time::Duration;

use kustomer_fake::{Key, Role};

/// Parses a whole number that the type can hold.
pub(crate) fn number<N: FromStr<Err: Display>>(text: &str) -> Result<N, String> {
    text.parse().map_err(|error| format!("`{text}` is not a valid number: {error}"))
}

/// Parses a number of at least 1.
pub(crate) fn positive_number(text: &str) -> Result<usize, String> {
    match number(text)? {
        0 => Err("it must be at least 1".to_owned()),
        number => Ok(number),
    }
}

/// Parses a number of requests of 1000.
pub(crate) fn per_mille(text: &str) -> Result<u64, String> {
    match number(text)? {
        number @ 0..=1000 => Ok(number),
        _ => Err(format!("`{text}` is more than 1000")),
    }
}

/// Parses a number of seconds, which may have a fraction.
pub(crate) fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| format!("`{text}` is not a number of seconds"))?;
    Duration::try_from_secs_f64(seconds)
        .map_err(|error| format!("`{text}` is not a number of seconds: {error}"))
}

/// Parses a number of seconds that is not 0.
pub(crate) fn positive_seconds(text: &str) -> Result<Duration, String> {
    match seconds(text)? {
        Duration::ZERO => Err("it must be more than 0 seconds".to_owned()),
        duration => Ok(duration),
    }
}

/// Parses one of several words.
pub(crate) fn choice<T: Copy>(text: &str, choices: &[(&str, T)]) -> Result<T, String> {
    let found = choices.iter().find(|(word, _)| *word == text);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let words: Vec<_> = choices.iter().map(|(word, _)| format!("`{word}`")).collect();
        format!("`{text}` is not one of {}", words.join(", "))
    })
}

const ROLES: [(&str, Role); 3] = [
    ("update-messages", Role::UpdateMessages),
    ("read-jobs", Role::ReadJobs),
    ("admin", Role::Admin),
];

/// Parses `TOKEN` or `TOKEN=ROLE,...`.
pub(crate) fn key(text: &str) -> Result<Key, String> {
    let (token, roles) = match text.rsplit_once('=') {
        Some((token, roles)) => {
            let roles = roles.split(',').map(|role| choice(role, &ROLES));
            (token, roles.collect::<Result<_, _>>()?)
        }
        None => (text, Role::ALL.to_vec()),
    };
    if token.is_empty() {
        return Err("the token is empty".to_owned());
    }
    Ok(Key { token: token.to_owned(), roles })
}
