//! Measures `generate` on `spec/kustomer.yaml`.
//!
//! Run it with `cargo bench -p codegen`. An item is a type or an operation of the generated crate, so
//! that the rate can be compared between versions of the description.
#![allow(clippy::expect_used, missing_docs, reason = "a benchmark fails by panicking")]

use codegen::source::Source;
use codegen::{Options, generate};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

#[divan::bench]
fn kustomer(bencher: Bencher<'_, '_>) {
    let source = Source {
        name: "spec/kustomer.yaml".to_owned(),
        text: include_str!("../../spec/kustomer.yaml").to_owned(),
    };
    let options = Options::new("kustomer-client");
    let summary = generate(&source, &options).expect("the description is accepted").summary;
    let elements = summary.types + summary.operations;
    bencher.counter(ItemsCount::new(elements)).bench(|| generate(&source, &options));
}
