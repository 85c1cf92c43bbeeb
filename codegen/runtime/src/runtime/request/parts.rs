//! The parts of a request, before they become one URL and one set of headers.
//!
//! Invariant: query and cookie text is already encoded when it is added.

use bytes::Bytes;
use http::header::COOKIE;
use http::{HeaderMap, HeaderValue, Request};

use super::base_url::BaseUrl;
use super::header_value::header;
use super::operation::Operation;
use super::request_body::RequestBody;
use super::request_error::RequestError;

/// The estimated number of headers in addition to the defaults, for the initial capacity.
const EXTRA_HEADERS: usize = 6;

/// The parts of a request.
#[derive(Clone, Default)]
pub(crate) struct RequestParts {
    pub(crate) path: String,
    pub(crate) body: RequestBody,
    headers: HeaderMap,
    pub(super) query: String,
    cookies: String,
}

impl RequestParts {
    /// A request with the default headers of a client.
    pub(crate) fn new(defaults: &HeaderMap) -> Self {
        let mut headers = HeaderMap::with_capacity(defaults.len() + EXTRA_HEADERS);
        headers.extend(defaults.iter().map(|(name, value)| (name.clone(), value.clone())));
        Self { headers, ..Self::default() }
    }

    /// Adds encoded pairs to the query.
    pub(crate) fn add_query(&mut self, pairs: &str) {
        append(&mut self.query, "&", pairs);
    }

    /// Adds encoded pairs to the `Cookie` header.
    pub(crate) fn add_cookie(&mut self, pairs: &str) {
        append(&mut self.cookies, "; ", pairs);
    }

    /// Sets a header, and replaces earlier ones with the same name.
    pub(crate) fn set_header(
        &mut self,
        name: &str,
        value: impl Into<Bytes>,
    ) -> Result<(), RequestError> {
        let (name, value) = header(name, value.into())
            .ok_or_else(|| RequestError::Header { name: name.to_owned() })?;
        self.headers.insert(name, value);
        Ok(())
    }

    /// Joins the parts to a request.
    pub(crate) fn into_request(
        mut self,
        operation: &Operation,
        base: &BaseUrl,
    ) -> Result<Request<RequestBody>, RequestError> {
        self.write_cookies()?;
        let url = base.join(&self.path, &self.query);
        let request = Request::builder().method(operation.method.clone()).uri(url).body(self.body);
        let mut request = request.map_err(|_| RequestError::Url)?;
        *request.headers_mut() = self.headers;
        Ok(request)
    }

    /// Writes one `Cookie` header (RFC 6265, section 5.4). A `Cookie` header that the caller has
    /// set comes first.
    fn write_cookies(&mut self) -> Result<(), RequestError> {
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

fn append(text: &mut String, separator: &str, addition: &str) {
    if !text.is_empty() {
        text.push_str(separator);
    }
    text.push_str(addition);
}
