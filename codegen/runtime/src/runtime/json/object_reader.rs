//! Reads the members of a JSON object by name.
//!
//! Invariant: a search starts after the member that was found last and wraps around, so that members
//! in declared order are found at once and any order is accepted. The path of an error contains the
//! name of the member. Of several members with one name, one is used.

use std::collections::BTreeMap;
use std::fmt;

use super::decode::Decode;
use super::decode_error::DecodeError;
use super::field::Field;
use super::fit::Differences;
use super::node::{Node, Values};

/// Reads one JSON object.
pub(crate) struct ObjectReader<'t> {
    content: Values<'t>,
    /// The position after the member that was found last.
    position: usize,
    /// The members that are inspected before they are decoded.
    inspected: Vec<(&'static str, Inspect)>,
    /// Whether the members that are not declared are kept.
    is_open: bool,
}

/// Records how a value differs, and returns it with what is left to record.
type Inspect = fn(Node<'_>) -> Node<'_>;

impl fmt::Debug for ObjectReader<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ObjectReader").finish_non_exhaustive()
    }
}

impl<'t> ObjectReader<'t> {
    pub(crate) fn new(members: Members<'t>) -> Self {
        Self { content: members.rest, position: 0, inspected: Vec::new(), is_open: false }
    }

    /// Inspects a member before it is decoded, if differences are recorded.
    pub(crate) fn inspect(&mut self, name: &'static str, inspect: Inspect) {
        if self.content.fit().is_some() {
            self.inspected.push((name, inspect));
        }
    }

    /// Decodes a required member.
    pub(crate) fn required<T: Decode>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        let value = self.find(name).ok_or_else(DecodeError::missing);
        value.and_then(T::decode).map_err(|error| error.in_member(name))
    }

    /// Decodes a member that may be absent or null.
    pub(crate) fn optional<T: Decode>(
        &mut self,
        name: &'static str,
    ) -> Result<Option<T>, DecodeError> {
        let value = self.find(name).map_or(Ok(None), |value| {
            if value.is_null() {
                value.record(Differences { optional: 1, ..Differences::default() });
            }
            optionally(value)
        });
        value.map_err(|error| error.in_member(name))
    }

    /// Decodes a member that may be absent, null or a value.
    pub(crate) fn field<T: Decode>(&mut self, name: &'static str) -> Result<Field<T>, DecodeError> {
        let value = self.find(name).map_or(Ok(Field::Absent), optionally);
        value.map_err(|error| error.in_member(name))
    }

    /// Decodes all members except the known ones.
    pub(crate) fn additional<T: Decode>(
        &mut self,
        known: &[&str],
    ) -> Result<BTreeMap<String, T>, DecodeError> {
        self.is_open = true;
        Members::new(self.content.clone())
            .filter(|(name, _)| !known.contains(name))
            .map(decode_entry)
            .collect()
    }

    /// Records the members that have not been decoded.
    pub(crate) fn end(&self, known: &[&str]) {
        if let (Some(fit), false) = (self.content.fit(), self.is_open) {
            let members = Members::new(self.content.clone());
            let dropped = members.filter(|(name, _)| !known.contains(name)).count();
            fit.add(Differences { dropped, ..Differences::default() });
        }
    }

    fn find(&mut self, name: &str) -> Option<Node<'t>> {
        let (before, behind) = self.content.split_at(self.position)?;
        let (value, position) = seek(behind, name)
            .map(|(value, length)| (value, before.tokens() + length))
            .or_else(|| seek(before.clone(), name))?;
        self.position = position;
        let inspect = self.inspected.iter().find(|(inspected, _)| *inspected == name);
        Some(inspect.map_or(value, |(_, inspect)| inspect(value)))
    }
}

/// Decodes the value of a member that is not required.
fn optionally<T: Decode>(node: Node<'_>) -> Result<T, DecodeError> {
    let Some(fit) = node.fit() else { return T::decode(node) };
    let before = fit.differences();
    let decoded = T::decode(node);
    fit.make_optional(before);
    decoded
}

/// The member with that name, and the number of tokens up to its end.
fn seek<'t>(content: Values<'t>, name: &str) -> Option<(Node<'t>, usize)> {
    let tokens = content.tokens();
    let mut members = Members::new(content);
    let (_, value) = members.find(|(key, _)| *key == name)?;
    Some((value, tokens - members.rest.tokens()))
}

/// Decodes an entry of a map. Its name is data, so no error contains it.
pub(crate) fn decode_entry<T: Decode>(
    (name, value): (&str, Node<'_>),
) -> Result<(String, T), DecodeError> {
    value.record(Differences { untyped: 1, ..Differences::default() });
    let value = T::decode(value).map_err(DecodeError::in_entry)?;
    Ok((name.to_owned(), value))
}

/// The names and values of an object, in the order of the text.
pub(crate) struct Members<'t> {
    rest: Values<'t>,
}

impl<'t> Members<'t> {
    pub(crate) fn new(content: Values<'t>) -> Self {
        Self { rest: content }
    }
}

impl<'t> Iterator for Members<'t> {
    type Item = (&'t str, Node<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, value) = (self.rest.next()?, self.rest.next()?);
        // Names that are not strings occur in other formats than JSON only.
        Some((name.as_str().unwrap_or_default(), value))
    }
}
