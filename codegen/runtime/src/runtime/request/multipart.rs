//! Multipart bodies: values and files (RFC 7578; RFC 2046, section 5.1).
//!
//! Invariant: parts are sent in the order in which they were added. The boundary does not occur in
//! a part whose content is in memory. Names are escaped within their quotes.

use std::fmt;

use bytes::{BufMut, Bytes, BytesMut};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderName, HeaderValue};
use serde::Serialize;
use serde_json::Value;

use super::builder::RequestBuilder;
use super::chained_body::ChainedBody;
use super::parameter::{Explode, Style};
use super::request_body::RequestBody;
use super::request_error::RequestError;
use super::{media_type, parameter};
use crate::runtime::system::Random;

/// The maximum number of random boundaries that are tried.
const MAX_BOUNDARY_ATTEMPTS: usize = 8;

/// A file of a multipart body: its content, name, media type and headers. Bytes, strings and a
/// [`RequestBody`] convert with `into()`.
///
/// ```
/// use runtime::FilePart;
///
/// let photo = FilePart::new(vec![0xFF, 0xD8]).file_name("cat.jpg").media_type("image/jpeg");
/// let note: FilePart = "hello".into();
/// # let _ = (photo, note);
/// ```
#[derive(Clone, PartialEq)]
pub struct FilePart {
    content: RequestBody,
    file_name: Option<String>,
    media_type: Option<String>,
    headers: Vec<(String, String)>,
}

impl FilePart {
    /// A file with this content, and with the name and media type of its part.
    #[must_use]
    pub fn new(content: impl Into<RequestBody>) -> Self {
        Self { content: content.into(), file_name: None, media_type: None, headers: Vec::new() }
    }

    /// Sets the name of the file. The default is the name of the part.
    #[must_use]
    pub fn file_name(self, name: impl Into<String>) -> Self {
        Self { file_name: Some(name.into()), ..self }
    }

    /// Sets the media type of the file. The default is the one that the description declares.
    #[must_use]
    pub fn media_type(self, media_type: impl Into<String>) -> Self {
        Self { media_type: Some(media_type.into()), ..self }
    }

    /// Adds a header to the part. If the name or the value cannot be sent, the call fails with
    /// [`RequestError::Header`].
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

impl<T: Into<RequestBody>> From<T> for FilePart {
    fn from(content: T) -> Self {
        Self::new(content)
    }
}

/// A multipart body with any parts. The types of declared bodies convert to it.
///
/// ```
/// use runtime::Multipart;
///
/// let mut body = Multipart::new();
/// body.value("title", "Holidays");
/// body.files("photos", "image/jpeg", [vec![0xFF, 0xD8].into()]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Multipart {
    parts: Vec<Part>,
    /// The name of the first value that could not be serialized.
    failed_value: Option<&'static str>,
}

/// A part with everything that is sent.
#[derive(Clone, PartialEq)]
struct Part {
    /// `None` if the position tells the part from others.
    name: Option<String>,
    file_name: Option<String>,
    media_type: Option<String>,
    headers: Vec<(String, String)>,
    content: RequestBody,
}

impl Multipart {
    /// A body without parts, to which parts are added.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part with this name for each file. `media_type` applies to files without one.
    pub fn files(
        &mut self,
        name: &str,
        media_type: &str,
        files: impl IntoIterator<Item = FilePart>,
    ) {
        self.parts.extend(files.into_iter().map(|file| Part {
            name: Some(name.to_owned()),
            file_name: Some(file.file_name.unwrap_or_else(|| name.to_owned())),
            media_type: Some(file.media_type.unwrap_or_else(|| media_type.to_owned())),
            headers: file.headers,
            content: file.content,
        }));
    }

    /// Adds a file without a name, as in `multipart/mixed`. `media_type` applies if the file has none.
    pub fn unnamed_file(&mut self, media_type: &str, file: FilePart) {
        self.parts.push(Part {
            name: None,
            file_name: file.file_name,
            media_type: Some(file.media_type.unwrap_or_else(|| media_type.to_owned())),
            headers: file.headers,
            content: file.content,
        });
    }

    /// Adds a value without a name, as in `multipart/mixed`, also for null. The value is sent as JSON if
    /// the media type is JSON, or else as text.
    pub fn unnamed_value<T: Serialize + ?Sized>(&mut self, media_type: &str, value: &T) {
        let value = self.serialize("body", value);
        self.push(None, Some(media_type.to_owned()), text_as(media_type, &value));
    }

    /// Adds a value: a part for each item of an array, and none for null. Strings, numbers and
    /// booleans are sent as text, objects and nested arrays as JSON.
    ///
    /// If the value cannot be serialized, the call fails with [`RequestError::Serialize`].
    pub fn value<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        match self.serialize(name, value) {
            Value::Null => {}
            Value::Array(items) => {
                for item in items.iter().filter(|item| !item.is_null()) {
                    self.add(name, item);
                }
            }
            value => self.add(name, &value),
        }
    }

    /// Adds one part for a value with this media type, and none for null. The value is sent as JSON
    /// if the media type is JSON, or else as text.
    pub fn value_as<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        media_type: &str,
        value: &T,
    ) {
        let value = self.serialize(name, value);
        if value.is_null() {
            return;
        }
        self.push(Some(name), Some(media_type.to_owned()), text_as(media_type, &value));
    }

    /// Adds a header to all parts with this name. A null value adds none.
    pub fn header<T: Serialize + ?Sized>(
        &mut self,
        part: &str,
        name: &'static str,
        style: Style,
        explode: Explode,
        value: &T,
    ) {
        let value = self.serialize(name, value);
        let Some(text) = parameter::header(style, explode, &value) else { return };
        for part in self.parts.iter_mut().filter(|known| known.name.as_deref() == Some(part)) {
            part.headers.push((name.to_owned(), text.clone()));
        }
    }

    fn add(&mut self, name: &str, value: &Value) {
        let media_type = (value.is_object() || value.is_array()).then(|| "application/json".into());
        self.push(Some(name), media_type, parameter::text(value));
    }

    fn push(&mut self, name: Option<&str>, media_type: Option<String>, content: String) {
        let (name, file_name, headers) = (name.map(str::to_owned), None, Vec::new());
        let content = content.into();
        self.parts.push(Part { name, file_name, media_type, headers, content });
    }

    fn serialize<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Value {
        serde_json::to_value(value).unwrap_or_else(|_| {
            self.failed_value.get_or_insert(name);
            Value::Null
        })
    }

    /// Joins the parts. Returns the boundary and the body.
    fn assemble(self, random: &dyn Random) -> Result<(String, RequestBody), RequestError> {
        if let Some(name) = self.failed_value {
            return Err(RequestError::Serialize { name });
        }
        let boundary = self.boundary(random).ok_or(RequestError::Boundary)?;
        let mut pieces = Vec::new();
        // Every delimiter but the first one ends the line of the content before it.
        let mut line_end = "";
        for part in self.parts {
            pieces.push(format!("{line_end}--{boundary}\r\n").into());
            pieces.push(part.head()?.into());
            pieces.push(part.content);
            line_end = "\r\n";
        }
        pieces.push(format!("{line_end}--{boundary}--\r\n").into());
        Ok((boundary, ChainedBody::join(pieces)))
    }

    /// A random boundary that does not occur in a part whose content is in memory.
    fn boundary(&self, random: &dyn Random) -> Option<String> {
        let candidates =
            std::iter::repeat_with(|| format!("{:016x}{:016x}", random.next(), random.next()));
        candidates
            .take(MAX_BOUNDARY_ATTEMPTS)
            .find(|boundary| !self.parts.iter().any(|part| part.contains(boundary)))
    }
}

impl Part {
    fn contains(&self, text: &str) -> bool {
        let bytes: &[u8] = self.content.as_bytes().map_or(&[], |bytes| bytes);
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    }

    /// What the part is: a member of a form, or a file with a name of its own (RFC 2183).
    fn disposition(&self) -> Option<String> {
        let file_name =
            self.file_name.as_ref().map(|name| format!("filename=\"{}\"", escaped(name)));
        let name = self.name.as_ref().map(|name| format!("form-data; name=\"{}\"", escaped(name)));
        match (name, file_name) {
            (Some(name), Some(file_name)) => Some(format!("{name}; {file_name}")),
            (None, Some(file_name)) => Some(format!("attachment; {file_name}")),
            (name, None) => name,
        }
    }

    /// The headers and the empty line that ends them.
    fn head(&self) -> Result<Bytes, RequestError> {
        let disposition = self.disposition();
        let mut head = BytesMut::new();
        let disposition = disposition.as_deref().map(|text| (CONTENT_DISPOSITION.as_str(), text));
        let media_type = self.media_type.as_deref().map(|text| (CONTENT_TYPE.as_str(), text));
        let others = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        for (name, value) in disposition.into_iter().chain(media_type).chain(others) {
            let problem = || RequestError::Header { name: name.to_owned() };
            let field = HeaderName::try_from(name).map_err(|_| problem())?;
            // Parts are content, where headers are UTF-8 (RFC 7578, section 5.1).
            let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| problem())?;
            head.put_slice(field.as_str().as_bytes());
            head.put_slice(b": ");
            head.put_slice(value.as_bytes());
            head.put_slice(b"\r\n");
        }
        head.put_slice(b"\r\n");
        Ok(head.freeze())
    }
}

/// The text of a value in a part with this media type.
fn text_as(media_type: &str, value: &Value) -> String {
    if media_type::is_json(media_type) { value.to_string() } else { parameter::text(value) }
}

/// Escapes a name within quotes (HTML Standard, section 4.10.21.8).
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

impl fmt::Debug for FilePart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        formatter
            .debug_struct("FilePart")
            .field("content", &self.content)
            .field("media_type", &self.media_type)
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Part")
            .field("name", &self.name)
            .field("content", &self.content)
            .finish_non_exhaustive()
    }
}

impl RequestBuilder<'_> {
    /// Sets a multipart body.
    pub(crate) fn multipart(&mut self, media_type: &str, body: impl Into<Multipart>) {
        match body.into().assemble(self.random) {
            Ok((boundary, body)) => self.bytes(format!("{media_type}; boundary={boundary}"), body),
            Err(error) => self.reject(error),
        }
    }
}
