//! The levels of diagnostics: by flags, by `x-lints` in the description, and by groups.

use codegen::diagnostics::{Diagnostics, Level, LevelError, Levels, Severity};
use codegen::source::Source;
use codegen::{Options, Strictness, generate};

/// A tuple, which is a warning of the group `schemas`, and a reference without a target, which is an
/// error.
const DESCRIPTION: &str = "\
openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
paths: {}
components:
  schemas:
    Pair: { type: array, prefixItems: [{ type: number }] }
    Pet: { type: object, properties: { owner: { $ref: '#/components/schemas/Owner' } } }
";

fn source(lints: &str) -> Source {
    Source { name: "pets.yaml".to_owned(), text: format!("{DESCRIPTION}{lints}") }
}

fn options(levels: &[(&str, Level)]) -> Options {
    let mut options = Options::new("pets-client");
    for (name, level) in levels {
        options.levels.set(name, *level).unwrap();
    }
    options
}

fn found(lints: &str, options: &Options) -> Diagnostics {
    generate(&source(lints), options).map_or_else(|found| found, |output| output.warnings)
}

/// The code and severity of each diagnostic, in the order of the codes.
fn severities(lints: &str, levels: &[(&str, Level)]) -> Vec<(&'static str, Severity)> {
    let found = found(lints, &options(levels));
    let mut all: Vec<_> = found.iter().map(|it| (it.code(), it.severity())).collect();
    all.sort_unstable();
    all
}

const TUPLE: (&str, Severity) = ("tuple", Severity::Warning);
const DANGLING: (&str, Severity) = ("unresolved-reference", Severity::Error);

#[test]
fn without_levels_the_defaults_apply() {
    assert_eq!(severities("", &[]), [TUPLE, DANGLING]);
}

#[test]
fn a_flag_sets_the_level_of_a_code() {
    let set = |level| severities("", &[("tuple", level)]);
    assert_eq!(set(Level::Allow), [DANGLING]);
    assert_eq!(set(Level::Note), [("tuple", Severity::Note), DANGLING]);
    assert_eq!(set(Level::Deny), [("tuple", Severity::Error), DANGLING]);
}

#[test]
fn the_last_of_several_flags_counts() {
    let levels = [("tuple", Level::Deny), ("schemas", Level::Note), ("tuple", Level::Warn)];
    assert_eq!(severities("", &levels), [TUPLE, DANGLING]);
    let levels = [("tuple", Level::Warn), ("schemas", Level::Note)];
    assert_eq!(severities("", &levels), [("tuple", Severity::Note), DANGLING]);
}

#[test]
fn groups_set_the_levels_of_their_codes() {
    assert_eq!(severities("", &[("schemas", Level::Allow)]), [DANGLING]);
    assert_eq!(severities("", &[("references", Level::Allow)]), [TUPLE]);
    assert_eq!(severities("", &[("all", Level::Allow)]), []);
    let denied = [("tuple", Severity::Error), DANGLING];
    assert_eq!(severities("", &[("warnings", Level::Deny)]), denied);
    assert_eq!(severities("", &[("warnings", Level::Allow)]), [DANGLING]);
}

#[test]
fn the_description_sets_levels() {
    let lints = "x-lints: { tuple: deny, references: note }\n";
    let expected = [("tuple", Severity::Error), ("unresolved-reference", Severity::Note)];
    assert_eq!(severities(lints, &[]), expected);
}

#[test]
fn in_the_description_a_code_counts_more_than_a_group_before_or_after_it() {
    for lints in ["x-lints: { all: allow, tuple: note }", "x-lints: { tuple: note, all: allow }"] {
        assert_eq!(severities(lints, &[]), [("tuple", Severity::Note)]);
    }
}

#[test]
fn a_flag_counts_more_than_the_description() {
    let lints = "x-lints: { tuple: allow, unresolved-reference: allow }\n";
    assert_eq!(severities(lints, &[("tuple", Level::Warn)]), [TUPLE]);
    let denied = [("tuple", Severity::Error), DANGLING];
    assert_eq!(severities(lints, &[("all", Level::Deny), ("omissions", Level::Allow)]), denied);
}

#[test]
fn warnings_that_remain_are_errors_in_strict_mode() {
    let strict = |levels| Options { strictness: Strictness::Strict, ..options(levels) };
    let count = |levels| found("", &strict(levels)).count(Severity::Error);
    assert_eq!(count(&[]), 2);
    assert_eq!(count(&[("tuple", Level::Note), ("references", Level::Allow)]), 0);
}

#[test]
fn a_reference_that_is_not_an_error_becomes_a_json_value() {
    let output = generate(&source(""), &options(&[("unresolved-reference", Level::Warn)])).unwrap();
    assert!(output.files["src/types/pet.rs"].contains("pub owner: Field<Value>,"));
    let labels: Vec<_> = output.warnings.iter().filter_map(|it| it.label_text()).collect();
    assert!(labels.contains(&"the type is a JSON value"), "{labels:?}");
}

#[test]
fn a_variant_that_is_a_reference_without_a_target_is_tried_last() {
    let union = "    Either: { oneOf: [{ $ref: '#/components/schemas/Gone' }, { type: object, properties: { a: {} } }] }\n";
    let output =
        generate(&source(union), &options(&[("unresolved-reference", Level::Warn)])).unwrap();
    let text = &output.files["src/types/either.rs"];
    let position = |variant: &str| text.rfind(&format!("map(Self::{variant})")).expect(text);
    assert!(position("Object") < position("Value"), "{text}");
}

#[test]
fn a_part_of_an_all_of_that_is_a_reference_without_a_target_adds_nothing() {
    let lints = "    Both: { allOf: [{ $ref: '#/components/schemas/Gone' }, { type: object, properties: { a: {} } }] }\n";
    let output =
        generate(&source(lints), &options(&[("unresolved-reference", Level::Warn)])).unwrap();
    assert!(output.files["src/types/both.rs"].contains("pub a: Field<Value>,"));
    let labels: Vec<_> = output.warnings.iter().filter_map(|it| it.label_text()).collect();
    assert!(labels.contains(&"this adds nothing to the type"), "{labels:?}");
}

#[test]
fn the_command_that_updates_a_client_has_the_levels_without_which_there_are_errors() {
    let folder = tempfile::TempDir::new().unwrap();
    let spec = folder.path().join("pets.yaml");
    std::fs::write(&spec, DESCRIPTION).unwrap();
    let set = [("unresolved-reference", Level::Warn), ("tuple", Level::Note)];
    let outcome = xtask::codegen::run(&xtask::codegen::Arguments {
        mode: xtask::codegen::Mode::Check,
        spec: Some(spec),
        out: Some(folder.path().join("out")),
        levels: options(&set).levels,
        ..xtask::codegen::Arguments::default()
    });
    let command = outcome.stderr.lines().find(|line| line.starts_with("To update it, run:"));
    let command = command.unwrap_or_else(|| panic!("{}", outcome.stderr));
    assert!(command.ends_with(" --warn unresolved-reference"), "{command}");
}

#[test]
fn an_unknown_code_is_an_error_with_a_suggestion() {
    let error = Levels::default().set("unresolved-refrence", Level::Warn).unwrap_err();
    let expected = "there is no code `unresolved-refrence`; did you mean `unresolved-reference`?";
    assert_eq!(error.to_string(), expected);
    let error = Levels::default().set("schema", Level::Warn).unwrap_err();
    assert_eq!(error.to_string(), "there is no code `schema`; did you mean `schemas`?");
}

#[test]
fn what_leaves_nothing_to_generate_stays_an_error() {
    let error = Levels::default().set("yaml-syntax", Level::Warn).unwrap_err();
    assert_eq!(error, LevelError::AlwaysAnError("yaml-syntax"));
    Levels::default().set("yaml-syntax", Level::Deny).unwrap();
    let source = Source { name: "pets.yaml".to_owned(), text: "openapi: [".to_owned() };
    let found = generate(&source, &options(&[("all", Level::Allow)])).unwrap_err();
    assert_eq!(found.count(Severity::Error), 1);
}

#[test]
fn levels_of_the_description_that_are_not_valid_are_reported_where_they_stand() {
    let lints =
        "x-lints: { tupel: allow, schemas: forbid, yaml-syntax: warn, references: allow }\n";
    let found = found(lints, &options(&[("tuple", Level::Allow)]));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/diagnostics");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("invalid_levels", found.render(&source(lints))));
}
