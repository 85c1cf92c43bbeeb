//! The generator: what it emits, what it refuses, and that the output is fresh.

mod freshness;
mod support;
