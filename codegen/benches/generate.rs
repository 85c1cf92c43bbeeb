//! Measures `generate` and each of its stages on `spec/kustomer.yaml`, and on descriptions of your own.
//!
//! `cargo bench -p codegen --bench generate` measures `spec/kustomer.yaml`, and
//! `cargo bench -p codegen --bench generate -- stages` only the stages. With the path of a folder in
//! `CODEGEN_DESCRIPTIONS`, each description in it is measured as well. An item is a type or an operation
//! of the generated crate, so that the rate can be compared between versions of a description.
#![allow(clippy::expect_used, missing_docs, reason = "a benchmark fails by panicking")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs};

use codegen::source::Source;
use codegen::{Options, generate};
use divan::Bencher;
use divan::counter::ItemsCount;

const OWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/kustomer.yaml");

/// The descriptions by the names of their files.
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let folder = env::var_os("CODEGEN_DESCRIPTIONS").map(PathBuf::from);
    let mut paths: Vec<PathBuf> = folder.iter().flat_map(|folder| descriptions(folder)).collect();
    paths.sort();
    paths.insert(0, OWN.into());
    paths.iter().map(|path| read(path)).filter(is_accepted).collect()
});

fn main() {
    divan::main();
}

fn descriptions(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    let has_known_extension = |path: &PathBuf| {
        path.extension().is_some_and(|it| ["json", "yaml", "yml"].iter().any(|known| it == *known))
    };
    paths.filter(has_known_extension).collect()
}

fn read(path: &Path) -> Source {
    let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
    Source { name, text: fs::read_to_string(path).expect("the description can be read") }
}

fn is_accepted(source: &Source) -> bool {
    generate(source, &Options::new("a-client")).is_ok()
}

fn names() -> impl Iterator<Item = &'static str> {
    SOURCES.iter().map(|source| source.name.as_str())
}

fn named(name: &str) -> &'static Source {
    SOURCES.iter().find(|source| source.name == name).expect("the name is known")
}

#[divan::bench(args = names())]
fn whole(bencher: Bencher<'_, '_>, name: &str) {
    let source = named(name);
    let options = Options::new("a-client");
    let summary = generate(source, &options).expect("the description is accepted").summary;
    let elements = summary.types + summary.operations;
    bencher.counter(ItemsCount::new(elements)).bench(|| generate(source, &options));
}

mod stages {
    use codegen::Options;
    use codegen::stages::Stages;
    use divan::Bencher;

    use super::{named, names};

    fn of(name: &str) -> Stages {
        Stages::of(named(name), &Options::new("a-client")).expect("the description is accepted")
    }

    /// A benchmark for each stage that needs nothing but the results of those before it.
    macro_rules! bench {
        ($($stage:ident)*) => {
            $(
                #[divan::bench(args = names())]
                fn $stage(bencher: Bencher<'_, '_>, name: &str) {
                    let stages = of(name);
                    bencher.bench_local(|| stages.$stage());
                }
            )*
        };
    }

    bench!(parse members lower analysis naming translate emit);

    /// The passes change what `lower` returns.
    #[divan::bench(args = names())]
    fn passes(bencher: Bencher<'_, '_>, name: &str) {
        let stages = of(name);
        bencher.with_inputs(|| stages.lower()).bench_local_values(|it| stages.passes(it));
    }
}
