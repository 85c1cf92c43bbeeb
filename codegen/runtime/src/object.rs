//! The members of a JSON object, taken by name.
//!
//! Invariant: a search starts behind the member found last and wraps around, so that members in
//! the declared order are found at once and every order is found. Errors carry the name of the
//! member in their path. Of members with the same name, one is used.

use std::collections::BTreeMap;
use std::fmt;

use super::decode::{Decode, DecodeError};
use super::field::Field;
use super::json::Node;
use super::tape::Token;

/// The members of one object.
pub struct Object<'t> {
    content: &'t [Token<'t>],
    /// Where in the content to search first: behind the member found last.
    position: usize,
}

impl fmt::Debug for Object<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Object").finish_non_exhaustive()
    }
}

impl<'t> Object<'t> {
    pub(super) fn new(content: &'t [Token<'t>]) -> Self {
        Self { content, position: 0 }
    }

    /// Decodes a member that has to be there.
    ///
    /// # Errors
    /// The member is missing or does not fit `T`.
    pub fn required<T: Decode>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        let value = self.find(name).ok_or_else(DecodeError::missing);
        value.and_then(T::decode).map_err(|error| error.in_member(name))
    }

    /// Decodes a member that may be absent or null.
    ///
    /// # Errors
    /// The member is there and does not fit `T`.
    pub fn optional<T: Decode>(&mut self, name: &'static str) -> Result<Option<T>, DecodeError> {
        let value = self.find(name).map_or(Ok(None), Option::decode);
        value.map_err(|error| error.in_member(name))
    }

    /// Decodes a member of which absent and null mean different things.
    ///
    /// # Errors
    /// The member is there and does not fit `T`.
    pub fn field<T: Decode>(&mut self, name: &'static str) -> Result<Field<T>, DecodeError> {
        let value = self.find(name).map_or(Ok(Field::Absent), Field::decode);
        value.map_err(|error| error.in_member(name))
    }

    /// Decodes all members but the known ones.
    ///
    /// # Errors
    /// One of the members does not fit `T`.
    pub fn additional<T: Decode>(
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

/// The member of that name, and how many tokens it took to step past it.
fn seek<'t>(content: &'t [Token<'t>], name: &str) -> Option<(Node<'t>, usize)> {
    let mut members = Members::new(content);
    let (_, value) = members.find(|(key, _)| *key == name)?;
    Some((value, content.len() - members.rest.len()))
}

/// Decodes one entry of a map. Its name is data of the server, so that no error tells it.
pub(super) fn decode_entry<T: Decode>(
    (name, value): (&str, Node<'_>),
) -> Result<(String, T), DecodeError> {
    let value = T::decode(value).map_err(DecodeError::in_entry)?;
    Ok((name.to_owned(), value))
}

/// The names and values of an object, in the order of the text.
pub(super) struct Members<'t> {
    rest: &'t [Token<'t>],
}

impl<'t> Members<'t> {
    pub(super) fn new(content: &'t [Token<'t>]) -> Self {
        Self { rest: content }
    }
}

impl<'t> Iterator for Members<'t> {
    type Item = (&'t str, Node<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, rest) = Node::split_first(self.rest)?;
        let (value, rest) = Node::split_first(rest)?;
        self.rest = rest;
        // Only a deserializer of another format could give a name that is not text.
        Some((name.as_str().unwrap_or_default(), value))
    }
}
