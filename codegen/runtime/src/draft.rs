//! A request while it is put together: its parts, before they become one URL and one set of
//! headers.
//!
//! Invariant: query and cookie texts are encoded already when they arrive here. Values that come
//! from a caller are marked as sensitive, so that no log of headers shows them.

use bytes::Bytes;
use http::header::COOKIE;
use http::{HeaderMap, HeaderName, HeaderValue, Request};

use super::base_url::BaseUrl;
use super::operation::Operation;
use super::request_body::RequestBody;
use super::request_error::RequestError;

/// For how many headers there is room: media types, a credential and some parameters.
const OWN_HEADERS: usize = 6;

/// The parts of a request.
#[derive(Clone, Default)]
pub(super) struct Draft {
    pub(super) path: String,
    pub(super) body: RequestBody,
    headers: HeaderMap,
    query: String,
    cookies: String,
}

impl Draft {
    /// A request with those headers, and room for some of its own.
    pub(super) fn new(defaults: &HeaderMap) -> Self {
        let mut headers = HeaderMap::with_capacity(defaults.len() + OWN_HEADERS);
        headers.extend(defaults.iter().map(|(name, value)| (name.clone(), value.clone())));
        Self { headers, ..Self::default() }
    }

    /// Adds pairs to the query.
    pub(super) fn add_query(&mut self, pairs: &str) {
        append(&mut self.query, "&", pairs);
    }

    /// Adds pairs to the one `Cookie` header.
    pub(super) fn add_cookie(&mut self, pairs: &str) {
        append(&mut self.cookies, "; ", pairs);
    }

    /// Sets a header, in place of any other of that name.
    pub(super) fn set_header(
        &mut self,
        name: &str,
        value: impl Into<Bytes>,
    ) -> Result<(), RequestError> {
        let (name, value) = header(name, value.into())
            .ok_or_else(|| RequestError::Header { name: name.to_owned() })?;
        self.headers.insert(name, value);
        Ok(())
    }

    /// Puts the parts together.
    pub(super) fn into_request(
        mut self,
        operation: &Operation,
        base: &BaseUrl,
    ) -> Result<Request<RequestBody>, RequestError> {
        self.set_cookies()?;
        let url = base.join(&self.path, &self.query);
        let request = Request::builder().method(operation.method.clone()).uri(url).body(self.body);
        let mut request = request.map_err(|_| RequestError::Url)?;
        *request.headers_mut() = self.headers;
        Ok(request)
    }

    /// Writes the one `Cookie` header (RFC 6265, section 5.4). One that the caller has set comes
    /// first.
    fn set_cookies(&mut self) -> Result<(), RequestError> {
        if self.cookies.is_empty() {
            return Ok(());
        }
        let mut cookies = match self.headers.get(COOKIE).map(HeaderValue::to_str) {
            Some(Ok(own)) => own.to_owned(),
            Some(Err(_)) => return Err(RequestError::Header { name: COOKIE.to_string() }),
            None => String::new(),
        };
        append(&mut cookies, "; ", &self.cookies);
        self.set_header(COOKIE.as_str(), cookies)
    }
}

/// A header from text, if it can be one: what is not ASCII is not sent.
pub(super) fn header(name: &str, value: Bytes) -> Option<(HeaderName, HeaderValue)> {
    let name = HeaderName::try_from(name).ok()?;
    let is_text = value.is_ascii();
    let mut value = HeaderValue::from_maybe_shared(value).ok().filter(|_| is_text)?;
    value.set_sensitive(true);
    Some((name, value))
}

fn append(text: &mut String, separator: &str, addition: &str) {
    if !text.is_empty() {
        text.push_str(separator);
    }
    text.push_str(addition);
}
