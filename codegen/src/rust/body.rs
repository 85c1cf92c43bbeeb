//! Request bodies.

use super::{Docs, Type, TypeRef};
use crate::ident::{FieldName, TypeName, VariantName};
use crate::ir::Serialization;

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// The name of the argument.
    pub name: FieldName,
    /// The forms of the body.
    pub kind: BodyKind,
    /// Whether it is required.
    pub required: bool,
    /// The documentation.
    pub docs: Docs,
    /// The items of a JSON body that is a list of limited length.
    pub items: Option<LimitedItems>,
}

/// The items of a list of limited length.
#[derive(Clone, Debug)]
pub struct LimitedItems {
    /// The type of the items.
    pub ty: TypeRef,
    /// The largest number of items.
    pub max: usize,
}

/// The forms of a request body.
#[derive(Clone, Debug)]
pub enum BodyKind {
    /// A single form.
    Single(BodyForm),
    /// Alternative forms.
    OneOf {
        /// The name of the enum.
        name: TypeName,
        /// The variants.
        variants: Vec<BodyVariant>,
    },
}

/// A variant of the enum for alternative forms.
#[derive(Clone, Debug)]
pub struct BodyVariant {
    /// The name.
    pub name: VariantName,
    /// The form.
    pub form: BodyForm,
}

/// A form of a request body.
#[derive(Clone, Debug)]
pub struct BodyForm {
    /// The media type to send.
    pub media_type: String,
    /// The encoding of the body.
    pub format: BodyFormat,
}

/// The encoding of a request body.
#[derive(Clone, Debug)]
pub enum BodyFormat {
    /// JSON.
    Json(TypeRef),
    /// `application/x-www-form-urlencoded`, with the fields that have their own serialization.
    Form(TypeRef, Vec<(String, Serialization)>),
    /// Multipart with declared parts.
    Parts(Box<Parts>),
    /// Multipart with arbitrary parts.
    Multipart,
    /// JSON values of a type, one after the other.
    Sequence(SequenceForm, TypeRef),
    /// Text.
    Text,
    /// Bytes, as a whole or as a stream.
    Bytes,
}

/// How JSON values that are sent one after the other are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SequenceForm {
    /// Each is a line.
    Lines,
    /// Each is a line after a record separator.
    Records,
}

/// The parts of a multipart body, as a struct of the operation.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The struct.
    pub ty: Type,
    /// The encoding of each field.
    pub formats: Vec<PartFormat>,
}

/// The encoding of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartFormat {
    /// Files, with a default media type.
    Files(String),
    /// A value with the media type of its kind.
    Value,
    /// A value with a declared media type.
    ValueAs(String),
    /// A file or a value without a name, with a default media type.
    Unnamed(String),
    /// A list of files or values without a name, with a default media type.
    UnnamedList(String),
    /// A header of the part with this name.
    HeaderOf(String, Serialization),
}

impl Body {
    /// The names of the types that the body has for itself.
    #[must_use]
    pub fn type_names(&self) -> Vec<&TypeName> {
        let parts = self.forms().into_iter().filter_map(|form| match &form.format {
            BodyFormat::Parts(parts) => Some(&parts.ty.name),
            _ => None,
        });
        let own = match &self.kind {
            BodyKind::OneOf { name, .. } => Some(name),
            BodyKind::Single(_) => None,
        };
        own.into_iter().chain(parts).collect()
    }

    /// The alternative forms.
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
