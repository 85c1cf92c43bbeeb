//! Changes without those that only follow from others.
//!
//! A field has a setter, a required field is an argument of `new`, and a required parameter is one of a
//! method: the cause is reported, at its place. Invariant: a change is removed only if one with the same
//! or a greater impact remains.

use std::collections::{HashMap, HashSet};

use super::{Change, Difference, Impact};
use crate::public_api::{Item, Kind, PublicApi};

/// Removes consequences, and gives changes of methods the places of the parameters that cause them.
pub(super) fn remove(changes: &mut Vec<Change>, new: &PublicApi) {
    let fields = Fields::of(changes);
    changes.retain(|change| !fields.explain(change));
    let parameters = parameters(new);
    for change in changes.iter_mut() {
        let cause = cause(change).and_then(|name| parameters.get(name.as_str()));
        change.place = cause.map(|place| (*place).to_owned()).or(change.place.take());
    }
    let places: HashSet<String> = changes
        .iter()
        .filter(|change| change.impact > Impact::Wire)
        .filter_map(|change| change.place.clone())
        .collect();
    changes.retain(|change| {
        let is_new = !matches!(change.difference, Difference::Changed { .. });
        let is_told = change.place.as_ref().is_some_and(|place| places.contains(place));
        !(change.impact == Impact::Wire && is_new && is_told)
    });
}

/// The fields that changed, with the impact, and the greatest impact by type.
struct Fields {
    by_path: HashMap<String, Impact>,
    by_type: HashMap<String, Impact>,
}

impl Fields {
    fn of(changes: &[Change]) -> Self {
        let mut fields = Self { by_path: HashMap::new(), by_type: HashMap::new() };
        for change in changes {
            let item = change.difference.item();
            if item.kind == Kind::Field
                && let Some(owner) = item.owner()
            {
                fields.by_path.insert(item.path.clone(), change.impact);
                let greatest = fields.by_type.entry(owner.to_owned()).or_insert(change.impact);
                *greatest = change.impact.max(*greatest);
            }
        }
        fields
    }

    /// Whether a change is that of a setter or of `new`, and follows from that of a field.
    fn explain(&self, change: &Change) -> bool {
        let item = change.difference.item();
        let cause = match item.kind {
            Kind::Function if item.name() == "new" => {
                item.owner().and_then(|owner| self.by_type.get(owner))
            }
            Kind::Function => self.by_path.get(&item.path),
            _ => None,
        };
        cause.is_some_and(|impact| *impact >= change.impact)
    }
}

/// The places of parameters, by method and name as in `wire` items.
fn parameters(new: &PublicApi) -> HashMap<&str, &str> {
    let wire = new.items.iter().filter(|item| item.kind == Kind::Wire);
    wire.filter_map(|item| Some((item.path.as_str(), item.place.as_deref()?))).collect()
}

/// The parameter that a changed method has more, as the path of its `wire` item.
fn cause(change: &Change) -> Option<String> {
    let Difference::Changed { from, to } = &change.difference else { return None };
    let is_function = matches!(to.kind, Kind::Function | Kind::AsyncFunction);
    let name = added_argument(from, to).filter(|_| is_function)?;
    Some(format!("{} parameter {name}", to.path))
}

fn added_argument<'i>(from: &Item, to: &'i Item) -> Option<&'i str> {
    let names = |rest: &'i str| super::function::parameter_names(rest);
    let known = super::function::parameter_names(&from.rest);
    names(&to.rest).into_iter().find(|name| !known.contains(name))
}
