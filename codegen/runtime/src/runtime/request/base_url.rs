//! The base URL, to which the paths of operations are appended.
//!
//! Invariant: its scheme is `https`, or `http` with a host that may be called by it, and it has no
//! credentials, query or fragment. Its path does not end with a slash, because the paths of operations start
//! with one.

use std::net::IpAddr;

use http::Uri;
use http::uri::Authority;

/// A valid base URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    /// The scheme and the authority.
    origin: String,
    path: String,
    port: u16,
}

/// Which hosts may be called by `http`, by which anybody in between reads the credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlainHttp {
    /// This machine.
    Loopback,
    /// Any host.
    AnyHost,
}

/// Why a text is not a valid base URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BaseUrlError {
    /// It is not a URL with a host.
    Invalid,
    /// Its scheme is not `https`, and its host may not be called by `http`.
    Insecure,
    /// It has a user name or password.
    Credentials,
    /// It has a query or a fragment.
    QueryOrFragment,
}

impl BaseUrl {
    /// Parses and checks a base URL.
    pub(crate) fn parse(text: &str, http: PlainHttp) -> Result<Self, BaseUrlError> {
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
        let is_http_allowed = http == PlainHttp::AnyHost || is_loopback(authority.host());
        if scheme != "https" && !(scheme == "http" && is_http_allowed) {
            return Err(BaseUrlError::Insecure);
        }
        let path = uri.path().trim_end_matches('/').to_owned();
        let port = authority.port_u16().unwrap_or(if scheme == "https" { 443 } else { 80 });
        Ok(Self { origin: format!("{scheme}://{authority}"), path, port })
    }

    /// Resolves the server URL of an operation, which may be a path on the same host.
    pub(crate) fn resolve(&self, server: &str, http: PlainHttp) -> Result<Self, BaseUrlError> {
        if server.contains("://") {
            Self::parse(server, http)
        } else {
            Self::parse(&format!("{}/{}", self.origin, server.trim_start_matches('/')), http)
        }
    }

    /// Whether the scheme is `https`.
    pub(crate) fn is_https(&self) -> bool {
        self.origin.starts_with("https:")
    }

    /// The host name or address, without the port.
    pub(crate) fn host(&self) -> &str {
        let authority = self.origin.split_once("://").map_or("", |(_, authority)| authority);
        let after_address = authority.rfind(']').map(|bracket| bracket + 1);
        let end = after_address.or_else(|| authority.find(':'));
        end.and_then(|end| authority.get(..end)).unwrap_or(authority)
    }

    /// The port, which is that of the scheme unless the URL contains one.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Joins the base URL, a path that starts with a slash, and a query that may be empty.
    pub(crate) fn join(&self, path: &str, query: &str) -> String {
        let mark = if query.is_empty() { "" } else { "?" };
        [&self.origin, &self.path, path, mark, query].concat()
    }
}

/// Whether the authority has a port. It need not be a valid one.
fn has_port(authority: &Authority) -> bool {
    authority.as_str().len() > authority.host().len()
}

/// Whether a host, as it is in a URL, is this machine.
pub(crate) fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
