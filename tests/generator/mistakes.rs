//! Mistakes in a description that people maintain by hand: each is found, placed and explained.
//!
//! Each mistake is made alone in a copy of `spec/kustomer.yaml`. Its snapshot is what is printed, and
//! something of that is on a line of the mistake.

mod encodings;
mod examples;
mod extensions;
mod indentation;
mod members;
mod operations;
mod references;
mod schemas;
mod syntax;
mod unions;

use codegen::diagnostics::{Correction, Diagnostics, Located, Location};
use codegen::source::Source;
use insta::{Settings, assert_snapshot};

use super::support::{assert_each_has_a_place, fixtures, run, source, stems};

/// One test for each mistake, named after it: in the text from `anchor` on, the first `from` is
/// replaced by `to`.
macro_rules! mistakes {
    ($($name:ident: in $anchor:literal, $from:literal => $to:literal;)*) => {
        /// The names of the mistakes.
        pub(super) const NAMES: &[&str] = &[$(stringify!($name)),*];

        $(#[test]
        fn $name() {
            $crate::generator::mistakes::check(stringify!($name), $anchor, $from, $to);
        })*
    };
}
pub(super) use mistakes;

/// The mistakes by subject.
const SUBJECTS: [&[&str]; 9] = [
    examples::NAMES,
    extensions::NAMES,
    indentation::NAMES,
    members::NAMES,
    operations::NAMES,
    references::NAMES,
    schemas::NAMES,
    syntax::NAMES,
    unions::NAMES,
];

/// Missing lines that are reported at the object that lacks them, which starts further above.
const REPORTED_ABOVE: &[&str] = &[
    "array_without_items",
    "bulk_without_a_reference",
    "parameter_of_the_path_undeclared",
    "parameter_without_schema",
];

fn check(name: &str, anchor: &str, from: &str, to: &str) {
    let right = source("spec/kustomer.yaml");
    let (before, rest) = right.text.split_at(right.text.find(anchor).expect(anchor));
    assert!(rest.contains(from), "{from:?} is not in the text");
    let wrong = Source { text: format!("{before}{}", rest.replacen(from, to, 1)), ..right.clone() };
    let found = reported(&wrong);
    assert_each_has_a_place(&found, &wrong);
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../snapshots/mistakes");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!(name, found.render(&wrong)));
    if let Some(corrected) = corrected(&found, &wrong) {
        let corrected = Source { text: corrected, ..right.clone() };
        let rest = reported(&corrected);
        assert!(rest.is_empty(), "the suggestion is not right\n{}", rest.render(&corrected));
    }
    assert!(!found.is_empty());
    let is_there = is_at_the_mistake(&found, &right, &wrong);
    assert_eq!(is_there, !REPORTED_ABOVE.contains(&name), "{}", found.render(&wrong));
}

fn reported(source: &Source) -> Diagnostics {
    match run(source, "kustomer") {
        Ok(output) => output.warnings,
        Err(diagnostics) => diagnostics,
    }
}

/// The text with all suggestions applied, if there are any.
fn corrected(found: &Diagnostics, source: &Source) -> Option<String> {
    let mut corrections: Vec<_> =
        found.located(source).into_iter().filter_map(|it| it.correction).collect();
    corrections.sort_by_key(|it| it.spot.location.offset);
    let mut text = source.text.clone();
    for Correction { spot, replacement } in corrections.iter().rev() {
        let Location { offset, length, .. } = spot.location;
        let replaced: usize = text[offset..].chars().take(length).map(char::len_utf8).sum();
        text.replace_range(offset..offset + replaced, replacement);
    }
    (!corrections.is_empty()).then_some(text)
}

/// Whether a diagnostic or one of its other places is on a line that differs.
fn is_at_the_mistake(found: &Diagnostics, right: &Source, wrong: &Source) -> bool {
    let same = |(left, right): &(&str, &str)| left == right;
    let lines = wrong.text.lines().count();
    let before = right.text.lines().zip(wrong.text.lines()).take_while(same).count();
    let after = right.text.lines().rev().zip(wrong.text.lines().rev()).take_while(same).count();
    // Where lines are missing, the lines around them count.
    let last = lines - after;
    let near = if last > before { before + 1..=last } else { before..=before + 1 };
    let lines_of = |it: &Located<'_>| -> Vec<usize> {
        let related = it.related.iter().map(|(spot, _)| spot.location.line);
        it.location.iter().map(|location| location.line).chain(related).collect()
    };
    found.located(wrong).iter().flat_map(lines_of).any(|line| near.contains(&line))
}

#[test]
fn each_snapshot_has_its_mistake() {
    let mut names: Vec<&str> = SUBJECTS.concat();
    names.sort_unstable();
    let snapshots = fixtures().parent().unwrap().join("snapshots/mistakes");
    assert_eq!(stems(&snapshots), names);
    assert!(REPORTED_ABOVE.iter().all(|name| names.contains(name)));
}
