//! The generator: what it emits, what it rejects, and that `generated/` is up to date.

mod accept;
mod blocking;
mod cargo;
mod compile;
mod fidelity;
mod file_sizes;
mod freshness;
mod front_page;
mod hostile;
mod limits;
mod many_elements;
mod multiple_files;
mod mutations;
mod name_stability;
mod names;
mod obstacles;
mod options;
mod public_api;
mod recursion;
mod reject;
mod reliability;
mod robustness;
mod support;
mod text_positions;
mod versions;
