//! Tests of the generator and of the generated client, through their public interfaces.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod bulk_update;
mod client;
mod generator;
