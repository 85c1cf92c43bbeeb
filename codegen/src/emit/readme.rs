//! `README.md` of the generated crate.

use super::operation_table::{self, Medium};
use super::{Origin, docs, guide};
use crate::format;
use crate::rust::Api;

/// The text of the file.
pub(super) fn text(api: &Api, origin: Origin<'_>) -> String {
    let Origin { crate_name, source } = origin;
    let mut text = format!("{}\n# {crate_name}\n\n", format::header("<!--", source, " -->"));
    text.push_str(&format!("Client for {}.\n\n", docs::summary(&api.title).trim_end_matches('.')));
    for line in docs::lines(&api.docs.text) {
        text.push_str(&line);
        text.push('\n');
    }
    let mut lines = guide::lines(api, origin, Medium::Readme);
    lines.extend(operation_table::lines(api, Medium::Readme));
    for line in lines {
        text.push_str(&line);
        text.push('\n');
    }
    text.push_str(&format!(
        "\n## More\n\n[`RELIABILITY.md`](RELIABILITY.md) describes timeouts, retries, rate limits and polling.\n\nThis crate is generated from `{source}`. Change the description and generate it again; edits here are\noverwritten.\n"
    ));
    text
}
