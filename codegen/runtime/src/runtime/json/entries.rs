//! Decodes the members of an object as the entries of a map.
//!
//! Invariant: of several entries with one name, the last one counts. Names are data, so no error
//! contains them.

use std::collections::BTreeMap;

use super::decode::Decode;
use super::decode_error::DecodeError;
use super::fit::Differences;
use super::node::Node;

/// Decodes the entries of a map.
pub(crate) fn decode_entries<'t, T: Decode>(
    members: impl Iterator<Item = (&'t str, Node<'t>)>,
) -> Result<BTreeMap<String, T>, DecodeError> {
    // `collect` would allocate a list of all entries to sort them.
    let mut entries = BTreeMap::new();
    for member in members {
        let (name, value) = decode_entry(member)?;
        entries.insert(name, value);
    }
    Ok(entries)
}

/// Decodes an entry of a map.
pub(crate) fn decode_entry<T: Decode>(
    (name, value): (&str, Node<'_>),
) -> Result<(String, T), DecodeError> {
    value.record(Differences { untyped: 1, ..Differences::default() });
    let value = T::decode(value).map_err(DecodeError::in_entry)?;
    Ok((name.to_owned(), value))
}
