//! The classification of changes: a table of single edits of a description, each in both directions.

mod semver_checks;
mod table;

use std::collections::BTreeMap;

use codegen::changes::{Changes, Impact};
use codegen::output::Output;
use codegen::public_api::PublicApi;
use codegen::source::Source;
use codegen::{Base, Options, generate};
use insta::assert_snapshot;

use self::table::EDITS;
use super::support::{fixture, fixtures};

fn base() -> String {
    std::fs::read_to_string(fixtures().join("changes/base.yaml")).unwrap()
}

fn output(text: &str) -> Output {
    output_after(text, None)
}

fn output_after(text: &str, base: Option<Base>) -> Output {
    let source = Source { name: "shop.yaml".to_owned(), text: text.to_owned() };
    let options = Options { base, ..Options::new("shop-client") };
    generate(&source, &options).unwrap_or_else(|found| panic!("{}", found.render(&source)))
}

/// The release that an output is.
fn release(output: &Output) -> Base {
    Base {
        version: output.version.clone(),
        public_api: output.files.get("public-api.txt").cloned(),
        changelog: output.files.get("CHANGELOG.md").cloned(),
    }
}

/// The report on the changes between two descriptions.
fn report(old: &Output, new: &Output, text: &str) -> (Option<Impact>, String) {
    let before = PublicApi::parse(&old.files["public-api.txt"]);
    let changes = Changes::between(&before, &new.public_api);
    let source = Source { name: "shop.yaml".to_owned(), text: text.to_owned() };
    let positions = new.warnings.positions(&source, changes.places());
    (changes.impact(), changes.text(&positions))
}

#[test]
fn each_edit_has_the_expected_impact_in_both_directions() {
    let before = base();
    let old = output(&before);
    let mut reports = BTreeMap::new();
    let mut wrong = Vec::new();
    for edit in EDITS {
        let after = edit.applied(&before);
        let new = output(&after);
        let (forward, there) = report(&old, &new, &after);
        let (backward, back) = report(&new, &old, &before);
        if (forward, backward) != (edit.forward, edit.backward) {
            let found = format!("{forward:?}, {backward:?}\n{there}back:\n{back}");
            wrong.push(format!("{}: {found}", edit.name));
        }
        reports.insert(edit.name, format!("{there}back:\n{back}"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(EDITS.len() * 2 >= 80, "{} edits", EDITS.len());
    let reports = reports.iter().map(|(name, report)| format!("# {name}\n{report}\n"));
    assert_snapshot!("changes", reports.collect::<String>());
}

#[test]
fn a_release_that_is_generated_again_has_no_changes() {
    for name in super::accept::NAMES {
        let source = fixture(&format!("accept/{name}.yaml"));
        let first = generate(&source, &Options::new("a-client")).unwrap();
        let options = Options { base: Some(release(&first)), ..Options::new("a-client") };
        let second = generate(&source, &options).unwrap();
        assert_eq!(second.changes, Some(Changes::default()), "{name}");
        assert_eq!(second.files, first.files, "{name}");
    }
}

#[test]
fn the_version_and_the_changelog_follow_from_the_change() {
    let before = base();
    let first = output(&before);
    assert_eq!(first.version, "1.4.2");
    let steps = [
        (
            "        title: { type: string }\n",
            "        title: { type: string }\n        detail: { type: string }\n",
            "1.5.0",
        ),
        ("        - closed\n", "        - closed\n        - returned\n", "1.6.0"),
        ("maxLength: 100", "maxLength: 50", "1.6.1"),
        (
            "{ name: X-Trace, in: header, schema",
            "{ name: X-Trace, in: header, required: true, schema",
            "2.0.0",
        ),
        ("title: Shop", "title: Store", "2.0.0"),
        (
            "    delete:\n      operationId: deleteOrder\n      security: []\n      responses:\n        '204': { description: It is deleted. }\n",
            "",
            "3.0.0",
        ),
    ];
    let (mut text, mut state) = (before, first);
    for (from, to, version) in steps {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replacen(from, to, 1);
        state = output_after(&text, Some(release(&state)));
        assert_eq!(state.version, version, "{to}");
        assert!(state.files["Cargo.toml"].contains(&format!("\nversion = \"{version}\"\n")));
    }
    assert_snapshot!("changelog", state.files["CHANGELOG.md"]);
}

#[test]
fn several_runs_from_one_release_raise_the_version_once() {
    let before = base();
    let first = release(&output(&before));
    let broken = before.replacen("maxLength: 100", "maxLength: 100, nullable: true", 1);
    let once = output_after(&broken, Some(first.clone()));
    let more = broken.replacen("gift: { type: boolean", "gift: { type: string", 1);
    let twice = output_after(&more, Some(first.clone()));
    assert_eq!((once.version.as_str(), twice.version.as_str()), ("2.0.0", "2.0.0"));
    let taken_back = output_after(&before, Some(first));
    assert_eq!(taken_back.version, "1.4.2");
    assert_eq!(taken_back.changes, Some(Changes::default()));
}

#[test]
fn a_release_without_a_public_api_keeps_its_version() {
    let base = Base { version: "3.1.0".to_owned(), public_api: None, changelog: None };
    let output = output_after(&self::base(), Some(base));
    assert_eq!((output.version.as_str(), output.changes), ("3.1.0", None));
}

/// Names that are keywords, and modules that are named otherwise than their methods.
#[test]
fn a_rename_is_one_change_whatever_the_names_are() {
    let before = base();
    let old = output(&before);
    for name in ["type", "loop", "con", "listOrders2"] {
        let after = before.replacen("operationId: getOrder", &format!("operationId: {name}"), 1);
        let new = output(&after);
        for (from, to, text) in [(&old, &new, &after), (&new, &old, &before)] {
            let (_, report) = report(from, to, text);
            assert!(report.starts_with("breaking (1):\n  renamed `Client::"), "{report}");
            assert!(!report.contains("operations::"), "{report}");
        }
    }
}

/// A method that polls is not another one because both end in the same state.
#[test]
fn methods_of_different_operations_are_not_renames() {
    let job = |path: &str, id: &str| {
        format!(
            "  {path}:\n    get:\n      operationId: {id}\n      x-waiter: {{ state: /state, done: [closed] }}\n      \
             parameters: [{{ name: id, in: path, required: true, schema: {{ type: string }} }}]\n      \
             responses: {{ '200': {{ description: It., content: {{ application/json: {{ schema: {{ type: object, \
             required: [state], properties: {{ state: {{ type: string }} }} }} }} }} }} }}\n"
        )
    };
    let with = |path, id| base().replacen("  /payments:\n", &(job(path, id) + "  /payments:\n"), 1);
    let (before, after) = (with("/imports/{id}", "getImport"), with("/exports/{id}", "getExport"));
    let (_, report) = report(&output(&before), &output(&after), &after);
    assert!(report.contains("removed `Client::wait_for_import`"), "{report}");
    assert!(!report.contains("renamed `Client::"), "{report}");
}
