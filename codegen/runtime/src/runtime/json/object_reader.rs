//! Reads the members of a JSON object by name.
//!
//! Invariant: one pass over the members finds all declared ones, in any order. The type then reads them
//! in the order in which it declares them, so that no name is looked for again. Of several members with
//! one name, the last one counts. The path of an error contains the name of the member.

use std::collections::BTreeMap;
use std::fmt;

use super::decode::Decode;
use super::decode_error::DecodeError;
use super::entries::decode_entries;
use super::field::Field;
use super::fit::Differences;
use super::names::Names;
use super::node::{Node, Values};

/// The number of declared members up to which their places need no allocation.
const FEW: usize = 24;

/// Reads one JSON object. The members are to be read in the order of the names: the macros that
/// implement `Decode` write both from the same lines.
pub(crate) struct ObjectReader<'t> {
    content: Values<'t>,
    names: Names,
    places: Places,
    /// The position of the member that is read next.
    next: usize,
    /// What inspects the member that is read next.
    inspect: Option<Inspect>,
    /// The number of members that are not declared.
    unknown: usize,
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

    fn all(&self) -> &[usize] {
        match self {
            Self::Few(places) => places,
            Self::Many(places) => places,
        }
    }

    fn all_mut(&mut self) -> &mut [usize] {
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
    /// Finds the declared members. The others count as dropped until they are decoded.
    pub(crate) fn new(members: Members<'t>, names: Names) -> Self {
        let (content, mut places) = (members.rest.clone(), Places::new(names.count()));
        let (known, mut next, mut unknown) = (places.all_mut(), 0, 0);
        for (name, value) in members.indexed() {
            let position = names.position(name, next);
            if let Some(place) = position.and_then(|position| known.get_mut(position)) {
                *place = value;
                next = position.map_or(0, |position| position + 1);
            } else {
                unknown += 1;
            }
        }
        if let Some(fit) = content.fit() {
            fit.add(Differences { dropped: unknown, ..Differences::default() });
        }
        Self { content, names, places, next: 0, inspect: None, unknown }
    }

    /// Inspects the next member before it is decoded, if differences are recorded.
    pub(crate) fn inspect(&mut self, inspect: Inspect) {
        self.inspect = self.content.fit().map(|_| inspect);
    }

    /// Decodes the next member, which is required. The name is for the path of an error.
    pub(crate) fn required<T: Decode>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        let value = self.next().ok_or_else(DecodeError::missing);
        value.and_then(T::decode).map_err(|error| error.in_member(name))
    }

    /// Decodes the next member, which may be absent or null.
    pub(crate) fn optional<T: Decode>(
        &mut self,
        name: &'static str,
    ) -> Result<Option<T>, DecodeError> {
        let Some(value) = self.next() else { return Ok(None) };
        if value.is_null() {
            value.record(Differences { optional: 1, ..Differences::default() });
            return Ok(None);
        }
        optionally(value).map(Some).map_err(|error| error.in_member(name))
    }

    /// Decodes the next member, which may be absent, null or a value.
    pub(crate) fn field<T: Decode>(&mut self, name: &'static str) -> Result<Field<T>, DecodeError> {
        let Some(value) = self.next() else { return Ok(Field::Absent) };
        if value.is_null() {
            return Ok(Field::Null);
        }
        optionally(value).map(Field::Value).map_err(|error| error.in_member(name))
    }

    /// Decodes all members that are not declared.
    pub(crate) fn additional<T: Decode>(&mut self) -> Result<BTreeMap<String, T>, DecodeError> {
        if self.unknown == 0 {
            return Ok(BTreeMap::new());
        }
        if let Some(fit) = self.content.fit() {
            fit.keep(self.unknown);
        }
        let (names, mut next) = (self.names, 0);
        decode_entries(Members::new(self.content.clone()).filter(|(name, _)| {
            let position = names.position(name, next);
            next = position.map_or(next, |position| position + 1);
            position.is_none()
        }))
    }

    /// The value of the next declared member.
    fn next(&mut self) -> Option<Node<'t>> {
        let place = self.places.all().get(self.next).copied();
        self.next += 1;
        let inspect = self.inspect.take();
        let value = place.filter(|place| *place != 0).and_then(|place| self.content.at(place))?;
        Some(inspect.map_or(value, |inspect| inspect(value)))
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
