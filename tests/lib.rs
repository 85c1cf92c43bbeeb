//! Runs the example of the project's README as a test.

#![doc = include_str!("../README.md")]
