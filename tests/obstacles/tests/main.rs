//! Tests of the client that is generated from the obstacle course. `generator/obstacles.rs` generates
//! it and runs them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod names;
mod wire;
