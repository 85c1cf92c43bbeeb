//! What is known of an operation before it is called.
//!
//! Invariant: everything here comes from the description and nothing from a caller, so that all
//! of it may appear in logs.

use http::Method;

/// Whether doing an operation twice is the same as doing it once (RFC 9110, section 9.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Idempotence {
    /// It may be repeated when it is not known whether it was done.
    Idempotent,
    /// Repeating it may do it twice.
    NotIdempotent,
}

/// An operation of the API.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The name that the description gives it.
    pub id: &'static str,
    /// The method of its requests.
    pub method: Method,
    /// The path of its requests, with `{name}` for the path parameters.
    pub path: &'static str,
    /// Whether it may be repeated.
    pub idempotence: Idempotence,
    /// The alternatives of security schemes that it requires: all schemes of one of them. None
    /// at all, or an empty alternative, means that it works without.
    pub security: &'static [&'static [&'static str]],
    /// The URL that its path continues, where it is not that of the whole API.
    pub server: Option<&'static str>,
}
