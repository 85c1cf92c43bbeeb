//! The parts of a request, before they become one URL and one set of headers.
//!
//! Invariant: query and cookie text is already encoded when it is added.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{
    CONNECTION, CONTENT_LENGTH, COOKIE, HOST, TE, TRAILER, TRANSFER_ENCODING, UPGRADE,
};
use http::{HeaderMap, HeaderName, HeaderValue, Request};

use super::base_url::BaseUrl;
use super::header_value::{header, header_value};
use super::operation::Operation;
use super::request_body::RequestBody;
use super::request_error::RequestError;

/// The estimated number of headers in addition to the defaults, for the initial capacity. With the
/// default `User-Agent`, they fill a map of the second smallest size.
const EXTRA_HEADERS: usize = 5;

/// The headers that frame a message or belong to its connection (RFC 9110, section 7.6.1). The
/// transport sets them.
const FRAMING: [HeaderName; 8] = [
    CONNECTION,
    HOST,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
];

/// Whether the transport sets this header.
pub(crate) fn is_framing(name: &HeaderName) -> bool {
    *name == CONTENT_LENGTH || FRAMING.contains(name)
}

/// The parts of a request.
#[derive(Clone, Default)]
pub(crate) struct RequestParts {
    pub(crate) path: Cow<'static, str>,
    pub(crate) body: RequestBody,
    headers: HeaderMap,
    /// The names of the headers that the caller has set for this request.
    own: Vec<HeaderName>,
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

    /// Sets a header whose name needs no parsing, and replaces earlier ones with the same name.
    pub(crate) fn set_known_header(
        &mut self,
        name: HeaderName,
        value: impl Into<Bytes>,
    ) -> Result<(), RequestError> {
        let value = header_value(value.into())
            .ok_or_else(|| RequestError::Header { name: name.to_string() })?;
        self.headers.insert(name, value);
        Ok(())
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

    /// Sets a header of the caller, which no credential replaces.
    pub(crate) fn set_own_header(
        &mut self,
        name: &str,
        value: impl Into<Bytes>,
    ) -> Result<(), RequestError> {
        let (name, value) = header(name, value.into())
            .ok_or_else(|| RequestError::Header { name: name.to_owned() })?;
        self.own.push(name.clone());
        self.headers.insert(name, value);
        Ok(())
    }

    /// Whether the caller has set a header with this name for this request.
    pub(crate) fn has_own_header(&self, name: &str) -> bool {
        self.own.iter().any(|own| own.as_str().eq_ignore_ascii_case(name))
    }

    /// Checks that the headers of the caller do not change where the request ends. A
    /// `Content-Length` may say what is true, and is the length of a stream without one.
    pub(super) fn check_framing(&mut self) -> Result<(), RequestError> {
        let Some(name) = self.own.iter().find(|name| is_framing(name)) else { return Ok(()) };
        let framing = || RequestError::FramingHeader { name: name.to_string() };
        let length = self.headers.remove(CONTENT_LENGTH);
        let length = length.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
        let is_other = self.own.iter().any(|name| FRAMING.contains(name));
        match (length, self.body.known_length()) {
            (Some(length), Some(known)) if length == known && !is_other => Ok(()),
            (Some(length), None) if !is_other => {
                self.body = std::mem::take(&mut self.body).length(length);
                Ok(())
            }
            _ => Err(framing()),
        }
    }

    /// Joins the parts to a request.
    pub(crate) fn into_request(
        mut self,
        operation: &Operation,
        base: &BaseUrl,
    ) -> Result<Request<RequestBody>, RequestError> {
        self.write_cookies()?;
        let url = base.join(&self.path, &self.query);
        let mut request = Request::new(self.body);
        *request.method_mut() = operation.method.clone();
        *request.uri_mut() = url.try_into().map_err(|_| RequestError::Url)?;
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
        self.set_known_header(COOKIE, cookies)
    }
}

fn append(text: &mut String, separator: &str, addition: &str) {
    if !text.is_empty() {
        text.push_str(separator);
    }
    text.push_str(addition);
}
