//! Collects the members of an object, with duplicate keys and merge keys.
//!
//! Invariant: an explicit member takes precedence over a merged one, and the last of duplicate
//! members over the others.

use serde_json::{Map, Value};

use crate::diagnostics::Diagnostic;
use crate::parse::state::{Path, State};
use crate::source::Format;

/// The merge key of YAML.
const MERGE: &str = "<<";

#[derive(Default)]
pub(super) struct Members {
    explicit: Map<String, Value>,
    merged: Vec<Map<String, Value>>,
}

impl Members {
    /// Adds the member `name` of the object at `path`.
    pub(super) fn add(&mut self, name: String, value: Value, path: Path<'_>, state: &mut State) {
        if name == MERGE && state.format == Format::Yaml {
            return self.merge(value, path, state);
        }
        if self.explicit.contains_key(&name) {
            let message = format!("the key `{name}` stands here twice");
            let pointer = path.pointer().child(&name);
            let problem = Diagnostic::error("duplicate-key", &pointer, message).at_key();
            state.report(
                problem
                    .label("this member would be used")
                    .related_to_the_first("this member would be left out")
                    .help("remove or rename one of them"),
            );
        }
        self.explicit.insert(name, value);
    }

    fn merge(&mut self, value: Value, path: Path<'_>, state: &mut State) {
        let sources = match value {
            Value::Array(sources) => sources,
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

    /// The members, in a map without room for more, because most objects of a large description are small.
    pub(super) fn finish(mut self) -> Map<String, Value> {
        for (name, value) in self.merged.into_iter().flatten() {
            self.explicit.entry(name).or_insert(value);
        }
        self.explicit.into_iter().collect()
    }
}
