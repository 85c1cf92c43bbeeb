//! Test support that several crates share: a scripted server. The examples of the project's README
//! are tests of this crate.

#![doc = include_str!("../README.md")]
#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    clippy::new_without_default,
    clippy::return_self_not_must_use,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking"
)]

pub mod server;
