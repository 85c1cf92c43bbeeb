//! The URL that the paths of operations continue.
//!
//! Invariant: it is `https`, or `http` to this very machine, and has no credentials, query or
//! fragment. Its path does not end with a slash, because the paths of operations begin with one.

use std::net::IpAddr;

use http::Uri;
use http::uri::Authority;

/// A valid base URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    /// Scheme and authority.
    origin: String,
    path: String,
    port: u16,
}

/// Why text is not a base URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BaseUrlError {
    Invalid,
    Insecure,
    Credentials,
    QueryOrFragment,
}

impl BaseUrl {
    pub(crate) fn parse(text: &str) -> Result<Self, BaseUrlError> {
        if text.contains(['?', '#']) {
            return Err(BaseUrlError::QueryOrFragment);
        }
        let uri: Uri = text.parse().map_err(|_| BaseUrlError::Invalid)?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(BaseUrlError::Invalid);
        };
        if authority.as_str().contains('@') {
            return Err(BaseUrlError::Credentials);
        }
        if has_port(authority) && authority.port_u16().is_none() {
            return Err(BaseUrlError::Invalid);
        }
        if scheme != "https" && !(scheme == "http" && is_loopback(authority.host())) {
            return Err(BaseUrlError::Insecure);
        }
        let path = uri.path().trim_end_matches('/').to_owned();
        let port = authority.port_u16().unwrap_or(if scheme == "https" { 443 } else { 80 });
        Ok(Self { origin: format!("{scheme}://{authority}"), path, port })
    }

    /// The base URL that a server of the description means, which may be only a path on the same
    /// host.
    pub(crate) fn resolve(&self, server: &str) -> Result<Self, BaseUrlError> {
        if server.contains("://") {
            Self::parse(server)
        } else {
            Self::parse(&format!("{}/{}", self.origin, server.trim_start_matches('/')))
        }
    }

    /// The name or address of the server, without the port.
    pub(crate) fn host(&self) -> &str {
        let authority = self.origin.split_once("://").map_or("", |(_, authority)| authority);
        let after_address = authority.rfind(']').map(|bracket| bracket + 1);
        let end = after_address.or_else(|| authority.find(':'));
        end.and_then(|end| authority.get(..end)).unwrap_or(authority)
    }

    /// The port of the server.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The URL of a path that begins with a slash, with that query unless it is empty.
    pub(crate) fn join(&self, path: &str, query: &str) -> String {
        let mark = if query.is_empty() { "" } else { "?" };
        [&self.origin, &self.path, path, mark, query].concat()
    }
}

/// Whether something stands after the host: a port, though not always one that exists.
fn has_port(authority: &Authority) -> bool {
    authority.as_str().len() > authority.host().len()
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
