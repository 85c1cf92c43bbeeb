//! Writes the fields of a struct as the members of a JSON object.
//!
//! Invariant: absent members are not written, null members are written as `null`, and members have
//! the order of the calls.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::field::Field;

/// A value that may be absent.
pub(crate) trait MaybeAbsent {
    /// Whether the member is left out.
    fn is_absent(&self) -> bool;
}

impl<T> MaybeAbsent for &Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> MaybeAbsent for &Field<T> {
    fn is_absent(&self) -> bool {
        matches!(self, Field::Absent)
    }
}

/// Writes one JSON object.
pub(crate) struct ObjectWriter<S: Serializer> {
    members: S::SerializeMap,
}

impl<S: Serializer> fmt::Debug for ObjectWriter<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ObjectWriter").finish_non_exhaustive()
    }
}

impl<S: Serializer> ObjectWriter<S> {
    /// Starts an object.
    pub(crate) fn new(serializer: S) -> Result<Self, S::Error> {
        // The number of members is not known, and `serde_json` does not need it.
        serializer.serialize_map(None).map(|members| Self { members })
    }

    /// Writes a member.
    pub(crate) fn required<T: Serialize>(&mut self, name: &str, value: T) -> Result<(), S::Error> {
        self.members.serialize_entry(name, &value)
    }

    /// Writes a member unless it is `None`.
    pub(crate) fn optional<T: Serialize + MaybeAbsent>(
        &mut self,
        name: &str,
        value: T,
    ) -> Result<(), S::Error> {
        if value.is_absent() { Ok(()) } else { self.required(name, value) }
    }

    /// Writes a member unless it is absent. It may be null.
    pub(crate) fn field<T: Serialize + MaybeAbsent>(
        &mut self,
        name: &str,
        value: T,
    ) -> Result<(), S::Error> {
        self.optional(name, value)
    }

    /// Writes the entries of a map as members.
    pub(crate) fn additional<'e, T: Serialize>(
        &mut self,
        entries: impl IntoIterator<Item = (&'e String, T)>,
    ) -> Result<(), S::Error> {
        entries.into_iter().try_for_each(|(name, value)| self.required(name, value))
    }

    /// Ends the object.
    pub(crate) fn end(self) -> Result<S::Ok, S::Error> {
        self.members.end()
    }
}
