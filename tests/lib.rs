//! The examples of the project's README as tests.

#![doc = include_str!("../README.md")]
