//! Source files: the text of a description and its display name.
//!
//! Invariant: this is the only place that decides whether a text is JSON or YAML.

mod encoding;

pub use self::encoding::NotUtf8;

/// The mark that some editors write at the start of a file. It is not part of JSON or YAML.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name in diagnostics and in the header of generated files, such as `spec/kustomer.yaml`.
    /// It is never an absolute path.
    pub name: String,
    /// The whole text of the file.
    pub text: String,
}

/// The format of a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON, parsed by `serde_json`, which is much faster than YAML for large files.
    Json,
    /// YAML 1.2, parsed by `serde_yaml`.
    Yaml,
}

impl Source {
    /// The text without a byte order mark.
    #[must_use]
    pub fn body(&self) -> &str {
        self.text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&self.text)
    }

    /// The number of bytes before the [`body`](Self::body).
    #[must_use]
    pub fn body_offset(&self) -> usize {
        self.text.len() - self.body().len()
    }

    /// The format, determined by the first character that is not white space.
    #[must_use]
    pub fn format(&self) -> Format {
        if self.body().trim_start().starts_with(['{', '[']) { Format::Json } else { Format::Yaml }
    }
}
