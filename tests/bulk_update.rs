//! The example `bulk_update` of the generated crate, as a process against the fake on loopback.

mod arguments;
mod failed_items;
mod input;
mod program;
mod resuming;
mod whole_runs;
