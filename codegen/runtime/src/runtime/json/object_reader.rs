//! Reads the members of a JSON object by name.
//!
//! Invariant: one pass over the members finds all declared ones, in any order. Of several members with
//! one name, the last one counts. The path of an error contains the name of the member.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;

use super::decode::Decode;
use super::decode_error::DecodeError;
use super::field::Field;
use super::fit::Differences;
use super::names::Names;
use super::node::{Node, Values};

/// The number of declared members up to which their places need no allocation.
const FEW: usize = 24;

/// Reads one JSON object.
pub(crate) struct ObjectReader<'t> {
    content: Values<'t>,
    names: &'static Names,
    places: Places,
    /// The position of the name that is read next.
    next: usize,
    /// The members that are inspected before they are decoded, in the order in which they are read.
    inspected: VecDeque<(&'static str, Inspect)>,
    /// The number of members that are not declared.
    unknown: usize,
    /// Whether the members that are not declared are kept.
    is_open: bool,
}

/// Where the value of each declared member starts: the index of its token, or 0, where a name is.
enum Places {
    Few([usize; FEW]),
    Many(Vec<usize>),
}

impl Places {
    fn new(count: usize) -> Self {
        if count <= FEW { Self::Few([0; FEW]) } else { Self::Many(vec![0; count]) }
    }

    fn all(&mut self) -> &mut [usize] {
        match self {
            Self::Few(places) => places,
            Self::Many(places) => places,
        }
    }
}

/// Records how a value differs, and returns it with what is left to record.
type Inspect = fn(Node<'_>) -> Node<'_>;

impl fmt::Debug for ObjectReader<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ObjectReader").finish_non_exhaustive()
    }
}

impl<'t> ObjectReader<'t> {
    pub(crate) fn new(members: Members<'t>, names: &'static Names) -> Self {
        let content = members.rest.clone();
        let (mut places, mut unknown, mut next) = (Places::new(names.count()), 0, 0);
        let all = places.all();
        for (name, value) in members.indexed() {
            let position = names.position(name, next);
            if let Some(place) = position.and_then(|position| all.get_mut(position)) {
                *place = value;
                next = position.map_or(0, |position| position + 1);
            } else {
                unknown += 1;
            }
        }
        let inspected = VecDeque::new();
        Self { content, names, places, next: 0, inspected, unknown, is_open: false }
    }

    /// Inspects a member before it is decoded, if differences are recorded.
    pub(crate) fn inspect(&mut self, name: &'static str, inspect: Inspect) {
        if self.content.fit().is_some() {
            self.inspected.push_back((name, inspect));
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

    /// Decodes all members that are not declared.
    pub(crate) fn additional<T: Decode>(&mut self) -> Result<BTreeMap<String, T>, DecodeError> {
        self.is_open = true;
        if self.unknown == 0 {
            return Ok(BTreeMap::new());
        }
        let (names, mut next) = (self.names, 0);
        Members::new(self.content.clone())
            .filter(|(name, _)| {
                let position = names.position(name, next);
                next = position.map_or(next, |position| position + 1);
                position.is_none()
            })
            .map(decode_entry)
            .collect()
    }

    /// Records the members that have not been decoded.
    pub(crate) fn end(&self) {
        if let (Some(fit), false) = (self.content.fit(), self.is_open) {
            fit.add(Differences { dropped: self.unknown, ..Differences::default() });
        }
    }

    fn find(&mut self, name: &str) -> Option<Node<'t>> {
        let position = self.names.position(name, self.next)?;
        self.next = position + 1;
        let is_inspected = self.inspected.front().is_some_and(|(inspected, _)| *inspected == name);
        let inspected = if is_inspected { self.inspected.pop_front() } else { None };
        let place = *self.places.all().get(position)?;
        let value = if place == 0 { None } else { self.content.at(place) }?;
        Some(inspected.map_or(value, |(_, inspect)| inspect(value)))
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

    /// The names, each with the index of the first token of its value.
    fn indexed(mut self) -> impl Iterator<Item = (&'t str, usize)> {
        let tokens = self.rest.tokens();
        std::iter::from_fn(move || {
            let index = tokens - self.rest.tokens() + 1;
            self.next().map(|(name, _)| (name, index))
        })
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
