//! Request bodies.

use super::{Docs, Type, TypeRef};
use crate::ident::{FieldName, TypeName, VariantName};
use crate::ir::Wire;

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
