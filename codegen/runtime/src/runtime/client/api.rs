//! The API as the description declares it: its name, servers and security schemes.
//!
//! Invariant: all values come from the description and none from a caller.

use crate::runtime::auth::Scheme;

/// The API as a whole.
#[derive(Debug)]
pub(crate) struct Api {
    /// The name of the client crate, for the `User-Agent` header.
    pub(crate) name: &'static str,
    /// The version of the client crate, for the `User-Agent` header.
    pub(crate) version: &'static str,
    /// The servers. The first one is the default.
    pub(crate) servers: &'static [Server],
    /// The security schemes.
    pub(crate) schemes: &'static [Scheme],
}

/// A server of the API.
#[derive(Debug)]
pub(crate) struct Server {
    /// The URL template, with `{name}` for each variable.
    pub(crate) url: &'static str,
    /// The variables of the template.
    pub(crate) variables: &'static [Variable],
}

/// A variable of a server's URL template.
#[derive(Debug)]
pub(crate) struct Variable {
    /// The name of the variable.
    pub(crate) name: &'static str,
    /// The value unless another one is set. A variable without a default has to be set.
    pub(crate) default: Option<&'static str>,
    /// The values that the description lists. Empty if any value is allowed.
    pub(crate) allowed: &'static [&'static str],
}
