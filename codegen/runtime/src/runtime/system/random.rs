//! The random numbers of a client.
//!
//! Invariant: nothing else in the client is random, so that a test with its own numbers can predict
//! every wait.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

/// A source of random numbers, for jitter, multipart boundaries and idempotency keys. It need not be
/// cryptographically secure. Tests can replace it. A source that repeats its numbers repeats keys, by
/// which a server takes two calls for one.
///
/// ```
/// use runtime::Random;
///
/// /// Always the same number, so that waits are known.
/// struct Fixed(u64);
///
/// impl Random for Fixed {
///     fn next(&self) -> u64 {
///         self.0
///     }
/// }
/// ```
pub trait Random: Send + Sync + 'static {
    /// The next number, uniformly distributed over all values.
    fn next(&self) -> u64;
}

/// Random numbers from the keys that the standard library creates for hash maps.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn next(&self) -> u64 {
        RandomState::new().build_hasher().finish()
    }
}
