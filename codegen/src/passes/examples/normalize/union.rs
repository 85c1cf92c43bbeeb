//! Checks a value against the variants of a union.

use std::cmp::Reverse;

use serde_json::{Map, Value};

use super::{Mismatch, Normalizer};
use crate::ir::{Discriminator, Kind, SchemaId, Union};
use crate::limits;

/// How close a value is to a variant that it does not match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    AnotherType,
    /// The same type, with so many properties of the variant.
    SameType(usize),
    /// The discriminator has the value of the variant.
    Selected,
}

impl<'v> Normalizer<'_, 'v> {
    /// The variant that keeps most properties of the value. The variants of nested unions are tried
    /// like those of the union itself, so that recursion is bounded by the depth of the value.
    pub(super) fn union(&mut self, union: &Union, value: &'v Value) -> Result<Value, Mismatch> {
        let before = std::mem::take(&mut self.doubts);
        let mut best: Option<(Value, Vec<Mismatch>)> = None;
        let mut mismatches = Vec::new();
        let mut pending: Vec<SchemaId> = union.variants.iter().rev().copied().collect();
        while let Some(variant) = pending.pop() {
            let normalized = match &self.schemas[self.schemas.target(variant)].kind {
                Kind::Union(_) if value.is_null() && self.schemas.nullable(variant) => {
                    Ok(Value::Null)
                }
                Kind::Union(inner) => {
                    self.steps += 1;
                    if self.steps <= limits::EXAMPLE_STEPS {
                        pending.extend(inner.variants.iter().rev());
                    }
                    continue;
                }
                _ => self.schema(variant, value),
            };
            let doubts = std::mem::take(&mut self.doubts);
            let kept = |value: &Value| value.as_object().map_or(0, Map::len);
            match normalized {
                Ok(normalized) => {
                    let is_better =
                        best.as_ref().is_none_or(|(best, _)| kept(&normalized) > kept(best));
                    if is_better {
                        best = Some((normalized, doubts));
                    }
                }
                Err(mismatch) => mismatches.push((variant, mismatch)),
            }
        }
        self.doubts = before;
        match best {
            Some((mut normalized, doubts)) => {
                self.doubts.extend(doubts);
                keep_tag(union.discriminator.as_ref(), value, &mut normalized);
                Ok(normalized)
            }
            None => Err(self.closest(union, value, mismatches)),
        }
    }

    /// The mismatch with the variant that was most likely meant: the one that is selected, or has most
    /// of the properties, and of several the one in which the mismatch is deepest.
    fn closest(
        &self,
        union: &Union,
        value: &Value,
        mismatches: Vec<(SchemaId, Mismatch)>,
    ) -> Mismatch {
        let forms = mismatches.len();
        let ranked = mismatches.into_iter().map(|(variant, mismatch)| {
            let closeness = self.closeness(union.discriminator.as_ref(), variant, value);
            (closeness, mismatch)
        });
        let closest = ranked
            .min_by_key(|(closeness, mismatch)| (Reverse(*closeness), Reverse(mismatch.depth())));
        match closest {
            Some((closeness, mismatch)) if closeness != Closeness::AnotherType => {
                Mismatch { forms: mismatch.forms.or(Some(forms)), ..mismatch }
            }
            _ => self.here("the value matches no variant of the schema"),
        }
    }

    fn closeness(
        &self,
        discriminator: Option<&Discriminator>,
        variant: SchemaId,
        value: &Value,
    ) -> Closeness {
        let target = self.schemas.target(variant);
        match (&self.schemas[target].kind, value) {
            (Kind::Object(object), Value::Object(members)) => {
                let selected = discriminator.and_then(|it| {
                    let wanted = members.get(&it.property)?.as_str()?;
                    let mut mapping = it.mapping.iter();
                    Some(mapping.find(|(value, _)| value == wanted)?.1)
                });
                if selected.is_some_and(|selected| self.schemas.target(selected) == target) {
                    return Closeness::Selected;
                }
                let known = members.keys().filter(|name| object.properties.contains_key(*name));
                Closeness::SameType(known.count())
            }
            (Kind::Array(_), Value::Array(_))
            | (Kind::Boolean, Value::Bool(_))
            | (Kind::Integer(_) | Kind::Number, Value::Number(_))
            | (Kind::String(_), Value::String(_)) => Closeness::SameType(0),
            (Kind::Enum(listed), value) if is_alike(&listed.values, value) => {
                Closeness::SameType(0)
            }
            _ => Closeness::AnotherType,
        }
    }
}

/// Keeps the property of the discriminator where the variant does not declare it, as a client does.
fn keep_tag(discriminator: Option<&Discriminator>, value: &Value, normalized: &mut Value) {
    if let Some(name) = discriminator.map(|it| &it.property)
        && let (Some(tag), Some(kept)) = (value.get(name), normalized.as_object_mut())
        && !kept.contains_key(name)
    {
        kept.insert(name.clone(), tag.clone());
    }
}

/// Whether a value has the type of the listed ones.
fn is_alike(listed: &[Value], value: &Value) -> bool {
    listed
        .first()
        .is_some_and(|first| std::mem::discriminant(first) == std::mem::discriminant(value))
}
