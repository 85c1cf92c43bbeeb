//! The members of an object in the order of the text.
//!
//! Invariant: names are unique, and a member is found in constant time. Few members are compared one by
//! one, which takes less time and memory than hashes of their names.

use std::hash::{Hash, Hasher};

use indexmap::IndexMap;

use super::Value;

/// How many members are compared one by one.
const FEW: usize = 8;

/// The members of an object.
#[derive(Clone, Debug)]
pub struct Map(Members);

#[derive(Clone, Debug)]
enum Members {
    Few(Vec<(Box<str>, Value)>),
    Many(Box<IndexMap<Box<str>, Value>>),
}

impl Default for Map {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

impl Map {
    /// No members, and room for as many.
    #[must_use]
    pub fn with_capacity(count: usize) -> Self {
        Self(match count {
            0..=FEW => Members::Few(Vec::with_capacity(count)),
            _ => Members::Many(Box::new(IndexMap::with_capacity(count))),
        })
    }

    /// The number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Members::Few(members) => members.len(),
            Members::Many(members) => members.len(),
        }
    }

    /// Whether there are no members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there is a member `name`.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The member `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.get_key_value(name).map(|(_, value)| value)
    }

    /// The member `name`, with the name as the map has it.
    #[must_use]
    pub fn get_key_value(&self, name: &str) -> Option<(&str, &Value)> {
        match &self.0 {
            Members::Few(members) => {
                let found = members.iter().find(|(known, _)| **known == *name);
                found.map(|(name, value)| (&**name, value))
            }
            Members::Many(members) => {
                members.get_key_value(name).map(|(name, value)| (&**name, value))
            }
        }
    }

    /// The member `name`, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        match &mut self.0 {
            Members::Few(members) => {
                let found = members.iter_mut().find(|(known, _)| **known == *name);
                found.map(|(_, value)| value)
            }
            Members::Many(members) => members.get_mut(name),
        }
    }

    /// Sets the member `name`, at the end if it is a new one. Returns the name and the former value
    /// otherwise.
    pub fn insert(&mut self, name: Box<str>, value: Value) -> Option<(&str, Value)> {
        if let Members::Few(members) = &mut self.0 {
            let known = members.iter().position(|(known, _)| *known == name);
            if known.is_none() && members.len() == FEW {
                let members = std::mem::take(members).into_iter();
                self.0 = Members::Many(Box::new(members.collect()));
            }
        }
        match &mut self.0 {
            Members::Few(members) => {
                let Some(known) = members.iter().position(|(known, _)| *known == name) else {
                    members.push((name, value));
                    return None;
                };
                let (name, known) = members.get_mut(known)?;
                Some((name, std::mem::replace(known, value)))
            }
            Members::Many(members) => {
                let (position, former) = members.insert_full(name, value);
                let (name, _) = members.get_index(position)?;
                former.map(|former| (&**name, former))
            }
        }
    }

    /// Keeps the members for which `keep` returns true.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &mut Value) -> bool) {
        match &mut self.0 {
            Members::Few(members) => members.retain_mut(|(name, value)| keep(name, value)),
            Members::Many(members) => members.retain(|name, value| keep(name, value)),
        }
    }

    /// The members in their order.
    #[must_use]
    pub fn iter(&self) -> Iter<'_> {
        match &self.0 {
            Members::Few(members) => Iter::Few(members.iter()),
            Members::Many(members) => Iter::Many(members.iter()),
        }
    }

    /// The names of the members in their order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(name, _)| name)
    }

    /// The values of the members in their order.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.iter().map(|(_, value)| value)
    }
}

/// The members of an object in their order.
#[derive(Clone, Debug)]
pub enum Iter<'m> {
    /// Of an object with few.
    Few(std::slice::Iter<'m, (Box<str>, Value)>),
    /// Of an object with many.
    Many(indexmap::map::Iter<'m, Box<str>, Value>),
}

impl<'m> Iterator for Iter<'m> {
    type Item = (&'m str, &'m Value);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, value) = match self {
            Self::Few(members) => members.next().map(|(name, value)| (name, value))?,
            Self::Many(members) => members.next()?,
        };
        Some((name, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Self::Few(members) => members.size_hint(),
            Self::Many(members) => members.size_hint(),
        }
    }
}

impl<'m> IntoIterator for &'m Map {
    type Item = (&'m str, &'m Value);
    type IntoIter = Iter<'m>;

    fn into_iter(self) -> Iter<'m> {
        self.iter()
    }
}

/// The order of members does not matter.
impl PartialEq for Map {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(name, value)| other.get(name) == Some(value))
    }
}

impl Eq for Map {}

impl Hash for Map {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut members: Vec<_> = self.iter().collect();
        members.sort_unstable_by_key(|(name, _)| *name);
        members.hash(state);
    }
}

/// Of members with the same name, the last one counts.
impl FromIterator<(Box<str>, Value)> for Map {
    fn from_iter<I: IntoIterator<Item = (Box<str>, Value)>>(members: I) -> Self {
        let members = members.into_iter();
        let mut map = Self::with_capacity(members.size_hint().0);
        for (name, value) in members {
            map.insert(name, value);
        }
        map
    }
}

impl IntoIterator for Map {
    type Item = (Box<str>, Value);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        let members = match self.0 {
            Members::Few(members) => members,
            Members::Many(members) => members.into_iter().collect(),
        };
        members.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{FEW, Map};
    use crate::value::Value;

    /// Maps of few and of many members.
    fn maps() -> impl Iterator<Item = (usize, Map)> {
        [0, 1, FEW, FEW + 1, 100].into_iter().map(|count| (count, numbered(0..count)))
    }

    fn numbered(numbers: impl Iterator<Item = usize>) -> Map {
        numbers.map(|number| (number.to_string().into(), number.into())).collect()
    }

    #[test]
    fn members_are_found_and_keep_their_order() {
        for (count, map) in maps() {
            assert_eq!(map.len(), count);
            let names: Vec<String> = (0..count).map(|number| number.to_string()).collect();
            assert_eq!(map.keys().collect::<Vec<_>>(), names);
            for (number, name) in names.iter().enumerate() {
                assert_eq!(map.get(name), Some(&Value::from(number)));
            }
            assert_eq!(map.get("x"), None);
            assert_eq!(map.clone().into_iter().collect::<Map>(), map);
        }
    }

    #[test]
    fn a_member_that_is_set_again_keeps_its_place() {
        for (count, mut map) in maps().filter(|(count, _)| *count > 0) {
            assert_eq!(map.insert("0".into(), Value::Null), Some(("0", Value::from(0_usize))));
            assert_eq!(map.len(), count);
            assert_eq!(map.iter().next(), Some(("0", &Value::Null)));
        }
    }

    #[test]
    fn the_order_of_members_does_not_matter_for_equality() {
        for (count, map) in maps() {
            let other = numbered((0..count).rev());
            assert_eq!(map, other);
            let mut both = std::collections::HashSet::from([map.clone(), other]);
            assert_eq!(both.len(), 1);
            assert_eq!(both.insert(numbered(1..=count)), count > 0);
        }
    }

    #[test]
    fn members_that_are_not_kept_are_removed() {
        for (count, mut map) in maps() {
            map.retain(|name, _| name != "0");
            assert_eq!(map, numbered(1..count.max(1)));
        }
    }
}
