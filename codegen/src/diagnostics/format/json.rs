//! A diagnostic as a line of JSON.
//!
//! Lines and columns start at 1; a range ends before `endColumn`. The pointer is that in the
//! file, or in the description after overlays. Invariant: members without a value are left out, and no
//! line contains a line break.

use serde_json::{Map, Value, json};

use crate::diagnostics::{Located, Spot};
use crate::pointer::bundled;

/// The object and a line feed.
pub(super) fn line(it: &Located<'_>) -> String {
    let found = it.diagnostic;
    let mut object = Map::new();
    object.insert("severity".to_owned(), found.severity().as_str().into());
    object.insert("code".to_owned(), found.code().into());
    object.insert("message".to_owned(), found.message().into());
    if let Some(pointer) = found.pointer() {
        let within = bundled::named_file(pointer).map(|(_, within)| within);
        object.insert("pointer".to_owned(), within.as_ref().unwrap_or(pointer).to_string().into());
    }
    object.insert("file".to_owned(), it.source.name.as_str().into());
    if let Some(location) = it.location {
        let spot = Spot { source: it.source, location };
        object.extend(range(spot).into_iter().filter(|(name, _)| name != "file"));
    }
    if let Some(label) = found.label_text() {
        object.insert("label".to_owned(), label.into());
    }
    object.insert("notes".to_owned(), json!(found.notes()));
    object.insert("help".to_owned(), json!(found.helps()));
    let related = it.related.iter().map(|(spot, label)| {
        let mut place = range(*spot);
        place.insert("label".to_owned(), (*label).into());
        Value::Object(place)
    });
    object.insert("related".to_owned(), related.collect());
    if let Some(correction) = &it.correction {
        let mut place = range(correction.spot);
        place.insert("replacement".to_owned(), correction.replacement.as_ref().into());
        object.insert("suggestion".to_owned(), place.into());
    }
    format!("{}\n", Value::Object(object))
}

fn range(Spot { source, location }: Spot<'_>) -> Map<String, Value> {
    let members = [
        ("file", json!(source.name)),
        ("line", location.line.into()),
        ("column", location.column.into()),
        ("endColumn", (location.column + location.length).into()),
    ];
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
