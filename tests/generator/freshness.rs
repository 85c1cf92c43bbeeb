//! `generated/` is up to date with the description, and `cargo xtask codegen` only changes what
//! a change of the description requires.

use std::fs;
use std::path::Path;

use codegen::source::Source;
use tempfile::TempDir;
use xtask::codegen::{Arguments, Mode, run};
use xtask::{CommandResult, Exit};

use super::support::{Files, generated, source, tree, workspace};

const DESCRIPTION: &str = "spec/kustomer.yaml";
const NAME: &str = "kustomer-client";

/// A copy of the project's description, which a test edits, and the directory that is generated from it.
struct Copy(TempDir);

impl Copy {
    fn new() -> Self {
        let copy = Self(TempDir::new().unwrap());
        copy.describe(&source(DESCRIPTION).text);
        copy
    }

    fn describe(&self, text: &str) {
        fs::write(self.0.path().join("kustomer.yaml"), text).unwrap();
    }

    fn out(&self) -> std::path::PathBuf {
        self.0.path().join("out")
    }

    fn run(&self, mode: Mode) -> CommandResult {
        run(&Arguments {
            mode,
            spec: Some(self.0.path().join("kustomer.yaml")),
            out: Some(self.out()),
            name: Some(NAME.to_owned()),
            ..Arguments::default()
        })
    }

    fn write(&self) -> String {
        let result = self.run(Mode::Write);
        assert_eq!(result.exit, Exit::Success, "{}", result.stderr);
        result.stdout
    }
}

/// The paths at which two trees differ.
fn differing(left: &Files, right: &Files) -> Vec<String> {
    let paths = left.keys().chain(right.keys());
    let mut differing: Vec<String> =
        paths.filter(|path| left.get(*path) != right.get(*path)).cloned().collect();
    differing.sort();
    differing.dedup();
    differing
}

fn text(source: &Source) -> &str {
    &source.text
}

#[test]
fn the_committed_crate_is_fresh_and_has_no_orphans() {
    let result = run(&Arguments { mode: Mode::Check, ..Arguments::default() });
    assert_eq!(result.exit, Exit::Success, "{}", result.stderr);
    assert!(result.stdout.starts_with("generated/: up to date"), "{}", result.stdout);
}

#[test]
fn two_runs_are_identical() {
    let source = source(DESCRIPTION);
    assert_eq!(generated(&source, NAME).files, generated(&source, NAME).files);
}

#[test]
fn line_endings_of_the_description_do_not_matter() {
    let unix = source(DESCRIPTION);
    let windows = Source { text: text(&unix).replace('\n', "\r\n"), ..unix.clone() };
    assert_eq!(generated(&unix, NAME).files, generated(&windows, NAME).files);
}

#[test]
fn a_second_run_reports_all_files_unchanged() {
    let copy = Copy::new();
    let first = copy.write();
    let count = tree(&copy.out()).len();
    assert!(first.contains(&format!(": {count} written, 0 unchanged, 0 removed;")), "{first}");
    let second = copy.write();
    assert!(second.contains(&format!(": 0 written, {count} unchanged, 0 removed;")), "{second}");
}

#[test]
fn a_second_run_touches_no_file() {
    let copy = Copy::new();
    copy.write();
    let modified = || {
        let paths = tree(&copy.out()).into_keys();
        let time = |path| fs::metadata(copy.out().join(path)).unwrap().modified().unwrap();
        paths.map(time).collect::<Vec<_>>()
    };
    let before = modified();
    copy.write();
    assert_eq!(before, modified());
}

#[test]
fn an_edited_description_text_changes_only_the_file_of_its_schema() {
    let copy = Copy::new();
    copy.write();
    let before = tree(&copy.out());
    let original = source(DESCRIPTION).text;
    let sentence = "How certain the polarity is, from -1 to 1.";
    assert_eq!(original.matches(sentence).count(), 1, "choose another text");
    copy.describe(&original.replace(sentence, "How sure one may be of it."));
    assert!(copy.write().contains(": 1 written, "));
    assert_eq!(differing(&before, &tree(&copy.out())), ["src/types/sentiment.rs"]);
}

#[test]
fn a_removed_schema_removes_its_files() {
    let copy = Copy::new();
    let original = source(DESCRIPTION).text;
    let with_another = original.replacen(
        "\n  schemas:\n",
        "\n  schemas:\n    Zebra:\n      type: object\n      properties: { stripes: { type: integer } }\n",
        1,
    );
    assert_ne!(original, with_another, "the order of the schemas has not changed");
    copy.describe(&with_another);
    copy.write();
    let with = tree(&copy.out());
    copy.describe(&original);
    assert!(copy.write().contains(" 1 removed;"));
    let affected = [
        "CHANGELOG.md",
        "Cargo.toml",
        "README.md",
        "public-api.txt",
        "src/lib.rs",
        "src/types.rs",
        "src/types/zebra.rs",
    ];
    assert_eq!(differing(&with, &tree(&copy.out())), affected);
    assert!(!copy.out().join("src/types/zebra.rs").exists());
}

#[test]
fn rejects_another_description_without_an_output_directory() {
    let copy = Copy::new();
    let spec = Some(copy.0.path().join("kustomer.yaml"));
    let result = run(&Arguments { mode: Mode::Check, spec, ..Arguments::default() });
    assert_eq!(result.exit, Exit::Usage);
    assert!(result.stderr.contains("needs `--out DIR`"), "{}", result.stderr);
}

#[test]
fn rejects_a_crate_of_another_name() {
    let copy = Copy::new();
    copy.write();
    let before = tree(&copy.out());
    let result = run(&Arguments {
        out: Some(copy.out()),
        name: Some("other-client".to_owned()),
        ..Arguments::default()
    });
    assert_eq!(result.exit, Exit::Failure);
    for shown in ["`kustomer-client`", "`other-client`", "--replace"] {
        assert!(result.stderr.contains(shown), "{shown} is not in:\n{}", result.stderr);
    }
    assert_eq!(before, tree(&copy.out()));
}

#[test]
fn rejects_a_directory_without_generated_files() {
    let copy = Copy::new();
    fs::create_dir(copy.out()).unwrap();
    fs::write(copy.out().join("notes.txt"), "mine").unwrap();
    let result = copy.run(Mode::Write);
    assert_eq!(result.exit, Exit::Failure);
    assert!(result.stderr.contains("holds no generated file"), "{}", result.stderr);
    assert_eq!(tree(&copy.out()).into_keys().collect::<Vec<_>>(), ["notes.txt"]);
}

#[test]
fn a_file_that_is_not_generated_is_an_error_and_nothing_is_written() {
    let copy = Copy::new();
    copy.write();
    fs::write(copy.out().join("src/lib.rs"), "//! Mine.\n").unwrap();
    fs::remove_file(copy.out().join("README.md")).unwrap();
    let result = copy.run(Mode::Write);
    assert_eq!(result.exit, Exit::Failure);
    assert!(result.stderr.contains("src/lib.rs is in the way"), "{}", result.stderr);
    assert_eq!(fs::read_to_string(copy.out().join("src/lib.rs")).unwrap(), "//! Mine.\n");
    assert!(!copy.out().join("README.md").exists());
}

#[test]
fn files_that_are_not_generated_are_kept() {
    let copy = Copy::new();
    copy.write();
    fs::write(copy.out().join("src/notes.rs"), "//! Mine.\n").unwrap();
    assert!(copy.write().contains(" 0 removed;"));
    assert!(copy.out().join("src/notes.rs").exists());
}

#[test]
fn check_shows_the_differences_and_the_update_command_and_writes_nothing() {
    let copy = Copy::new();
    copy.write();
    let edited = copy.out().join("src/types/sentiment.rs");
    let wanted = fs::read_to_string(&edited).unwrap();
    fs::write(&edited, wanted.replace("pub confidence: f64", "pub confidence: f32")).unwrap();
    fs::remove_file(copy.out().join("README.md")).unwrap();
    let orphan = copy.out().join("src/types/zebra.rs");
    fs::write(&orphan, wanted.lines().next().unwrap()).unwrap();
    let before = tree(&copy.out());

    let result = copy.run(Mode::Check);
    assert_eq!(result.exit, Exit::Failure);
    let command =
        format!("To update it, run: cargo xtask codegen --spec {}", copy.0.path().display());
    for shown in [
        "3 files",
        "missing README.md",
        "changed src/types/sentiment.rs",
        "orphan  src/types/zebra.rs",
        "-    pub confidence: f32,",
        "+    pub confidence: f64,",
        &command,
    ] {
        assert!(result.stderr.contains(shown), "{shown} is not in:\n{}", result.stderr);
    }
    assert_eq!(before, tree(&copy.out()));

    copy.write();
    assert_eq!(copy.run(Mode::Check).exit, Exit::Success);
    assert!(!orphan.exists());
}

#[test]
fn the_output_does_not_contain_the_path_of_the_project() {
    let place = workspace();
    let place = place.to_str().unwrap();
    for (path, text) in generated(&source(DESCRIPTION), NAME).files {
        assert!(!text.contains(place), "{path}");
    }
}

#[test]
fn the_first_line_of_every_file_names_its_source() {
    for (path, text) in generated(&source(DESCRIPTION), NAME).files {
        let first = text.lines().next().unwrap_or_default();
        assert!(
            first.contains("@generated by cargo xtask codegen from spec/kustomer.yaml"),
            "{path}"
        );
    }
}

#[test]
fn the_output_directory_and_its_parents_are_created() {
    let folder = TempDir::new().unwrap();
    let out: &Path = &folder.path().join("a/b/c");
    let result = run(&Arguments {
        out: Some(out.to_owned()),
        name: Some(NAME.to_owned()),
        ..Arguments::default()
    });
    assert_eq!(result.exit, Exit::Success, "{}", result.stderr);
    assert_eq!(tree(out), generated(&source(DESCRIPTION), NAME).files);
}
