//! Media types to the families that are read and written alike.

/// A family of media types, the easiest to use first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    Json,
    Form,
    Multipart,
    Text,
    /// Text that is not UTF-8 in all cases, such as XML.
    Document,
    Binary,
}

impl Family {
    /// The family of a media type; its parameters do not matter.
    pub(super) fn of(media_type: &str) -> Self {
        match essence(media_type).split_once('/') {
            Some(("*", "*") | (_, "json")) => Self::Json,
            Some((_, subtype)) if subtype.ends_with("+json") => Self::Json,
            Some(("application", "x-www-form-urlencoded")) => Self::Form,
            Some(("multipart", _)) => Self::Multipart,
            Some(("text", "event-stream")) => Self::Binary,
            Some(("text", _)) => Self::Text,
            Some(("application", "xml" | "yaml" | "x-yaml")) => Self::Document,
            Some((_, subtype)) if subtype.ends_with("+xml") || subtype.ends_with("+yaml") => {
                Self::Document
            }
            _ => Self::Binary,
        }
    }
}

/// A media type in lower case, without its parameters.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
