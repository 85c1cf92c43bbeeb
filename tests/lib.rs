//! What tests of programs that use the client can build on, and the example of the project's README
//! as a test.

#![doc = include_str!("../README.md")]

pub mod fake;
