//! Selects among the variants that are objects: by a property that identifies them, or by the best
//! match.

use indexmap::IndexMap;
use serde_json::Value;

use super::Candidates;
use super::leaves::Leaf;
use crate::ir::{EnumRepr, JsonKind, Kind, Object, ObjectPattern, Selection, TagForm, tag_text};

impl<'s> Candidates<'s> {
    /// `None` if there are too many nested unions.
    pub(super) fn object(&mut self) -> Option<Selection> {
        let leaves = self.leaves()?;
        let identified = self.discriminated(&leaves).or_else(|| self.tagged(&leaves));
        Some(identified.unwrap_or_else(|| self.best_match(&leaves, |_| true)))
    }

    /// Selects by the discriminator. Objects without the property, or with a value that belongs to no
    /// variant, can only be variants that have no value of their own.
    fn discriminated(&self, leaves: &[Leaf<'s>]) -> Option<Selection> {
        let discriminator = self.union.discriminator.as_ref()?;
        let values = distinct(self.identified(discriminator))?;
        let other = discriminator.default.or(self.union.other).map(|id| self.schemas.target(id));
        let other = self.variants().find(|(_, id)| Some(self.schemas.target(*id)) == other);
        let is_left = |leaf: &Leaf<'_>| values.iter().all(|(_, variant)| *variant != leaf.variant);
        let rest = match other {
            Some((position, _)) => Some(Selection::Only(position)),
            None if leaves.iter().any(is_left) => Some(self.best_match(leaves, is_left)),
            None => None,
        };
        let property = discriminator.property.clone();
        let form = self.form(leaves, &property);
        Some(Selection::Tag { property, form, values, rest: rest.map(Box::new) })
    }

    /// The JSON type of the values of a property.
    fn form(&self, leaves: &[Leaf<'s>], property: &str) -> TagForm {
        let is_string = |leaf: &Leaf<'_>| {
            let declared = leaf.object().and_then(|object| object.properties.get(property));
            declared.is_none_or(|id| self.kinds.of(self.schemas, *id) == [JsonKind::String])
        };
        if leaves.iter().all(is_string) { TagForm::String } else { TagForm::Scalar }
    }

    /// Selects by a property that every variant requires and whose values are distinct.
    fn tagged(&self, leaves: &[Leaf<'s>]) -> Option<Selection> {
        let objects: Option<Vec<(usize, &Object)>> =
            leaves.iter().map(|leaf| Some((leaf.variant, leaf.object()?))).collect();
        let objects = objects?;
        let (_, first) = objects.first()?;
        first.properties.keys().find_map(|property| {
            let mut values = Vec::new();
            for (variant, object) in &objects {
                let required = object.required.contains(property);
                let fixed = self.fixed(object, property).filter(|_| required)?;
                values.extend(fixed.iter().filter_map(tag_text).map(|text| (text, *variant)));
            }
            let (property, values) = (property.clone(), distinct(values)?);
            let form = self.form(leaves, &property);
            Some(Selection::Tag { property, form, values, rest: None })
        })
    }

    /// The values that a property may have, if these are scalars and listed.
    pub(super) fn fixed(&self, object: &Object, property: &str) -> Option<Vec<Value>> {
        let id = *object.properties.get(property)?;
        let listed = match self.target(id) {
            Kind::Enum(enumeration) => enumeration.values.as_slice(),
            Kind::Null => &[],
            _ => return None,
        };
        let null = self.schemas.nullable(id).then_some(Value::Null);
        let values: Vec<Value> = listed.iter().cloned().chain(null).collect();
        values.iter().all(|value| tag_text(value).is_some()).then_some(values)
    }

    /// Selects by the best match with the leaves that are left.
    fn best_match(&self, leaves: &[Leaf<'s>], is_left: impl Fn(&Leaf<'_>) -> bool) -> Selection {
        let left = leaves.iter().filter(|leaf| is_left(leaf));
        Selection::BestMatch(left.map(|leaf| self.pattern(*leaf)).collect())
    }

    /// The pattern of a leaf. What is no object with properties has no condition.
    fn pattern(&self, leaf: Leaf<'_>) -> ObjectPattern {
        let variant = leaf.variant;
        let Some(object) = leaf.object() else {
            return ObjectPattern { variant, ..ObjectPattern::default() };
        };
        let fixed = object.properties.keys().filter_map(|name| {
            let values = self.fixed(object, name)?;
            self.excludes(object, name).then(|| (name.clone(), values))
        });
        ObjectPattern {
            variant,
            required: object.required.iter().cloned().collect(),
            known: object.properties.keys().cloned().collect(),
            fixed: fixed.collect(),
        }
    }

    /// Whether another value than the listed ones excludes the variant. An enum with several values
    /// keeps one that was added later, which its decoding reports as a difference; a constant, and a
    /// list that has a scalar type in Rust, have to be compared.
    fn excludes(&self, object: &Object, property: &str) -> bool {
        match object.properties.get(property).map(|id| self.target(*id)) {
            Some(Kind::Enum(listed)) => listed.values.len() == 1 || EnumRepr::of(listed).is_none(),
            Some(Kind::Null) => true,
            _ => false,
        }
    }
}

/// The values without repetition, if each identifies a single variant.
fn distinct(values: Vec<(String, usize)>) -> Option<Vec<(String, usize)>> {
    let mut owners: IndexMap<String, usize> = IndexMap::new();
    for (value, owner) in values {
        if *owners.entry(value).or_insert(owner) != owner {
            return None;
        }
    }
    (!owners.is_empty()).then(|| owners.into_iter().collect())
}
