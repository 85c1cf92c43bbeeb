//! `README.md` of the generated crate.

use std::collections::BTreeSet;

use super::operation_table::{self, Medium};
use super::release::Release;
use super::{Origin, docs, guide};
use crate::format;
use crate::rust::Api;
use crate::text::{Line, line};

/// The lines of the file. `paths` are those in the code of the crate.
pub(super) fn lines(
    api: &Api,
    origin: &Origin,
    release: &Release,
    paths: &BTreeSet<String>,
) -> Vec<Line> {
    let Origin { crate_name, source } = origin;
    let mut lines = vec![format::header("<!--", source, " -->"), line!["# ", crate_name]];
    lines.extend([Line::default(), guide::title(api), Line::default()]);
    lines.extend(docs::lines(&api.docs));
    lines.extend(guide::lines(api, origin, release, paths, Medium::Readme));
    lines.extend(operation_table::lines(api, Medium::Readme));
    lines.extend(Line::all(MORE));
    let generated = "`. Change the description and generate it again; edits here are";
    lines.extend([
        line!["This crate is generated from `", source, generated],
        "overwritten.".into(),
    ]);
    lines
}

const MORE: &str = "
## More

[`RELIABILITY.md`](RELIABILITY.md) describes timeouts, retries, rate limits and polling.

";
