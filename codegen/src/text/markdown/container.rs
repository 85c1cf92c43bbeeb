//! The quotations and list items around a block, which start each of its lines.

/// A quotation or a list item.
pub(super) struct Container {
    /// The start of the first line: `- ` or `> `.
    marker: String,
    /// The start of further lines.
    indent: String,
    is_open: bool,
}

impl Container {
    /// A list item, with a marker such as `- ` or `10. `.
    pub(super) fn item(marker: String) -> Self {
        let indent = " ".repeat(marker.len());
        Self { marker, indent, is_open: false }
    }

    pub(super) fn quotation() -> Self {
        Self { marker: "> ".to_owned(), indent: "> ".to_owned(), is_open: false }
    }

    /// A container that is not shown, because too many are around it.
    pub(super) fn flat() -> Self {
        Self { marker: String::new(), indent: String::new(), is_open: false }
    }

    /// Whether a line of it has been written.
    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }
}

/// The start of the next line, and that of the lines after it.
pub(super) fn prefixes(containers: &mut [Container]) -> (String, String) {
    let (mut first, mut rest) = (String::new(), String::new());
    for container in containers {
        first.push_str(if container.is_open { &container.indent } else { &container.marker });
        rest.push_str(&container.indent);
        container.is_open = true;
    }
    (first, rest)
}
