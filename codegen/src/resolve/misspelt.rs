//! Knows which sections of the components have a misspelt name, so that references into them are no
//! further errors.

use crate::pointer::Pointer;
use crate::similar;
use crate::value::{Map, Value};

const COMPONENTS: &str = "components";

/// The sections that references lead to.
const SECTIONS: [&str; 9] = [
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
];

/// The sections with misspelt names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Misspelt {
    /// The name that stands for `components`.
    components: Option<String>,
    /// The right names of sections, and those that stand for them.
    sections: Vec<(&'static str, String)>,
}

impl Misspelt {
    /// Compares the names in a root file with the right ones.
    pub(crate) fn of(root: &Value) -> Self {
        let Some(root) = root.as_object() else { return Self::default() };
        let components = instead_of(COMPONENTS, root);
        let used = components.as_deref().unwrap_or(COMPONENTS);
        let sections = root.get(used).and_then(Value::as_object).map(|members| {
            let section = |name: &&'static str| Some((*name, instead_of(name, members)?));
            SECTIONS.iter().filter_map(section).collect()
        });
        Self { components, sections: sections.unwrap_or_default() }
    }

    /// The misspelt member because of which there is no value at `pointer`, and where the value is.
    pub(crate) fn cause(&self, pointer: &Pointer) -> Option<(Pointer, Pointer)> {
        let mut tokens = pointer.tokens();
        if tokens.next()? != COMPONENTS {
            return None;
        }
        let section = tokens.next()?;
        let components = self.components.as_deref();
        let instead = self.sections.iter().find(|(name, _)| *name == section);
        let within = Pointer::root().child(components.unwrap_or(COMPONENTS));
        let place = within.child(instead.map_or(&section, |(_, instead)| instead));
        let cause = match (components, instead) {
            (Some(_), _) => within,
            (None, Some(_)) => place.clone(),
            (None, None) => return None,
        };
        Some((cause, tokens.fold(place, |pointer, token| pointer.child(&token))))
    }
}

/// The member that stands for a missing one.
fn instead_of(name: &str, members: &Map) -> Option<String> {
    if members.contains_key(name) {
        return None;
    }
    let is_other = |member: &&str| *member != COMPONENTS && !SECTIONS.contains(member);
    let others = || members.keys().filter(is_other);
    let same = others().find(|other| other.eq_ignore_ascii_case(name));
    same.or_else(|| similar::within(others(), name, 3)).map(str::to_owned)
}
