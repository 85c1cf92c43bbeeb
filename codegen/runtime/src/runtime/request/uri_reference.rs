//! References to URLs in responses, which requests follow (RFC 3986).
//!
//! Invariant: a request is sent to the origin that it would be sent to without the reference, so that
//! its credentials reach nobody else.

use std::borrow::Cow;
use std::fmt;

use http::uri::Authority;

use super::base_url::BaseUrl;
use super::builder::RequestBuilder;
use super::path;

/// A URL, or a part of one that is relative to the URL of a request. It has no fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UriReference {
    scheme: Option<String>,
    authority: Option<String>,
    path: String,
    query: Option<String>,
}

/// The reference has another origin than the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OtherOrigin;

impl UriReference {
    /// Splits a reference into its components (appendix B).
    pub(crate) fn parse(text: &str) -> Self {
        let text = text.trim().split('#').next().unwrap_or_default();
        let (text, query) = match text.split_once('?') {
            Some((before, query)) => (before, Some(query.to_owned())),
            None => (text, None),
        };
        let (scheme, text) = match text.split_once(':') {
            Some((scheme, rest)) if !scheme.contains('/') => (Some(scheme.to_owned()), rest),
            _ => (None, text),
        };
        let (authority, path) = match text.strip_prefix("//") {
            Some(rest) => {
                let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                (Some(authority.to_owned()), path)
            }
            None => (None, text),
        };
        Self { scheme, authority, path: path.to_owned(), query }
    }

    /// The reference in a response to the request that followed `former`, if it followed one. An
    /// empty text is no reference.
    pub(crate) fn after(former: Option<&Self>, text: &str) -> Option<Self> {
        if text.trim().is_empty() {
            return None;
        }
        let reference = Self::parse(text);
        Some(former.map_or_else(|| reference.clone(), |former| reference.resolve(former)))
    }

    /// The reference relative to `base` (section 5.2.2). Dot segments remain.
    fn resolve(&self, base: &Self) -> Self {
        let mut target = self.clone();
        if self.scheme.is_some() {
            return target;
        }
        target.scheme.clone_from(&base.scheme);
        if self.authority.is_some() {
            return target;
        }
        target.authority.clone_from(&base.authority);
        if self.path.is_empty() {
            target.path.clone_from(&base.path);
            target.query = self.query.clone().or_else(|| base.query.clone());
        } else if !self.path.starts_with('/') {
            let folder = base.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let separator = if base.path.contains('/') { "/" } else { "" };
            target.path = [folder, separator, &self.path].concat();
        }
        target
    }

    /// Whether the scheme, the host and the port are the same (RFC 6454, section 5).
    fn has_origin_of(&self, other: &Self) -> bool {
        self.origin().is_some_and(|origin| other.origin() == Some(origin))
    }

    fn origin(&self) -> Option<(String, String, u16)> {
        let scheme = self.scheme.as_ref()?.to_ascii_lowercase();
        let authority: Authority = self.authority.as_ref()?.parse().ok()?;
        if authority.as_str().contains('@') {
            return None;
        }
        let default = if scheme == "https" { 443 } else { 80 };
        let port = authority.port_u16().unwrap_or(default);
        Some((scheme, authority.host().to_ascii_lowercase(), port))
    }
}

impl fmt::Display for UriReference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(scheme) = &self.scheme {
            write!(formatter, "{scheme}:")?;
        }
        if let Some(authority) = &self.authority {
            write!(formatter, "//{authority}")?;
        }
        formatter.write_str(&self.path)?;
        self.query.as_ref().map_or(Ok(()), |query| write!(formatter, "?{query}"))
    }
}

impl RequestBuilder<'_> {
    /// Replaces the path and the query by those of a reference, which is relative to the URL of the
    /// request. Returns the base URL to send the request to, which is its origin.
    ///
    /// # Errors
    /// The reference has another origin.
    pub(crate) fn follow(
        &mut self,
        reference: &UriReference,
        base: &BaseUrl,
    ) -> Result<String, OtherOrigin> {
        let path = path::expand(self.operation().path, &self.path_values).unwrap_or_default();
        let request = UriReference::parse(&base.join(&path, ""));
        let target = reference.resolve(&request);
        if !target.has_origin_of(&request) {
            return Err(OtherOrigin);
        }
        self.parts.path = Cow::Owned(without_dot_segments(&target.path));
        self.parts.query = target.query.unwrap_or_default();
        let origin = UriReference { path: String::new(), query: None, ..request };
        Ok(origin.to_string())
    }
}

/// Applies `.` and `..` (section 5.2.4). The result starts with a slash.
fn without_dot_segments(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.trim_start_matches('/').split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                // The path of a folder ends with a slash.
                kept.extend(is_last.then_some(""));
            }
            segment => kept.push(segment),
        }
    }
    format!("/{}", kept.join("/"))
}
