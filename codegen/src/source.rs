//! The text that is compiled, and what it is called where people read about it.
//!
//! Invariant: whether a text is JSON or YAML is decided here and nowhere else.

/// The mark that some editors put in front of a text; it belongs to neither JSON nor YAML.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A description as it was read: its name and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// How the file is called in diagnostics and in the header of what is generated, such as
    /// `spec/kustomer.yaml`. It never holds an absolute path.
    pub name: String,
    /// The whole text, as it stands in the file.
    pub text: String,
}

/// The language in which a description is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON, read by `serde_json`, which is many times faster on large texts.
    Json,
    /// YAML 1.2 as `serde_yaml` understands it.
    Yaml,
}

impl Source {
    /// The text without a byte order mark.
    #[must_use]
    pub fn body(&self) -> &str {
        self.text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&self.text)
    }

    /// How many bytes of the text stand before the [`body`](Self::body).
    #[must_use]
    pub fn body_offset(&self) -> usize {
        self.text.len() - self.body().len()
    }

    /// The format, told by the first character that is not blank.
    #[must_use]
    pub fn format(&self) -> Format {
        if self.body().trim_start().starts_with(['{', '[']) { Format::Json } else { Format::Yaml }
    }
}
