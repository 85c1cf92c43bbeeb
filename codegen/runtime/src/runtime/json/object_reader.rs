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
use super::node::Node;
use super::tape::Token;

/// Reads one JSON object.
pub(crate) struct ObjectReader<'t> {
    content: &'t [Token<'t>],
    /// The position after the member that was found last.
    position: usize,
}

impl fmt::Debug for ObjectReader<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ObjectReader").finish_non_exhaustive()
    }
}

impl<'t> ObjectReader<'t> {
    pub(crate) fn new(content: &'t [Token<'t>]) -> Self {
        Self { content, position: 0 }
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
        let value = self.find(name).map_or(Ok(None), Option::decode);
        value.map_err(|error| error.in_member(name))
    }

    /// Decodes a member that may be absent, null or a value.
    pub(crate) fn field<T: Decode>(&mut self, name: &'static str) -> Result<Field<T>, DecodeError> {
        let value = self.find(name).map_or(Ok(Field::Absent), Field::decode);
        value.map_err(|error| error.in_member(name))
    }

    /// Decodes all members except the known ones.
    pub(crate) fn additional<T: Decode>(
        &self,
        known: &[&str],
    ) -> Result<BTreeMap<String, T>, DecodeError> {
        Members::new(self.content)
            .filter(|(name, _)| !known.contains(name))
            .map(decode_entry)
            .collect()
    }

    fn find(&mut self, name: &str) -> Option<Node<'t>> {
        let (before, behind) = self.content.split_at_checked(self.position)?;
        let (value, position) = seek(behind, name)
            .map(|(value, length)| (value, before.len() + length))
            .or_else(|| seek(before, name))?;
        self.position = position;
        Some(value)
    }
}

/// The member with that name, and the number of tokens up to its end.
fn seek<'t>(content: &'t [Token<'t>], name: &str) -> Option<(Node<'t>, usize)> {
    let mut members = Members::new(content);
    let (_, value) = members.find(|(key, _)| *key == name)?;
    Some((value, content.len() - members.rest.len()))
}

/// Decodes an entry of a map. Its name is data, so no error contains it.
pub(crate) fn decode_entry<T: Decode>(
    (name, value): (&str, Node<'_>),
) -> Result<(String, T), DecodeError> {
    let value = T::decode(value).map_err(DecodeError::in_entry)?;
    Ok((name.to_owned(), value))
}

/// The names and values of an object, in the order of the text.
pub(crate) struct Members<'t> {
    rest: &'t [Token<'t>],
}

impl<'t> Members<'t> {
    pub(crate) fn new(content: &'t [Token<'t>]) -> Self {
        Self { rest: content }
    }
}

impl<'t> Iterator for Members<'t> {
    type Item = (&'t str, Node<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, rest) = Node::split_first(self.rest)?;
        let (value, rest) = Node::split_first(rest)?;
        self.rest = rest;
        // Names that are not strings occur in other formats than JSON only.
        Some((name.as_str().unwrap_or_default(), value))
    }
}
