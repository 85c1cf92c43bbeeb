//! Operations and what they need.

use super::{Docs, Type, TypeRef, Waiter};
use crate::ident::{ConstantName, FieldName, ModuleName, TypeName, VariantName};
use crate::ir::{Idempotence, Location, SchemeKind, SecurityAlternative, Wire};

/// A method of the client.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name in the description, or the one derived from its method and path.
    pub id: String,
    /// The name of the method.
    pub name: FieldName,
    /// The name of the type that collects its arguments.
    pub type_name: TypeName,
    /// The name of the struct of the parameters that have to be there, where they are too many for
    /// the arguments of a method.
    pub required_name: Option<TypeName>,
    /// The module that it stands in.
    pub module: ModuleName,
    /// The HTTP method in capitals.
    pub method: String,
    /// Whether doing it twice is the same as doing it once.
    pub idempotence: Idempotence,
    /// The path template, without query and fragment.
    pub path: String,
    /// The query that is part of the path template.
    pub fixed_query: Option<String>,
    /// What it says for people.
    pub docs: Docs,
    /// The tags.
    pub tags: Vec<String>,
    /// The parameters, those that are required first.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// What a call returns when it succeeds.
    pub success: Outcome,
    /// What a call fails with when the server refuses.
    pub error: Outcome,
    /// The media types to ask for.
    pub accept: Vec<String>,
    /// Which bodies the caller reads, by status and media type.
    pub streams: Vec<(StatusRange, String)>,
    /// The headers of its responses, by the names of their constants.
    pub headers: Vec<ConstantName>,
    /// The alternatives of security.
    pub security: Vec<SecurityAlternative>,
    /// The URL of a server of its own.
    pub server: Option<String>,
    /// How to wait for the job that it reads.
    pub waiter: Option<Waiter>,
}

/// An argument of a call.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: FieldName,
    /// Its name on the wire.
    pub wire_name: String,
    /// Where it goes.
    pub location: Location,
    /// How it is written.
    pub wire: Wire,
    /// Its type, presence aside.
    pub ty: TypeRef,
    /// Whether it has to be there.
    pub required: bool,
    /// What it says for people.
    pub docs: Docs,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// The name of the argument.
    pub name: FieldName,
    /// What it may be.
    pub kind: BodyKind,
    /// Whether it has to be there.
    pub required: bool,
    /// What it says for people.
    pub docs: Docs,
}

/// What a request body may be.
#[derive(Clone, Debug)]
pub enum BodyKind {
    /// Always of the same form.
    Single(BodyForm),
    /// One of several forms.
    OneOf {
        /// The name of the enum.
        name: TypeName,
        /// Its variants.
        variants: Vec<BodyVariant>,
    },
}

/// A form of a request body, as a variant.
#[derive(Clone, Debug)]
pub struct BodyVariant {
    /// Its name.
    pub name: VariantName,
    /// The form.
    pub form: BodyForm,
}

/// A form of a request body.
#[derive(Clone, Debug)]
pub struct BodyForm {
    /// The media type that is sent.
    pub media_type: String,
    /// How it is written.
    pub format: BodyFormat,
}

/// How a request body is written.
#[derive(Clone, Debug)]
pub enum BodyFormat {
    /// JSON.
    Json(TypeRef),
    /// `application/x-www-form-urlencoded`, with the members that are written in ways of their own.
    Form(TypeRef, Vec<(String, Wire)>),
    /// Parts with types.
    Parts(Box<Parts>),
    /// Parts of any kind.
    Multipart,
    /// Text.
    Text,
    /// Bytes as they are, all at once or as a stream.
    Bytes,
}

/// The parts of a multipart body, as a struct of the operation.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The struct.
    pub ty: Type,
    /// How each of its fields is written.
    pub formats: Vec<PartFormat>,
}

/// How a part is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartFormat {
    /// Files, of a media type unless they say another.
    Files(String),
    /// Values, each as what it is.
    Value,
    /// A value of a media type.
    ValueAs(String),
    /// No part, but a header of the one of that name.
    HeaderOf(String, Wire),
}

impl Body {
    /// The forms that it may have.
    #[must_use]
    pub fn forms(&self) -> Vec<&BodyForm> {
        match &self.kind {
            BodyKind::Single(form) => vec![form],
            BodyKind::OneOf { variants, .. } => {
                variants.iter().map(|variant| &variant.form).collect()
            }
        }
    }
}

/// What comes back.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The type of it.
    pub kind: OutcomeKind,
    /// Which status leads to which content.
    pub arms: Vec<Arm>,
}

/// The type of what comes back.
#[derive(Clone, Debug)]
pub enum OutcomeKind {
    /// The same content for each status.
    Single(Content),
    /// An enum of the operation, by status and media type.
    Own {
        /// The name of the enum.
        name: TypeName,
        /// Its variants.
        variants: Vec<OutcomeVariant>,
    },
    /// An enum that other operations may have too, by status and media type.
    Shared {
        /// The name of the enum in `errors`.
        name: TypeName,
        /// Its variants.
        variants: Vec<OutcomeVariant>,
    },
}

impl Outcome {
    /// Everything that it may hold.
    #[must_use]
    pub fn contents(&self) -> Vec<&Content> {
        match &self.kind {
            OutcomeKind::Single(content) => vec![content],
            OutcomeKind::Own { variants, .. } | OutcomeKind::Shared { variants, .. } => {
                variants.iter().map(|variant| &variant.content).collect()
            }
        }
    }
}

/// An enum for errors that differ by status.
#[derive(Clone, Debug)]
pub struct ErrorEnum {
    /// Its name.
    pub name: TypeName,
    /// Its variants.
    pub variants: Vec<OutcomeVariant>,
}

/// A header of responses.
#[derive(Clone, Debug)]
pub struct Header {
    /// The name of its constant.
    pub name: ConstantName,
    /// Its name on the wire.
    pub wire: String,
    /// Its type.
    pub ty: TypeRef,
    /// How its value is written.
    pub form: HeaderForm,
    /// What it says for people.
    pub docs: Docs,
}

/// How the value of a header is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderForm {
    /// As text.
    Text,
    /// As a list with commas.
    List,
    /// As JSON.
    Json,
}

/// The content for some status codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeVariant {
    /// Its name.
    pub name: VariantName,
    /// What it holds.
    pub content: Content,
    /// What it says for people.
    pub docs: Docs,
}

/// What a response holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// JSON.
    Json(TypeRef),
    /// Text.
    Text,
    /// Bytes as they are.
    Bytes,
    /// Bytes as they are, which the caller reads while they arrive.
    Stream,
    /// Server-sent events.
    Events {
        /// The type of the items.
        item: TypeRef,
        /// What an item is made of.
        form: EventForm,
        /// The data that stands for the end.
        end: Option<String>,
    },
    /// Lines of JSON.
    Lines(TypeRef),
}

impl Content {
    /// Whether the caller reads it while it arrives.
    #[must_use]
    pub fn is_stream(&self) -> bool {
        matches!(self, Self::Stream | Self::Events { .. } | Self::Lines(_))
    }
}

/// What the items of a stream of events are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventForm {
    /// The data, which is JSON.
    Json,
    /// The data, which is text.
    Text,
    /// An object of the event's fields.
    Object,
}

/// Which status leads to which content.
#[derive(Clone, Debug)]
pub struct Arm {
    /// The status codes, the more exact ones first.
    pub statuses: Vec<StatusRange>,
    /// The media types, of which the body has one; none means any.
    pub media_types: Vec<String>,
    /// What they lead to.
    pub reply: Reply,
}

/// How a reply is read.
#[derive(Clone, Debug)]
pub struct Reply {
    /// What it holds.
    pub content: Content,
    /// The variant that takes it, where there is one.
    pub variant: Option<VariantName>,
}

/// Status codes from one to another, both included.
pub type StatusRange = (u16, u16);

/// A server that the description names.
#[derive(Clone, Debug)]
pub struct Server {
    /// The name of the builder's method that chooses it.
    pub name: FieldName,
    /// The URL with `{variables}`.
    pub url: String,
    /// What it says for people.
    pub docs: Docs,
    /// Its variables.
    pub variables: Vec<Variable>,
}

/// A variable in the URL of a server.
#[derive(Clone, Debug)]
pub struct Variable {
    /// The name of the builder's method that sets it.
    pub method: FieldName,
    /// Its name on the wire.
    pub name: String,
    /// Its default; without one, callers have to choose.
    pub default: Option<String>,
    /// The values that it may take; none means any.
    pub allowed: Vec<String>,
    /// What it says for people.
    pub docs: Docs,
}

/// A security scheme.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// The name of the builder's method that sets it.
    pub method: FieldName,
    /// Its name in the description.
    pub name: String,
    /// What it asks for.
    pub kind: SchemeKind,
    /// What it says for people.
    pub docs: Docs,
}
