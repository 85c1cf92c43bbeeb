//! From the arguments of an operation to a request, and from there to its reply.
//!
//! Invariant: nothing is sent unless all of it is right. The first problem is kept until
//! [`RequestBuilder::send`] tells it, so that the code of an operation reads as a list.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use serde::Serialize;
use serde_json::Value;

use super::base_url::BaseUrl;
use super::body::Body;
use super::call::Call;
use super::client::Client;
use super::draft::Draft;
use super::error::Error;
use super::gate::GateChoice;
use super::operation::Operation;
use super::options::{CallOptions, Limits};
use super::parameter::{self, Explode, MemberStyle, Reserved, Style};
use super::path;
use super::percent::encode;
use super::reply::Reply;
use super::request_body::RequestBody;
use super::request_error::RequestError;
use super::transport::BoxFuture;

/// Which bodies are left for the caller to read: by status and media type.
pub(super) type Streams = Vec<(RangeInclusive<u16>, &'static str)>;

/// A request that is being put together.
pub struct RequestBuilder {
    pub(super) client: Client,
    operation: &'static Operation,
    limits: Limits,
    gate: GateChoice,
    base_url: Option<String>,
    path_values: Vec<(&'static str, String)>,
    draft: Draft,
    problem: Option<RequestError>,
    /// The headers of the call, which replace those of the operation.
    headers: Vec<(String, String)>,
    streams: Streams,
}

impl RequestBuilder {
    pub(super) fn new(
        client: Client,
        operation: &'static Operation,
        mut options: CallOptions,
    ) -> Self {
        Self {
            operation,
            limits: client.shared().limits.with(&options),
            gate: options.take_gate().unwrap_or_else(|| client.shared().gate.clone()),
            base_url: options.take_base_url(),
            path_values: Vec::new(),
            draft: Draft::new(&client.shared().headers),
            problem: None,
            headers: options.into_headers(),
            streams: Streams::new(),
            client,
        }
    }

    /// Sets a path parameter.
    pub fn path<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: Style,
        explode: Explode,
        value: &T,
    ) {
        let value = self.serialize(name, value);
        let text = parameter::path(name, style, explode, &value);
        self.path_values.push((name, text.unwrap_or_default()));
    }

    /// Adds the query that is part of the operation's path. It is encoded already, as that of a URL.
    pub fn fixed_query(&mut self, pairs: &str) {
        self.draft.add_query(&encode(pairs, Reserved::Keep));
    }

    /// Sets a query parameter.
    pub fn query<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: Style,
        explode: Explode,
        value: &T,
    ) {
        let value = self.serialize(name, value);
        self.add_query(parameter::query(name, style, explode, Reserved::Encode, &value));
    }

    /// Sets a query parameter in whose values reserved characters are kept as they are.
    pub fn query_reserved<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: Style,
        explode: Explode,
        value: &T,
    ) {
        let value = self.serialize(name, value);
        self.add_query(parameter::query(name, style, explode, Reserved::Keep, &value));
    }

    /// Sets a header parameter.
    pub fn header<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: Style,
        explode: Explode,
        value: &T,
    ) {
        let value = self.serialize(name, value);
        if let Some(text) = parameter::header(style, explode, &value) {
            self.set_header(name, text);
        }
    }

    /// Sets a cookie parameter.
    pub fn cookie<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: Style,
        explode: Explode,
        value: &T,
    ) {
        let value = self.serialize(name, value);
        if let Some(pairs) = parameter::cookie(name, style, explode, &value) {
            self.draft.add_cookie(&pairs);
        }
    }

    /// Sets the media types that the caller understands.
    pub fn accept(&mut self, media_types: &'static str) {
        self.set_header(ACCEPT.as_str(), media_types);
    }

    /// Sets a JSON body.
    pub fn json<T: Serialize>(&mut self, media_type: &'static str, body: &Body<T>) {
        match body.to_bytes() {
            Ok(bytes) => self.bytes(media_type, bytes),
            Err(_) => self.refuse(RequestError::Serialize { name: "body" }),
        }
    }

    /// Sets a form as the body: `application/x-www-form-urlencoded`. Arrays repeat their name and
    /// objects nest by brackets, but for the members whose style is listed.
    pub fn form<T: Serialize + ?Sized>(&mut self, body: &T, styles: &[MemberStyle<'_>]) {
        let value = self.serialize("body", body);
        let text = parameter::form(&value, styles).unwrap_or_default();
        self.bytes("application/x-www-form-urlencoded", text);
    }

    /// Sets a body of text.
    pub fn text(&mut self, media_type: &'static str, body: &str) {
        self.bytes(media_type, body.to_owned());
    }

    /// Sets a body of bytes, or of a stream of them.
    pub fn bytes(&mut self, media_type: impl Into<Bytes>, body: impl Into<RequestBody>) {
        self.draft.body = body.into();
        self.set_header(CONTENT_TYPE.as_str(), media_type);
    }

    /// Leaves bodies of that media type for the caller to read, where the status is one of these.
    pub fn stream(&mut self, statuses: RangeInclusive<u16>, media_type: &'static str) {
        self.streams.push((statuses, media_type));
    }

    /// Sends the request and reads the reply, whatever its status.
    ///
    /// # Errors
    /// Something of the request is not right, or there is no reply.
    pub async fn send<E>(self) -> Result<Reply, Error<E>> {
        // In a box, so that the futures of all operations are small, and this is compiled once.
        let exchange: BoxFuture<'static, Result<Reply, Error>> = Box::pin(self.exchange());
        exchange.await.map_err(Error::widen)
    }

    async fn exchange(mut self) -> Result<Reply, Error> {
        let client = self.client.clone();
        let shared = client.shared();
        let base_url = self.own_base_url().or_else(|| shared.base_url(self.operation));
        let checked = self.finish();
        let call =
            Call::start(shared, self.operation, base_url.as_deref(), self.limits, self.gate.gate());
        call.run(checked.map(|()| self.draft), &self.streams).await
    }

    /// The base URL of this call, if it has one of its own.
    fn own_base_url(&mut self) -> Option<Cow<'static, BaseUrl>> {
        match BaseUrl::parse(&self.base_url.take()?) {
            Ok(url) => Some(Cow::Owned(url)),
            Err(error) => {
                self.refuse(RequestError::BaseUrl(error.into()));
                None
            }
        }
    }

    /// Checks what can be checked without a credential, and completes the draft.
    fn finish(&mut self) -> Result<(), RequestError> {
        for (name, value) in std::mem::take(&mut self.headers) {
            self.set_header(&name, value);
        }
        if let Some(problem) = self.problem.take() {
            return Err(problem);
        }
        self.limits.check()?;
        self.draft.path = path::expand(self.operation.path, &self.path_values)?;
        Ok(())
    }

    fn serialize<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Value {
        serde_json::to_value(value).unwrap_or_else(|_| {
            self.refuse(RequestError::Serialize { name });
            Value::Null
        })
    }

    fn add_query(&mut self, pairs: Option<String>) {
        if let Some(pairs) = pairs {
            self.draft.add_query(&pairs);
        }
    }

    fn set_header(&mut self, name: &str, value: impl Into<Bytes>) {
        if let Err(problem) = self.draft.set_header(name, value) {
            self.refuse(problem);
        }
    }

    /// Keeps the problem, unless there is one already.
    pub(super) fn refuse(&mut self, problem: RequestError) {
        self.problem.get_or_insert(problem);
    }
}

impl fmt::Debug for RequestBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RequestBuilder")
            .field("operation", &self.operation.id)
            .finish_non_exhaustive()
    }
}
