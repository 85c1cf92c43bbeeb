//! Selects among the variants that are objects: by a property, or by the best match.

use std::collections::{HashMap, HashSet};

use super::{Candidates, texts};
use crate::diagnostics::Diagnostic;
use crate::ir::{Discriminator, Kind, Object, ObjectPattern, SchemaId, Selection};
use crate::limits;
use crate::pointer::Pointer;

impl<'s> Candidates<'s> {
    fn objects(&self) -> Option<Vec<(usize, SchemaId, &'s Object)>> {
        self.variants()
            .map(|(position, id)| match self.target(id) {
                Kind::Object(object) => Some((position, id, object)),
                _ => None,
            })
            .collect()
    }

    /// Selects by the discriminator. A variant without a mapping is identified by the only value of
    /// its property, or by its name.
    pub(super) fn discriminated(&self) -> Option<Selection> {
        let Discriminator { property, mapping, default } = self.union.discriminator.as_ref()?;
        let mut mapped: HashMap<SchemaId, Vec<String>> = HashMap::new();
        for (value, id) in mapping {
            mapped.entry(self.schemas.target(*id)).or_default().push(value.clone());
        }
        let mut values = Vec::new();
        for (position, id) in self.variants() {
            let found = match mapped.get(&self.schemas.target(id)) {
                Some(mapped) => mapped.clone(),
                None => self.own_values(id, property),
            };
            values.extend(found.into_iter().map(|value| (value, position)));
        }
        let other = default.or(self.union.other).map(|other| self.schemas.target(other));
        let other = self.variants().find(|(_, id)| Some(self.schemas.target(*id)) == other);
        let other = other.map(|(position, _)| position);
        // Its own values select it like all others that no variant has.
        values.retain(|(_, position)| Some(*position) != other);
        let property = property.clone();
        distinct(&values).then_some(Selection::Tag { property, values, other })
    }

    fn own_values(&self, id: SchemaId, property: &str) -> Vec<String> {
        let fixed = match self.target(id) {
            Kind::Object(object) => self.fixed(object, property).filter(|values| values.len() == 1),
            _ => None,
        };
        let name = || self.names.get(&id).or_else(|| self.names.get(&self.schemas.target(id)));
        fixed.unwrap_or_else(|| name().map(|name| (*name).to_owned()).into_iter().collect())
    }

    /// Selects by a property that every variant requires and whose values are distinct.
    pub(super) fn tagged(&self) -> Option<Selection> {
        let objects = self.objects()?;
        let (_, _, first) = objects.first()?;
        first.properties.keys().find_map(|property| {
            let mut values = Vec::new();
            for (position, _, object) in &objects {
                let fixed =
                    self.fixed(object, property).filter(|_| object.required.contains(property));
                values.extend(fixed?.into_iter().map(|value| (value, *position)));
            }
            distinct(&values).then(|| Selection::Tag {
                property: property.clone(),
                values,
                other: None,
            })
        })
    }

    /// The listed values of a property.
    fn fixed(&self, object: &Object, property: &str) -> Option<Vec<String>> {
        match self.target(*object.properties.get(property)?) {
            Kind::Enum(enumeration) => texts(enumeration),
            _ => None,
        }
    }

    pub(super) fn best_match(&mut self) -> Option<Selection> {
        let objects = self.nested_objects()?;
        let pattern = |(variant, _, object): (usize, SchemaId, &'s Object)| ObjectPattern {
            variant,
            required: object.required.iter().cloned().collect(),
            known: object.properties.keys().cloned().collect(),
            fixed: object
                .properties
                .keys()
                .filter(|name| object.required.contains(*name))
                .filter_map(|name| Some((name.clone(), self.fixed(object, name)?)))
                .collect(),
        };
        Some(Selection::BestMatch(objects.into_iter().map(pattern).collect()))
    }

    /// The objects of all variants, those of nested unions included, if there are only objects. Each
    /// occurs once for a variant, and the number of those of nested unions is limited.
    fn nested_objects(&mut self) -> Option<Vec<(usize, SchemaId, &'s Object)>> {
        let mut objects = Vec::new();
        let mut nested = 0;
        for (position, id) in self.variants().collect::<Vec<_>>() {
            let mut seen = HashSet::new();
            let mut pending = vec![id];
            while let Some(id) = pending.pop() {
                if !seen.insert(self.schemas.target(id)) {
                    continue;
                }
                match self.target(id) {
                    Kind::Object(object) => objects.push((position, id, object)),
                    Kind::Union(union) => {
                        nested += union.variants.len();
                        if nested > limits::NESTED_VARIANTS {
                            self.diagnostics.push(large_union(self.pointer));
                            return None;
                        }
                        pending.extend(union.variants.iter().rev());
                    }
                    _ => return None,
                }
            }
        }
        Some(objects)
    }
}

fn large_union(pointer: &Pointer) -> Diagnostic {
    let message = format!("the nested unions have more than {} variants", limits::NESTED_VARIANTS);
    Diagnostic::warning("large-union", pointer, message)
        .at_key()
        .label("the first variant that decodes is used")
        .help("add a discriminator")
}

/// Whether each value identifies a single variant.
fn distinct(values: &[(String, usize)]) -> bool {
    let mut owners: HashMap<&str, usize> = HashMap::new();
    !values.is_empty()
        && values.iter().all(|(value, owner)| *owners.entry(value).or_insert(*owner) == *owner)
}
