//! Diagnostics in the forms for programs, as `cargo xtask codegen` prints them.

use codegen::diagnostics::Format;
use insta::{Settings, assert_snapshot};
use tempfile::TempDir;
use xtask::codegen::{Arguments, run};
use xtask::{CommandResult, Exit};

use super::support::fixtures;

/// The result of the command for a fixture.
fn result(name: &str, format: Format) -> CommandResult {
    let folder = TempDir::new().unwrap();
    run(&Arguments {
        spec: Some(fixtures().join("diagnostics").join(name)),
        out: Some(folder.path().join("out")),
        name: Some("fixture-client".to_owned()),
        format: Some(format),
        ..Arguments::default()
    })
}

fn assert_snapshot_of(name: &str, text: &str) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../snapshots/diagnostics");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!(name, text));
}

#[test]
fn text_has_excerpts_of_all_places() {
    let result = result("all_parts.yaml", Format::Plain);
    assert_eq!((result.exit, result.stdout.as_str()), (Exit::Failure, ""));
    assert_snapshot_of("text", &result.stderr);
}

#[test]
fn json_has_one_object_a_line_with_all_places_and_the_suggestion() {
    let result = result("all_parts.yaml", Format::Json);
    assert_eq!(result.exit, Exit::Failure);
    assert_eq!(result.stderr, "nothing was written\n");
    for line in result.stdout.lines() {
        serde_json::from_str::<serde_json::Value>(line).expect(line);
    }
    assert_snapshot_of("json", &result.stdout);
}

#[test]
fn github_has_one_command_a_line() {
    let result = result("all_parts.yaml", Format::GitHub);
    assert_eq!(result.exit, Exit::Failure);
    assert_eq!(result.stderr, "nothing was written\n");
    assert_snapshot_of("github", &result.stdout);
}

#[test]
fn a_description_without_problems_has_no_output_for_programs() {
    for format in [Format::Json, Format::GitHub] {
        let result = result("no_problems.yaml", format);
        assert_eq!((result.exit, result.stdout.as_str()), (Exit::Success, ""));
        assert!(result.stderr.contains("out/: "), "{}", result.stderr);
    }
}

#[test]
fn a_text_that_is_not_yaml_has_a_place_in_each_form() {
    assert!(result("syntax.yaml", Format::Json).stdout.contains(r#""line":3,"column":12"#));
    let text = result("syntax.yaml", Format::GitHub).stdout;
    let place = "syntax.yaml,line=3,col=12,endColumn=13,title=yaml-syntax::not YAML";
    assert!(text.starts_with("::error file=") && text.contains(place), "{text}");
}
