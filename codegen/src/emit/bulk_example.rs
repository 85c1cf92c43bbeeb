//! `examples/bulk_update`: a program that applies a file of updates by the first bulk method.
//!
//! `templates/bulk_update` has its files, which are copied with the name of the crate. What depends on
//! the API is in `api.rs` (`bulk_example_api.rs`). Invariant: the copies compile with any `api.rs`.

use std::collections::BTreeMap;

use super::Origin;
use crate::format;
use crate::ir::SchemeKind;
use crate::rust::{Api, Bulk, Operation, Scheme};
use crate::text::Line;

macro_rules! templates {
    ($($name:literal)*) => {
        const TEMPLATES: &[(&str, &str)] = &[$(
            ($name, include_str!(concat!("../../templates/bulk_update/", $name, ".rs"))),
        )*];
    };
}

templates! {
    "arguments" "array" "check" "earlier" "feed" "help" "indexes" "input" "interrupt" "limits" "lines"
    "main" "outcome" "outcome_line" "outcome_of" "outcomes" "progress" "record" "reread" "scanner"
    "screen" "sending" "spool" "stop" "summary" "warnings"
}

/// The name of the crate in the templates.
const PLACEHOLDER: &str = "client_crate";

/// Whether the crate has the program: if an operation has a bulk method, and the credential of the API
/// is one text.
pub(super) fn is_emitted(api: &Api) -> bool {
    subject(api).is_some()
}

/// The operation, its bulk method and the credential that the program uses.
pub(super) fn subject(api: &Api) -> Option<(&Operation, &Bulk, &Scheme)> {
    let mut operations = api.operations.iter().filter(|operation| !operation.docs.deprecated);
    let (operation, bulk) =
        operations.find_map(|operation| Some((operation, operation.bulk.as_ref()?)))?;
    let mut schemes = api.schemes.iter();
    let is_one_text =
        |scheme: &&Scheme| matches!(scheme.kind, SchemeKind::Bearer | SchemeKind::ApiKey { .. });
    Some((operation, bulk, schemes.find(is_one_text)?))
}

/// The files that are copied.
pub(super) fn copies(api: &Api, origin: &Origin) -> BTreeMap<String, String> {
    if !is_emitted(api) {
        return BTreeMap::new();
    }
    let header = format::header("//", &origin.source, "");
    let name = origin.crate_name.in_code();
    let copy = |(file, text): &(&str, &str)| {
        let text = format!("{header}\n{}", text.replace(PLACEHOLDER, &name));
        (format!("examples/bulk_update/{file}.rs"), text)
    };
    TEMPLATES.iter().map(copy).collect()
}

/// What the program does, for the guide to the client.
pub(super) fn guide(api: &Api) -> impl Iterator<Item = Line> {
    Line::all(GUIDE).filter(|_| is_emitted(api))
}

const GUIDE: &str = "
The example `bulk_update` is a program that applies a file with one JSON object a line, or with a
JSON array:

```sh
cargo run --example bulk_update -- updates.ndjson --dry-run
cargo run --example bulk_update -- updates.ndjson --outcomes outcomes.ndjson
```

It checks each item, shows its progress, and writes what became of each. With `--journal`, a run that
was interrupted or killed goes on where it ended. `--only-failed` sends again what failed. `--help`
lists the options, and the environment variable for the API key.";
