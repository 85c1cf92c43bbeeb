//! A description that changes, in a repository: the reports, versions and entries of the changelog that
//! follow, and what `README.md` shows of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use xtask::changes;
use xtask::codegen::{Arguments, Mode, run};
use xtask::{CommandResult, Exit};

use super::support::{fixture, source, workspace};

/// A repository with a description and the crate that is generated from it.
struct Repository(TempDir);

impl Repository {
    /// The first commit with a description.
    fn with(description: &str) -> Self {
        let repository = Self(TempDir::new().unwrap());
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        fs::create_dir(repository.path("spec")).unwrap();
        fs::write(repository.spec(), description).unwrap();
        assert_eq!(repository.codegen(Mode::Write).exit, Exit::Success);
        repository.commit();
        repository
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn spec(&self) -> PathBuf {
        self.path("spec/api.yaml")
    }

    fn git(&self, arguments: &[&str]) {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
        let mut git = Command::new("git");
        git.current_dir(self.0.path()).args(identity).args(arguments);
        assert!(git.status().unwrap().success(), "{arguments:?}");
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message=a"]);
    }

    fn arguments(&self, mode: Mode) -> Arguments {
        Arguments {
            mode,
            spec: Some(self.spec()),
            out: Some(self.path("generated")),
            name: Some("a-client".to_owned()),
            ..Arguments::default()
        }
    }

    fn codegen(&self, mode: Mode) -> CommandResult {
        run(&self.arguments(mode))
    }

    fn changes(&self, arguments: changes::Arguments) -> CommandResult {
        changes::run(&changes::Arguments { codegen: self.arguments(Mode::Check), ..arguments })
    }

    fn edit(&self, (from, to): Edit) {
        let text = fs::read_to_string(self.spec()).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{from}");
        fs::write(self.spec(), text.replacen(from, to, 1)).unwrap();
    }

    /// The report of an edit. The check fails before the crate is generated, and passes after it.
    fn regenerate(&self, edit: Edit) -> String {
        self.edit(edit);
        let before = self.codegen(Mode::Check);
        assert_eq!(before.exit, Exit::Failure);
        let written = self.codegen(Mode::Write);
        assert_eq!(written.exit, Exit::Success, "{}", written.stderr);
        let (_, report) = written.stdout.split_once("\n\n").unwrap();
        assert!(before.stderr.ends_with(report), "{}", before.stderr);
        assert_eq!(self.codegen(Mode::Check).exit, Exit::Success);
        report.to_owned()
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn version(&self) -> String {
        let manifest = self.read("generated/Cargo.toml");
        let line = manifest.lines().find(|line| line.starts_with("version = ")).unwrap();
        line.trim_start_matches("version = ").trim_matches('"').to_owned()
    }
}

/// An edit: a text and its replacement.
type Edit = (&'static str, &'static str);

const OPTIONAL_FIELD: Edit = (
    "        title: { type: string }\n",
    "        title: { type: string }\n        detail: { type: string }\n",
);
const ENUM_VALUE: Edit = ("        - closed\n", "        - closed\n        - returned\n");
const REQUIRED_PARAMETER: Edit = (
    "        - { name: X-Trace, in: header, schema: { type: string } }\n",
    "        - { name: X-Trace, in: header, schema: { type: string } }\n        - { name: shop, in: query, required: true, schema: { type: string } }\n",
);
const REMOVED_OPERATION: Edit = (
    "    delete:\n      operationId: deleteOrder\n      security: []\n      responses:\n        '204': { description: It is deleted. }\n",
    "",
);

fn shop() -> Repository {
    Repository::with(&fixture("changes/base.yaml").text)
}

#[test]
fn each_change_of_a_description_has_its_report_version_and_entry() {
    let repository = shop();
    assert_eq!(repository.version(), "1.4.2");
    let needs_shop =
        "- Changed `Client::list_orders`: callers have to pass `shop: impl Into<String>`.";
    let steps = [
        (OPTIONAL_FIELD, "1.5.0", "- Added `types::Problem::detail: Option<String>`."),
        (ENUM_VALUE, "1.6.0", "- Added `types::Status::Returned`."),
        (REQUIRED_PARAMETER, "2.0.0", needs_shop),
        (REMOVED_OPERATION, "3.0.0", "- Removed `Client::delete_order`."),
    ];
    for (edit, version, entry) in steps {
        let before = repository.version();
        let report = repository.regenerate(edit);
        let title = format!("the public API changed since {before}; this is {version}\n");
        assert!(report.starts_with(&title), "{report}");
        assert_eq!(repository.version(), version);
        let changelog = repository.read("generated/CHANGELOG.md");
        let latest = changelog.split("\n## ").nth(1).unwrap();
        assert!(latest.starts_with(&format!("{version}\n")), "{latest}");
        assert!(latest.lines().any(|line| line == entry), "{latest}");
        repository.commit();
        assert_eq!(repository.codegen(Mode::Check).exit, Exit::Success);
    }
    let changelog = repository.read("generated/CHANGELOG.md");
    let versions = changelog.lines().filter_map(|line| line.strip_prefix("## "));
    assert!(versions.eq(["3.0.0", "2.0.0", "1.6.0", "1.5.0", "1.4.2"]));
}

/// What `README.md` tells of: a new state of jobs, a shorter limit and a schema with another name. The
/// reports there are those of the generator; `INSTA_UPDATE=always` writes them, as it does with snapshots.
#[test]
fn the_reports_in_the_readme_are_those_of_the_generator() {
    let repository = Repository::with(&source("spec/kustomer.yaml").text);
    repository.edit((
        "        - running\n        - complete\n      example: complete\n",
        "        - running\n        - paused\n        - complete\n      example: complete\n",
    ));
    repository.edit((
        "          maxLength: 256\n          example: Your order 20451\n      ",
        "          maxLength: 200\n          example: Your order 20451\n      ",
    ));
    let text = fs::read_to_string(repository.spec()).unwrap();
    fs::write(repository.spec(), text.replace("BulkJobUser", "JobUser")).unwrap();
    let renamed = repository.codegen(Mode::Write).stdout;
    repository.edit(("    JobUser:\n", "    JobUser:\n      x-rust-name: BulkJobUser\n"));
    let kept = repository.codegen(Mode::Write).stdout;
    let reports = [renamed, kept].map(|text| {
        let report = text.split_once("\n\n").unwrap().1;
        report.replace("--> api.yaml", "--> spec/kustomer.yaml")
    });
    let path = workspace().join("README.md");
    let mut readme = fs::read_to_string(&path).unwrap();
    let mut start = 0;
    for report in reports {
        start += readme[start..].find("the public API changed since").unwrap();
        let end = start + readme[start..].find("```").unwrap();
        if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
            readme.replace_range(start..end, &report);
        }
        assert!(readme[start..].starts_with(&report), "update README.md with INSTA_UPDATE=always");
        start += report.len();
    }
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        fs::write(&path, readme).unwrap();
    }
}

#[test]
fn states_are_compared_by_revision_folder_file_and_description() {
    let repository = shop();
    let first = repository.path("first");
    copy(&repository.path("generated"), &first);
    repository.regenerate(REQUIRED_PARAMETER);
    repository.commit();
    let report = |base: &str, to: Option<&str>| {
        let result = repository.changes(changes::Arguments {
            base: Some(base.to_owned()),
            to: to.map(str::to_owned),
            ..changes::Arguments::default()
        });
        assert_eq!(result.exit, Exit::Success, "{}", result.stderr);
        result.stdout
    };
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    let expected = report("HEAD~1", None);
    assert!(expected.contains("callers have to pass `shop: impl Into<String>`"), "{expected}");
    assert_eq!(report("HEAD", None), "the public API did not change\n");
    assert_eq!(report(&text(&first), None), expected);
    assert_eq!(report(&text(&first.join("public-api.txt")), None), expected);
    let old = repository.path("old.yaml");
    fs::write(&old, fixture("changes/base.yaml").text).unwrap();
    assert_eq!(report(&text(&old), None), expected);
    // Without the description, places are references.
    let recorded = report("HEAD~1", Some("HEAD"));
    assert_eq!(recorded.lines().count(), expected.lines().count());
    assert!(recorded.contains("--> #/paths/~1orders/get/parameters/4"), "{recorded}");
}

#[test]
fn a_breaking_change_fails_a_pull_request() {
    let repository = shop();
    repository.regenerate(REQUIRED_PARAMETER);
    let result = |fail_on, format| {
        repository.changes(changes::Arguments { fail_on, format, ..changes::Arguments::default() })
    };
    let breaking = codegen::changes::Impact::from_name("breaking");
    let failed = result(breaking, changes::Format::Markdown);
    assert_eq!(failed.exit, Exit::Failure);
    assert_eq!(failed.stderr, "error: 1 change that break users of the crate\n");
    assert!(failed.stdout.starts_with("### Breaking changes\n\n- changed `Client::list_orders`"));
    let json = result(None, changes::Format::Json);
    assert_eq!(json.exit, Exit::Success);
    let lines = json.stdout.lines().map(|line| serde_json::from_str(line).unwrap());
    let lines: Vec<serde_json::Value> = lines.collect();
    assert_eq!(lines[0]["impact"], "breaking");
    assert_eq!(lines[0]["item"], "Client::list_orders");
    assert!(lines[0]["position"].as_str().unwrap().starts_with("api.yaml:"));
}

#[test]
fn a_revision_that_does_not_exist_is_an_error() {
    let repository = shop();
    let base = Some("no-such-branch".to_owned());
    let result = repository.changes(changes::Arguments { base, ..changes::Arguments::default() });
    assert_eq!(result.exit, Exit::Failure);
    assert_eq!(result.stderr, "error: `no-such-branch` is no commit, folder or file\n");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for name in ["Cargo.toml", "public-api.txt"] {
        fs::copy(from.join(name), to.join(name)).unwrap();
    }
}

#[test]
fn without_a_repository_that_can_be_read_the_directory_is_the_base() {
    let repository = Repository(TempDir::new().unwrap());
    fs::create_dir(repository.path("spec")).unwrap();
    fs::write(repository.spec(), fixture("changes/base.yaml").text).unwrap();
    fs::write(repository.path(".git"), "not a repository").unwrap();
    assert_eq!(repository.codegen(Mode::Write).exit, Exit::Success);
    repository.regenerate(OPTIONAL_FIELD);
    assert_eq!(repository.version(), "1.5.0");
    // The list in the directory is that of the description now.
    assert!(!repository.codegen(Mode::Write).stdout.contains("the public API changed"));
    assert_eq!(repository.version(), "1.5.0");
}
