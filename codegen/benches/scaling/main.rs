//! Prints the time per element of descriptions that grow in one dimension.
//!
//! `cargo bench -p codegen --bench scaling [-- TEXT]` measures each family whose name contains `TEXT`
//! at four sizes, each twice the one before. The last column compares the time per element with
//! that of the smallest size: it stays near 1 where the generator is linear, and reaches 8 where it
//! is quadratic. Invariant: descriptions are generated here and no file is written.
#![allow(clippy::expect_used, clippy::print_stdout, missing_docs, reason = "a benchmark prints")]

mod families;
mod operations;
mod schemas;
mod texts;

use std::time::{Duration, Instant};

use codegen::source::Source;
use codegen::{Options, generate};

use self::families::{FAMILIES, Family};

/// The number of sizes of a family.
const SIZES: u32 = 4;

/// How often a size is measured; the shortest time counts.
const ROUNDS: usize = 3;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    let is_wanted =
        |family: &&Family| wanted.is_empty() || wanted.iter().any(|it| family.name.contains(it));
    println!("{:34} {:>7} {:>10} {:>12} {:>7}", "family", "n", "time", "per element", "ratio");
    for family in FAMILIES.iter().filter(is_wanted) {
        measure(family);
    }
}

fn measure(family: &Family) {
    let mut smallest = None;
    for step in 0..SIZES {
        let size = family.smallest << step;
        let time = shortest_time(&(family.description)(size));
        let each = time / u32::try_from(size).expect("sizes are small");
        let ratio = each.as_secs_f64() / smallest.get_or_insert(each).as_secs_f64();
        println!("{:34} {size:7} {time:>10.1?} {each:>12.2?} {ratio:7.2}", family.name);
    }
}

/// The time to generate the crate and to render all diagnostics.
fn shortest_time(text: &str) -> Duration {
    let source = Source { name: "api.yaml".to_owned(), text: text.to_owned() };
    let options = Options::new("scaling");
    let once = || {
        let started = Instant::now();
        let found = match generate(&source, &options) {
            Ok(output) => output.warnings,
            Err(errors) => errors,
        };
        std::hint::black_box(found.render(&source));
        started.elapsed()
    };
    (0..ROUNDS).map(|_| once()).min().unwrap_or_default()
}
