//! `--report untyped`: the places of all schemas that become JSON values.

use std::collections::BTreeMap;

use codegen::diagnostics::{Diagnostics, Level, Levels};
use codegen::source::Source;

use crate::pluralize::pluralize;

/// The lint that finds them.
const CODE: &str = "untyped-schema";

/// Has the generator report them, whatever other flags say.
pub(super) fn report_them(levels: &mut Levels) -> Result<(), String> {
    levels.set(CODE, Level::Note).map_err(|error| error.to_string())
}

/// One line for each of them, in the order of the description, and their number by type.
pub(super) fn listed(found: &Diagnostics, source: &Source) -> String {
    let mut text = String::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for it in found.located(source).iter().filter(|it| it.diagnostic.code() == CODE) {
        let message = it.diagnostic.message();
        *counts.entry(message).or_default() += 1;
        let place =
            it.location.map_or_else(String::new, |at| format!(":{}:{}", at.line, at.column));
        let pointer = it.diagnostic.pointer().map_or_else(String::new, ToString::to_string);
        text.push_str(&format!("{}{place}: {message}: {pointer}\n", it.source.name));
    }
    let total = pluralize(counts.values().sum(), "untyped schema");
    text.push_str(&format!("{}: {total}\n", source.name));
    text.extend(counts.iter().map(|(message, count)| format!("{count:>6}  {message}\n")));
    text
}
