//! Checksums: from bytes to 64 bits.
//!
//! Invariant: they notice accidents, such as a torn write or another input file. They do not protect
//! from somebody who changes a file on purpose.

use std::fmt;

/// The offset basis of FNV-1a with 64 bits (RFC 9923).
const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
/// The prime of FNV-1a with 64 bits (RFC 9923).
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The digest of an input so far: FNV-1a over its items, each followed by a line feed.
pub(crate) struct Digest(u64);

impl Digest {
    /// The digest of no items.
    pub(crate) fn new() -> Self {
        Self(OFFSET_BASIS)
    }

    /// Adds a serialized item.
    pub(crate) fn add(&mut self, item: &[u8]) {
        self.0 = fnv1a(fnv1a(self.0, item), b"\n");
    }

    pub(crate) fn value(&self) -> u64 {
        self.0
    }
}

/// The checksum of a record.
pub(super) fn checksum(text: &[u8]) -> u64 {
    fnv1a(OFFSET_BASIS, text)
}

fn fnv1a(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Digest({:016x})", self.0)
    }
}
