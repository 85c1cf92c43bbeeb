//! Merges a value into another one (Overlay Specification 1.1.0, section 4.4.3).
//!
//! Objects are merged member by member, arrays are concatenated, and other values are replaced.
//! Invariant: values of different kinds are left as they are, and reported.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::growth::{Depth, Growth, check_members};
use crate::limits::Exceeded;
use crate::pointer::Pointer;
use crate::pointer::origins::{Added, Origins};
use crate::value::{Map, Value};

/// What an action merges into the values that it selects.
#[derive(Debug)]
pub(super) struct Merge<'g> {
    pub(super) growth: &'g mut Growth,
    /// The conflicts by the place of what cannot be merged.
    pub(super) conflicts: BTreeMap<Pointer, Conflict>,
}

/// Values of different kinds.
#[derive(Debug)]
pub(super) struct Conflict {
    /// The kind of the value that was to be merged.
    pub(super) added: &'static str,
    /// The kind of the value in the description.
    pub(super) found: &'static str,
    /// The first of the values in the description, in the pointer of the time.
    pub(super) first: Pointer,
    /// How many of them there are.
    pub(super) count: usize,
}

/// A value of the description that an action changes.
#[derive(Debug)]
pub(super) struct Target<'t> {
    pub(super) value: &'t mut Value,
    pub(super) origins: &'t mut Origins,
    pub(super) pointer: Pointer,
    pub(super) depth: Depth,
}

impl Merge<'_> {
    /// Merges into the target of an action. An array also takes what is not an array, as an item.
    pub(super) fn update(
        &mut self,
        target: Target<'_>,
        value: &Value,
        added: &Added<'_>,
        key: Pointer,
    ) -> Result<(), Exceeded> {
        match (&mut *target.value, value) {
            (Value::Array(_), Value::Array(_)) | (Value::Object(_), Value::Object(_)) => {
                self.merge(target, value, added)
            }
            (Value::Array(items), item) => {
                self.append(items, target.origins, target.depth, item, added)
            }
            (found, value) if !is_container(found) && !is_container(value) => {
                self.growth.add(value, target.depth)?;
                *found = value.clone();
                target.origins.replace(key, added);
                Ok(())
            }
            (found, value) => {
                self.conflict(found.kind(), target.pointer, value, added);
                Ok(())
            }
        }
    }

    /// Recursive: as deep as both values are nested.
    fn merge(
        &mut self,
        target: Target<'_>,
        value: &Value,
        added: &Added<'_>,
    ) -> Result<(), Exceeded> {
        let Target { value: found, origins, pointer, depth } = target;
        match (found, value) {
            (Value::Object(members), Value::Object(new)) => {
                let target = (members, origins, pointer, depth);
                self.members(target, new, added)
            }
            (Value::Array(items), Value::Array(new)) => {
                for (position, item) in new.iter().enumerate() {
                    let added = added.inside(&position.to_string());
                    self.append(items, origins, depth, item, &added)?;
                }
                Ok(())
            }
            (found, value) if !is_container(found) && !is_container(value) => {
                self.growth.add(value, depth)?;
                *found = value.clone();
                origins.set(added);
                Ok(())
            }
            (found, value) => {
                self.conflict(found.kind(), pointer, value, added);
                Ok(())
            }
        }
    }

    fn members(
        &mut self,
        (members, origins, pointer, depth): (&mut Map, &mut Origins, Pointer, Depth),
        new: &Map,
        added: &Added<'_>,
    ) -> Result<(), Exceeded> {
        for (name, value) in new {
            // Those that are merged have a node of the origins, even if nothing changes.
            self.growth.add_member(name)?;
            let (added, depth) = (added.inside(name), depth.inside(name));
            let origins = origins.inside(name);
            if let Some(found) = members.get_mut(name) {
                let pointer = pointer.child(name);
                self.merge(Target { value: found, origins, pointer, depth }, value, &added)?;
            } else {
                self.growth.add(value, depth)?;
                members.insert(name.into(), value.clone());
                check_members(members.len())?;
                origins.set(&added);
            }
        }
        Ok(())
    }

    fn append(
        &mut self,
        items: &mut Vec<Value>,
        origins: &mut Origins,
        depth: Depth,
        item: &Value,
        added: &Added<'_>,
    ) -> Result<(), Exceeded> {
        let position = items.len().to_string();
        self.growth.add(item, depth.inside(&position))?;
        items.push(item.clone());
        origins.inside(&position).set(added);
        Ok(())
    }

    fn conflict(&mut self, found: &'static str, first: Pointer, value: &Value, added: &Added<'_>) {
        match self.conflicts.entry(added.place.clone()) {
            Entry::Occupied(mut known) => known.get_mut().count += 1,
            Entry::Vacant(vacant) => {
                vacant.insert(Conflict { added: value.kind(), found, first, count: 1 });
            }
        }
    }
}

/// Whether a value is an object or an array.
fn is_container(value: &Value) -> bool {
    matches!(value, Value::Array(_) | Value::Object(_))
}
