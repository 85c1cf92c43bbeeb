//! Examples of what a call sends.

use crate::ident::ModuleName;
use crate::pointer::Pointer;

/// A call, and the text that a part of its request has to be.
#[derive(Clone, Debug)]
pub struct SentExample {
    /// The location of the text.
    pub pointer: Pointer,
    /// The test module that checks it.
    pub module: ModuleName,
    /// The id of the operation.
    pub operation: String,
    /// The JSON of arguments, by the position of the parameter.
    pub arguments: Vec<(usize, String)>,
    /// The JSON of the body, if there is one.
    pub body: Option<String>,
    /// The part of the request.
    pub part: SentPart,
    /// The text.
    pub text: String,
}

/// A part of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SentPart {
    /// A segment of the path.
    Segment,
    Query,
    /// The header with this name.
    Header(String),
    Cookie,
    /// The body, which is a form.
    Form,
    /// The body, which is text.
    Text,
}
