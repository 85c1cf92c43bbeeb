//! The generator: what it emits, what it refuses, and that the output is fresh.

mod accept;
mod blocking;
mod cargo;
mod compile;
mod files;
mod freshness;
mod front_page;
mod obstacles;
mod options;
mod public_api;
mod reject;
mod reliability;
mod robustness;
mod sizes;
mod stability;
mod support;
mod versions;
