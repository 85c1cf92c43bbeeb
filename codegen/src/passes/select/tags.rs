//! The values of a discriminator that identify each variant of a union.
//!
//! Invariant: the variants of a nested union have values of their own, which identify the nested union.

use super::Candidates;
use crate::ir::{Discriminator, Kind, SchemaId, SchemaMap, Schemas, tag_text};

impl Candidates<'_> {
    /// The values that identify each variant.
    ///
    /// The size of the nested unions was limited when their leaves were collected.
    pub(super) fn identified(&self, discriminator: &Discriminator) -> Vec<(String, usize)> {
        let mut identities = Identities::default();
        identities.add(discriminator, self.schemas);
        let mut values = Vec::new();
        for (position, id) in self.variants() {
            let mut pending = vec![id];
            while let Some(id) = pending.pop() {
                let target = self.schemas.target(id);
                match &self.schemas[target].kind {
                    Kind::Union(union) if !identities.mapped.contains_key(&target) => {
                        let nested = union.discriminator.iter();
                        for nested in nested.filter(|it| it.property == discriminator.property) {
                            identities.add(nested, self.schemas);
                        }
                        pending.extend(union.variants.iter().rev());
                    }
                    kind => {
                        let only = self.only_value(kind, &discriminator.property);
                        let own = identities.of(target, only);
                        values.extend(own.into_iter().map(|value| (value, position)));
                    }
                }
            }
        }
        values
    }

    /// The text of the only value of a property.
    fn only_value(&self, kind: &Kind, property: &str) -> Option<String> {
        let Kind::Object(object) = kind else { return None };
        match self.fixed(object, property)?.as_slice() {
            [only] => tag_text(only),
            _ => None,
        }
    }
}

/// The values of mappings and the names, by schema.
#[derive(Default)]
struct Identities {
    mapped: SchemaMap<Vec<String>>,
    names: SchemaMap<Vec<String>>,
}

impl Identities {
    fn add(&mut self, discriminator: &Discriminator, schemas: &Schemas) {
        for (value, id) in &discriminator.mapping {
            self.mapped.entry(schemas.target(*id)).or_default().push(value.clone());
        }
        for (name, id) in &discriminator.names {
            self.names.entry(schemas.target(*id)).or_default().push(name.clone());
        }
    }

    /// The values of the mapping, else the only value of the property, else the name.
    fn of(&self, id: SchemaId, only: Option<String>) -> Vec<String> {
        let mapped = self.mapped.get(&id).cloned();
        mapped
            .or_else(|| only.map(|only| vec![only]))
            .or_else(|| self.names.get(&id).cloned())
            .unwrap_or_default()
    }
}
