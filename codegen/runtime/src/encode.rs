//! From the fields of a Rust struct to the members of a JSON object.
//!
//! Invariant: what is absent is not written, what is null is written as null, and the members
//! stand in the order of the calls.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::field::Field;

/// Begins an object: the body of the `Serialize` of a struct.
///
/// # Errors
/// What the serializer reports.
pub fn object<S: Serializer>(serializer: S) -> Result<Object<S>, S::Error> {
    // The number of members is not known before: `serde_json` does not ask for it.
    serializer.serialize_map(None).map(|members| Object { members })
}

/// What a member may not have.
pub trait MaybeAbsent {
    /// Whether there is nothing to write.
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

/// An object that is being written.
pub struct Object<S: Serializer> {
    members: S::SerializeMap,
}

impl<S: Serializer> fmt::Debug for Object<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Object").finish_non_exhaustive()
    }
}

impl<S: Serializer> Object<S> {
    /// Writes a member.
    ///
    /// # Errors
    /// What the serializer reports.
    pub fn required<T: Serialize>(&mut self, name: &str, value: T) -> Result<(), S::Error> {
        self.members.serialize_entry(name, &value)
    }

    /// Writes a member, if there is a value.
    ///
    /// # Errors
    /// What the serializer reports.
    pub fn optional<T: Serialize + MaybeAbsent>(
        &mut self,
        name: &str,
        value: T,
    ) -> Result<(), S::Error> {
        if value.is_absent() { Ok(()) } else { self.required(name, value) }
    }

    /// Writes a member, unless it is absent; it may be null.
    ///
    /// # Errors
    /// What the serializer reports.
    pub fn field<T: Serialize + MaybeAbsent>(
        &mut self,
        name: &str,
        value: T,
    ) -> Result<(), S::Error> {
        self.optional(name, value)
    }

    /// Writes all entries, such as those of a map, as members.
    ///
    /// # Errors
    /// What the serializer reports.
    pub fn additional<'e, T: Serialize>(
        &mut self,
        entries: impl IntoIterator<Item = (&'e String, T)>,
    ) -> Result<(), S::Error> {
        entries.into_iter().try_for_each(|(name, value)| self.required(name, value))
    }

    /// Ends the object.
    ///
    /// # Errors
    /// What the serializer reports.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.members.end()
    }
}
