//! Problem details of an error response (RFC 9457).
//!
//! Invariant: a member of another type than the RFC defines is ignored, as section 3.1 requires.

use std::collections::BTreeMap;

use http::StatusCode;
use serde_json::{Map, Value};

use super::error::Error;
use crate::runtime::json;
use crate::runtime::request::media_type;

/// The problem that an error response of the media type `application/problem+json` describes.
///
/// ```
/// use runtime::Error;
///
/// fn reason<E>(error: &Error<E>) -> Option<String> {
///     let problem = error.problem()?;
///     problem.detail.or(problem.title)
/// }
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Problem {
    /// The URI of the type of the problem. `None` means `about:blank`: the status says everything.
    pub type_uri: Option<String>,
    /// The status, which a proxy may have changed in the response itself.
    pub status: Option<StatusCode>,
    /// A summary of the type of the problem, for people.
    pub title: Option<String>,
    /// An explanation of this occurrence, for people.
    pub detail: Option<String>,
    /// The URI of this occurrence.
    pub instance: Option<String>,
    /// The members that the type of the problem defines.
    pub extensions: BTreeMap<String, Value>,
}

impl Problem {
    fn new(members: Map<String, Value>) -> Self {
        let mut problem = Self::default();
        for (name, value) in members {
            match (name.as_str(), value) {
                ("type", Value::String(uri)) => problem.type_uri = Some(uri),
                ("title", Value::String(text)) => problem.title = Some(text),
                ("detail", Value::String(text)) => problem.detail = Some(text),
                ("instance", Value::String(uri)) => problem.instance = Some(uri),
                ("status", Value::Number(number)) => {
                    let code = number.as_u64().and_then(|code| u16::try_from(code).ok());
                    problem.status = code.and_then(|code| StatusCode::from_u16(code).ok());
                }
                ("type" | "title" | "detail" | "instance" | "status", _) => {}
                (_, value) => {
                    problem.extensions.insert(name, value);
                }
            }
        }
        problem
    }
}

impl<E> Error<E> {
    /// The problem that the response describes (RFC 9457), whether or not the description declares
    /// its status. `None` if the media type is not `application/problem+json`.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        let media_type = media_type::of(self.headers()?)?;
        let body = self.raw_body().filter(|_| media_type == "application/problem+json")?;
        json::from_slice(body).ok().map(Problem::new)
    }
}
