//! The members of one object, of which a name may stand there twice and others may be merged in.
//!
//! Invariant: of two members with the same name, a written one goes before a merged one, and the
//! later of two written ones before the earlier.

use serde_json::{Map, Value};

use crate::diagnostics::Diagnostic;
use crate::parse::state::{State, Way};
use crate::source::Format;

/// The name under which YAML merges the members of other objects into one.
const MERGE: &str = "<<";

#[derive(Default)]
pub(super) struct Members {
    written: Map<String, Value>,
    merged: Vec<Map<String, Value>>,
}

impl Members {
    /// Adds the member `name` of the object at the end of `way`.
    pub(super) fn add(&mut self, name: String, value: Value, way: Way<'_>, state: &mut State) {
        if name == MERGE && state.format == Format::Yaml {
            return self.merge(value, way, state);
        }
        if self.written.contains_key(&name) {
            let message = format!("the name `{name}` stands here more than once");
            let place = way.pointer().child(&name);
            let warning = Diagnostic::warning("duplicate-key", &place, message).at_key();
            state.warn(warning.label("this one counts").help("remove or rename the others"));
        }
        self.written.insert(name, value);
    }

    fn merge(&mut self, value: Value, way: Way<'_>, state: &mut State) {
        let sources = match value {
            Value::Array(sources) => sources,
            single => vec![single],
        };
        for source in sources {
            if let Value::Object(members) = source {
                self.merged.push(members);
            } else {
                let message = "only objects can be merged into an object; this is ignored";
                let place = way.pointer().child(MERGE);
                state.warn(Diagnostic::warning("merge-key", &place, message));
            }
        }
    }

    pub(super) fn finish(mut self) -> Map<String, Value> {
        for (name, value) in self.merged.into_iter().flatten() {
            self.written.entry(name).or_insert(value);
        }
        self.written
    }
}
