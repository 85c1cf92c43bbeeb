//! Changes without those that only follow from others.
//!
//! A field has a setter, a required field is an argument of `new`, and a required parameter is one of a
//! method: the cause is reported, at its place. Invariant: a change is removed only if one with the same
//! or a greater impact remains.

use std::collections::{HashMap, HashSet};

use super::{Change, Difference, Impact, function};
use crate::public_api::{Item, Kind, PublicApi};

/// Removes consequences, and gives changes of methods the places of the parameters that cause them.
pub(super) fn remove(changes: &mut Vec<Change>, new: &PublicApi) {
    let fields = Fields::of(changes);
    changes.retain(|change| !fields.explain(change));
    let parameters = parameters(new);
    for change in changes.iter_mut() {
        let mut causes = causes(change).into_iter();
        let cause = causes.find_map(|name| parameters.get(name.as_str()));
        change.place = cause.map(|place| (*place).to_owned()).or(change.place.take());
    }
    let told = Told::by(changes);
    changes.retain(|change| !told.explains(change));
}

/// What changes of items say of their places already.
struct Told {
    /// The places of all changes but those on the wire.
    places: HashSet<String>,
    /// The places of methods that are new or gone.
    methods: HashSet<String>,
    /// The places of arguments that a method has more, with their names.
    arguments: HashSet<(String, String)>,
}

impl Told {
    fn by(changes: &[Change]) -> Self {
        let mut told =
            Self { places: HashSet::new(), methods: HashSet::new(), arguments: HashSet::new() };
        for change in changes.iter().filter(|change| change.impact > Impact::Wire) {
            let Some(place) = &change.place else { continue };
            told.places.insert(place.clone());
            match &change.difference {
                Difference::Changed { from, to } => {
                    let names = other_arguments(from, to).into_iter();
                    told.arguments.extend(names.map(|name| (place.clone(), name.to_owned())));
                }
                Difference::Renamed { .. } => {}
                Difference::Added(item) | Difference::Removed(item) => {
                    told.methods.extend(is_function(item).then(|| place.clone()));
                }
            }
        }
        told
    }

    /// Whether a change is that of the module of a method, of the setter of a parameter that became an
    /// argument, or of what a parameter is on the wire.
    fn explains(&self, change: &Change) -> bool {
        let Some(place) = &change.place else { return false };
        let item = change.difference.item();
        match (&change.difference, &item.kind) {
            (Difference::Changed { .. } | Difference::Renamed { .. }, _) => false,
            (_, Kind::Module) => self.methods.contains(place),
            (_, Kind::Wire) => self.places.contains(place),
            (Difference::Removed(_), _) if is_function(item) => {
                self.arguments.contains(&(place.clone(), item.name().to_owned()))
            }
            _ => false,
        }
    }
}

fn is_function(item: &Item) -> bool {
    matches!(item.kind, Kind::Function | Kind::AsyncFunction)
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
                fields.by_path.insert(item.path.to_string(), change.impact);
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
            Kind::Function => self.by_path.get(&*item.path),
            _ => None,
        };
        cause.is_some_and(|impact| *impact >= change.impact)
    }
}

/// The places of parameters, by method and name as in `wire` items.
fn parameters(new: &PublicApi) -> HashMap<&str, &str> {
    let wire = new.items.iter().filter(|item| item.kind == Kind::Wire);
    wire.filter_map(|item| Some((&*item.path, item.place.as_deref()?))).collect()
}

/// The arguments that a changed method has more or with another type, as the paths of their `wire`
/// items.
fn causes(change: &Change) -> Vec<String> {
    match &change.difference {
        Difference::Changed { from, to } if is_function(to) => other_arguments(from, to)
            .into_iter()
            .flat_map(|name| [format!("{} parameter {name}", to.path), format!("{} body", to.path)])
            .collect(),
        _ => Vec::new(),
    }
}

fn other_arguments<'i>(from: &Item, to: &'i Item) -> Vec<&'i str> {
    let known = function::parameters(&from.rest);
    let parameters = function::parameters(&to.rest).into_iter();
    parameters.filter(|it| !known.contains(it)).map(|(name, _)| name).collect()
}
