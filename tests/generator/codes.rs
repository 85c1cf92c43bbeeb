//! The list of codes: each is used, explained, and reported for its wrong example.

use std::fs;

use codegen::diagnostics::codes::{self, Code, GROUPS};
use codegen::diagnostics::{Diagnostic, Diagnostics, Level, Severity};
use codegen::source::Source;
use codegen::{Options, generate};

use super::support::{tree, workspace};

/// Codes without examples, and why.
const WITHOUT_EXAMPLES: [(&str, &str); 6] = [
    ("defect", "is a bug of the generator"),
    ("large-all-of", "needs 600,000 properties"),
    ("limit-exceeded", "needs a large description"),
    ("not-utf-8", "is about the bytes of a file"),
    ("unknown-derive", "is about a flag"),
    ("unknown-selection", "is about a flag"),
];

/// Codes whose examples are whole files.
const OF_WHOLE_FILES: [&str; 3] = ["empty-description", "json-syntax", "not-an-object"];

/// Members that an example leaves out.
const DEFAULTS: [(&str, &str); 3] = [
    ("openapi:", "openapi: 3.0.3\n"),
    ("info:", "info: { title: Pets, version: 1.0.0 }\n"),
    ("paths:", "paths: {}\n"),
];

/// The description to which the overlays among the examples are applied.
const PETS: &str =
    "paths: { /pets: { get: { responses: { '200': { description: The pets. } } } } }";

/// The description of an example, and the options to generate it with: an example may be an overlay.
fn input(code: &Code, example: &str, mut options: Options) -> (Source, Options) {
    if !example.starts_with("overlay:") {
        return (described(code, example), options);
    }
    let overlay = Source { name: "overlay.yaml".to_owned(), text: format!("{example}\n") };
    options.overlays.push(overlay);
    (described(code, PETS), options)
}

/// The description of which `example` is a part.
fn described(code: &Code, example: &str) -> Source {
    let has = |name: &str| example.lines().any(|line| line.starts_with(name));
    let missing = |(name, text): (&str, &'static str)| (!has(name)).then_some(text);
    let mut text = String::new();
    if !OF_WHOLE_FILES.contains(&code.name) {
        // A line `---` begins the document.
        text.extend(example.starts_with("---\n").then_some("---\n"));
        text.extend(DEFAULTS.into_iter().filter_map(missing));
    }
    text.push_str(example.strip_prefix("---\n").unwrap_or(example));
    Source { name: format!("{}.yaml", code.name), text: text + "\n" }
}

/// What is reported about an example, and whether a client is generated.
fn reported(source: &Source, options: &Options) -> (Diagnostics, bool) {
    match generate(source, options) {
        Ok(output) => (output.warnings, true),
        Err(found) => (found, false),
    }
}

/// The severity with which `code` is reported.
fn severity(found: &Diagnostics, code: &Code) -> Option<Severity> {
    found.iter().filter(|it| it.code() == code.name).map(Diagnostic::severity).min()
}

fn with_examples() -> impl Iterator<Item = &'static Code> {
    let has_none = |code: &&Code| WITHOUT_EXAMPLES.iter().any(|(name, _)| *name == code.name);
    codes::all().filter(move |code| !has_none(code))
}

fn options(code: &Code, level: Level) -> Options {
    let mut options = Options::new("example-client");
    options.levels.set(code.name, level).unwrap();
    options
}

#[test]
fn each_code_has_a_meaning_and_examples() {
    assert!(codes::all().all(|code| !code.meaning.is_empty()));
    for code in with_examples() {
        assert!(!code.wrong.is_empty() && !code.right.is_empty(), "{}", code.name);
    }
    for (name, reason) in WITHOUT_EXAMPLES {
        let code = codes::find(name).expect(name);
        assert!(code.wrong.is_empty() && code.right.is_empty(), "{name} {reason}");
    }
}

#[test]
fn the_wrong_example_is_reported_alone_with_its_default_level_and_the_right_one_is_not() {
    let options = Options::new("example-client");
    for code in with_examples() {
        let (wrong, with) = input(code, code.wrong, options.clone());
        let (found, _) = reported(&wrong, &with);
        let default = match code.default {
            Level::Allow => None,
            Level::Note => Some(Severity::Note),
            Level::Warn => Some(Severity::Warning),
            Level::Deny => Some(Severity::Error),
        };
        assert_eq!(severity(&found, code), default, "{}\n{}", code.name, found.render(&wrong));
        assert!(found.iter().all(|it| it.code() == code.name), "{}", found.render(&wrong));
        let (right, with) = input(code, code.right, options.clone());
        let (found, is_generated) = reported(&right, &with);
        assert!(found.is_empty() && is_generated, "{}", found.render(&right));
    }
}

#[test]
fn each_code_that_can_be_lowered_can_be_switched_off() {
    for code in with_examples().filter(|code| code.can_be_lowered) {
        let (source, with) = input(code, code.wrong, options(code, Level::Allow));
        let (found, is_generated) = reported(&source, &with);
        let text = found.render(&source);
        assert!(severity(&found, code).is_none() && is_generated, "{}\n{text}", code.name);
    }
}

#[test]
fn each_code_can_be_an_error() {
    for code in with_examples() {
        let (source, with) = input(code, code.wrong, options(code, Level::Deny));
        let (found, is_generated) = reported(&source, &with);
        assert_eq!(severity(&found, code), Some(Severity::Error), "{}", code.name);
        assert!(!is_generated, "{}", code.name);
    }
}

#[test]
fn an_error_that_is_lowered_states_what_is_generated_nevertheless() {
    let lowered = with_examples().filter(|code| code.default == Level::Deny && code.can_be_lowered);
    let mut text = String::new();
    for code in lowered {
        let (source, with) = input(code, code.wrong, options(code, Level::Warn));
        let (found, is_generated) = reported(&source, &with);
        assert!(is_generated, "{}\n{}", code.name, found.render(&source));
        for it in found.iter().filter(|it| it.code() == code.name) {
            assert_eq!(it.severity(), Severity::Warning);
            text += &format!("{}: {}\n", code.name, it.label_text().expect(code.name));
        }
    }
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("lowered_errors", text);
    });
}

#[test]
fn codes_are_sorted_and_unique() {
    for group in GROUPS {
        assert!(group.codes.is_sorted_by(|left, right| left.name < right.name), "{}", group.name);
    }
    let mut names: Vec<&str> = codes::all().map(|code| code.name).collect();
    names.extend(GROUPS.iter().map(|group| group.name).chain(["all", "warnings"]));
    names.sort_unstable();
    assert!(names.is_sorted_by(|left, right| left < right), "{names:?}");
}

/// The files of the generator except the list of codes.
fn sources() -> impl Iterator<Item = (String, String)> {
    let files = tree(&workspace().join("codegen/src")).into_iter();
    files.filter(|(path, _)| !path.starts_with("diagnostics/"))
}

/// The functions whose first argument is a code.
const CONSTRUCTORS: [&str; 10] = [
    "Diagnostic::error",
    "Diagnostic::warning",
    "Diagnostic::notice",
    "Diagnostic::error_at",
    "Diagnostic::error_without_location",
    "Diagnostic::warning_without_location",
    "about",
    "at",
    "error",
    "warning",
];

/// The literals that a file passes as codes.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('(').filter_map(|(offset, _)| {
        let (before, after) = text.split_at(offset);
        let is_name = |character: char| character.is_alphanumeric() || "_:".contains(character);
        let name = before.rsplit(|character| !is_name(character)).next()?;
        let literal = after[1..].trim_start().strip_prefix('"')?.split('"').next()?;
        CONSTRUCTORS.contains(&name).then_some(literal)
    })
}

#[test]
fn every_code_in_the_sources_is_listed() {
    let mut count = 0;
    for (path, text) in sources() {
        for literal in literals(&text) {
            assert!(codes::find(literal).is_some(), "{path} uses the code `{literal}`");
            count += 1;
        }
    }
    assert!(count > 50, "{count} codes were found");
}

#[test]
fn every_listed_code_is_used() {
    let texts: Vec<String> = sources().map(|(_, text)| text).collect();
    for code in codes::all() {
        let literal = format!("\"{}\"", code.name);
        assert!(texts.iter().any(|text| text.contains(&literal)), "{literal} is not used");
    }
}

/// `INSTA_UPDATE=always` writes the document, as it does with snapshots.
#[test]
fn the_document_is_up_to_date() {
    let path = workspace().join("codegen/DIAGNOSTICS.md");
    let document = codes::document();
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        fs::write(&path, &document).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == document, "update codegen/DIAGNOSTICS.md with INSTA_UPDATE=always");
}
