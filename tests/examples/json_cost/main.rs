//! The instructions and allocations of decoding and encoding JSON with the generated types, compared
//! with types of the same shape that derive the traits of serde.
//!
//! `cargo run --release -p tests --example json_cost` prints a table. It runs itself under
//! `valgrind --tool=callgrind`, which has to be installed. Instructions are the difference of two runs
//! that repeat a step once and eleven times, so that start and preparation do not count.
//!
//! `json_cost STEP DOCUMENT TYPES COUNT` repeats one step, for a profile. STEP is `decode` or `encode`,
//! DOCUMENT is `updates`, `statuses`, `job` or `batches`, and TYPES is `generated` or `derived`:
//!
//! ```text
//! valgrind --tool=callgrind target/release/examples/json_cost decode updates generated 100
//! ```
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a measurement that meets something unexpected is to fail there"
)]

mod derived;
mod documents;

use std::hint::black_box;
use std::process::Command;

use kustomer_client::json;
use kustomer_client::types::{BulkBatch, BulkJobDocument, MessageUpdate};
use serde::Serialize;

use self::derived::{Batch, JobDocument, Update};

/// The repetitions whose costs are subtracted from each other.
const REPETITIONS: [u64; 2] = [1, 11];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match *arguments {
        [] => table(),
        [step, document, types, count] => {
            let allocations = repeat(step, document, types, count.parse().unwrap());
            println!("{allocations}");
        }
        _ => panic!("expected STEP DOCUMENT TYPES COUNT or nothing"),
    }
}

fn table() {
    println!("| step | document | instructions | derived | ratio | allocations | derived |");
    println!("|---|---|---:|---:|---:|---:|---:|");
    for step in ["decode", "encode"] {
        for document in ["updates", "statuses", "job", "batches"] {
            let [own, derived] = ["generated", "derived"].map(|types| {
                (instructions(step, document, types), repeat(step, document, types, 1))
            });
            let ratio = own.0 as f64 / derived.0 as f64;
            println!(
                "| {step} | {document} | {} | {} | {ratio:.3} | {} | {} |",
                own.0, derived.0, own.1, derived.1
            );
        }
    }
}

/// The instructions of one repetition, measured by callgrind.
fn instructions(step: &str, document: &str, types: &str) -> u64 {
    let [once, often] = REPETITIONS.map(|count| {
        let output = Command::new("valgrind")
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(std::env::current_exe().unwrap())
            .args([step, document, types, &count.to_string()])
            .output()
            .unwrap();
        let report = String::from_utf8(output.stderr).unwrap();
        let (_, collected) = report.split_once("Collected : ").unwrap();
        collected.split_whitespace().next().unwrap().parse::<u64>().unwrap()
    });
    (often - once) / (REPETITIONS[1] - REPETITIONS[0])
}

/// Repeats a step with a document, and returns the allocations of each repetition.
fn repeat(step: &str, document: &str, types: &str, count: u64) -> u64 {
    // The trait that `json::from_slice` requires has no public name.
    macro_rules! with {
        ($text:expr, $generated:ty, $derived:ty) => {
            match types {
                "generated" => {
                    steps(step, &$text, count, |text| json::from_slice::<$generated>(text).unwrap())
                }
                "derived" => steps(step, &$text, count, |text| {
                    serde_json::from_slice::<$derived>(text).unwrap()
                }),
                other => panic!("unknown types: {other}"),
            }
        };
    }
    match document {
        "updates" => with!(documents::updates(), Vec<MessageUpdate>, Vec<Update>),
        "statuses" => with!(documents::statuses(), Vec<MessageUpdate>, Vec<Update>),
        "job" => with!(documents::job(), BulkJobDocument, JobDocument),
        "batches" => with!(documents::batches(), Vec<BulkBatch>, Vec<Batch>),
        other => panic!("unknown document: {other}"),
    }
}

fn steps<T: Serialize>(step: &str, text: &str, count: u64, decode: fn(&[u8]) -> T) -> u64 {
    let decode = || decode(black_box(text.as_bytes()));
    let value = decode();
    let encode = || serde_json::to_vec(black_box(&value)).unwrap();
    let allocations = allocation_counter::measure(|| {
        for _ in 0..count {
            match step {
                "decode" => drop(black_box(decode())),
                "encode" => drop(black_box(encode())),
                other => panic!("unknown step: {other}"),
            }
        }
    });
    allocations.count_total / count
}
