//! Collects the members of an object, with duplicate keys and merge keys.
//!
//! Invariant: an explicit member takes precedence over a merged one, and the last of duplicate
//! members over the others.

use crate::diagnostics::Diagnostic;
use crate::parse::state::{Path, State};
use crate::source::Format;
use crate::value::{Map, Value};

/// The merge key of YAML.
const MERGE: &str = "<<";

#[derive(Default)]
pub(super) struct Members {
    explicit: Vec<(Box<str>, Value)>,
    merged: Vec<Map>,
}

impl Members {
    /// Adds the member `name` of the object at `path`.
    pub(super) fn add(&mut self, name: Box<str>, value: Value, path: Path<'_>, state: &mut State) {
        if *name == *MERGE && state.format == Format::Yaml {
            return self.merge(value, path, state);
        }
        self.explicit.push((name, value));
    }

    fn merge(&mut self, value: Value, path: Path<'_>, state: &mut State) {
        let sources = match value {
            Value::Array(sources) => *sources,
            single => vec![single],
        };
        for source in sources {
            if let Value::Object(members) = source {
                self.merged.push(members);
            } else {
                let message = "a merge key requires an object; this value is ignored";
                let pointer = path.pointer().child(MERGE);
                state.report(Diagnostic::warning("merge-key", &pointer, message));
            }
        }
    }

    /// The members of the object at `path`, in a map without room for more, because most objects of a
    /// large description are small.
    pub(super) fn finish(self, path: Path<'_>, state: &mut State) -> Map {
        let mut members = Map::with_capacity(self.explicit.len());
        for (name, value) in self.explicit {
            if let Some((name, _)) = members.insert(name, value) {
                state.report(duplicate(name, path));
            }
        }
        for (name, value) in self.merged.into_iter().flatten() {
            if !members.contains_key(&name) {
                members.insert(name, value);
            }
        }
        members
    }
}

fn duplicate(name: &str, path: Path<'_>) -> Diagnostic {
    let message = format!("the key `{name}` stands here twice");
    Diagnostic::error("duplicate-key", &path.pointer().child(name), message)
        .at_key()
        .label("this member would be used")
        .related_to_the_first("this member would be left out")
        .help("remove or rename one of them")
}
