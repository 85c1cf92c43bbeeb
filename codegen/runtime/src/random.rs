//! Randomness, as something that can be replaced.
//!
//! Invariant: nothing else in the client is random, so that tests with numbers of their own know
//! each wait.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

/// Gives random numbers. They spread waits, and protect nothing.
pub trait Random: Send + Sync + 'static {
    /// The next number, any of them as likely as any other.
    fn next(&self) -> u64;
}

/// The keys that the standard library makes for hash maps, as numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn next(&self) -> u64 {
        RandomState::new().build_hasher().finish()
    }
}
