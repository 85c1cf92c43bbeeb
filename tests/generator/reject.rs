//! Diagnostics of invalid descriptions: all problems are reported with their location, and nothing
//! is written.
//!
//! Fixtures are in folders by the stage that finds the problem.

use std::fs;

use codegen::diagnostics::{Diagnostics, Severity, codes};
use codegen::source::Source;
use codegen::{Options, Strictness, generate};
use insta::{Settings, assert_snapshot};
use tempfile::TempDir;
use xtask::Exit;
use xtask::codegen::{Arguments, run as run_command};

use super::support::{assert_each_has_a_place, fixture, fixtures, run, stems};

/// One test for each fixture of a stage, named after the fixture.
macro_rules! facts {
    ($stage:ident: $($name:ident)*) => {
        mod $stage {
            pub(super) const NAMES: &[&str] = &[$(stringify!($name)),*];

            $(#[test]
            fn $name() {
                super::assert_diagnostics_snapshot(stringify!($stage), stringify!($name));
            })*
        }
    };
}

facts! { parse:
    a_list
    duplicate_keys
    empty_file
    json_truncated
    json_with_a_trailing_comma
    tab_indentation
    two_documents
    unclosed_bracket
    unknown_alias
    yaml_syntax_error
}

facts! { resolve:
    reference_cycle
    reference_that_is_not_a_string
    reference_to_another_file
    unknown_reference
    unknown_reference_with_suggestion
    unknown_schema_in_a_mapping
}

facts! { lower:
    missing_title
    missing_version
    parameter_without_name
    several_problems
    swagger_2
    unknown_parameter_location
    unknown_security_scheme
    unsupported_version
}

facts! { degraded:
    all_of_around_a_large_union
    all_of_contradictory
    all_of_recursive
    bulk_that_does_not_fit
    bulk_with_invalid_members
    conditional_schema
    deeply_nested_lists
    default_that_contradicts_its_schema
    derives
    discriminator_without_property
    duplicate_parameter
    dynamic_reference
    encoding_of_an_unknown_part
    example_that_contradicts_its_schema
    extensions_of_other_types
    invalid_limit
    jobs_with_invalid_extensions
    jobs_with_invalid_members
    link_of_an_error
    link_to_an_unknown_operation
    link_with_a_body_of_another_type
    link_with_a_server
    link_with_a_value_of_another_type
    link_with_an_unknown_expression
    link_without_an_operation
    methods_in_the_wrong_place
    missing_responses
    nested_parameters
    non_finite_number
    pages_in_bodies
    pages_with_invalid_extensions
    pages_with_invalid_members
    parameter_in_swagger_2_syntax
    parts_of_3_2
    path_parameter_without_placeholder
    path_without_a_slash
    placeholder_in_the_query_of_a_path
    style_not_allowed_in_location
    tuple
    types_of_other_crates
    undeclared_server_variable
    undefined_styles
    union_of_itself
    unknown_security_type
    unknown_status
    unknown_type
    variables_in_the_server_of_an_operation
    wide_characters_before_the_location
    wrong_types
    yaml_tag
}

/// The path of a fixture, which is JSON if its name starts with `json_`.
fn path(stage: &str, name: &str) -> String {
    let extension = if name.starts_with("json_") { "json" } else { "yaml" };
    format!("reject/{stage}/{name}.{extension}")
}

fn assert_diagnostics_snapshot(stage: &str, name: &str) {
    let source = fixture(&path(stage, name));
    let diagnostics = match stage {
        "degraded" => degraded(&source),
        _ => match run(&source, "fixture-client") {
            Ok(_) => panic!("the fixture is accepted"),
            Err(diagnostics) => diagnostics,
        },
    };
    let unlisted = diagnostics.iter().find(|it| codes::find(it.code()).is_none());
    assert_eq!(unlisted, None, "its code is not in `codegen::diagnostics::codes`");
    assert_each_has_a_place(&diagnostics, &source);
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(format!("../snapshots/reject/{stage}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!(name, diagnostics.render(&source)));
}

/// The warnings of a degraded description, each of which is an error in strict mode.
fn degraded(source: &Source) -> Diagnostics {
    let warnings = run(source, "fixture-client").expect("the fixture is worked around").warnings;
    let options = Options { strictness: Strictness::Strict, ..Options::new("fixture-client") };
    let errors = generate(source, &options).expect_err("the fixture is accepted");
    assert!(!warnings.is_empty());
    assert_eq!(errors.count(Severity::Error), warnings.count(Severity::Warning));
    warnings
}

const STAGES: [(&str, &[&str]); 3] =
    [("parse", parse::NAMES), ("resolve", resolve::NAMES), ("lower", lower::NAMES)];

#[test]
fn every_fixture_is_tested() {
    for (stage, names) in STAGES.into_iter().chain([("degraded", degraded::NAMES)]) {
        assert_eq!(stems(&fixtures().join("reject").join(stage)), names, "{stage}");
    }
}

#[test]
fn an_invalid_description_writes_nothing() {
    for (stage, names) in STAGES {
        for name in names {
            let folder = TempDir::new().unwrap();
            let outcome = run_command(&Arguments {
                spec: Some(fixtures().join(path(stage, name))),
                out: Some(folder.path().join("out")),
                name: Some("fixture-client".to_owned()),
                ..Arguments::default()
            });
            assert_eq!(outcome.exit, Exit::Failure, "{stage}/{name}");
            assert!(outcome.stderr.trim_end().ends_with("; nothing was written"), "{name}");
            assert!(!folder.path().join("out").exists(), "{stage}/{name}");
        }
    }
}

#[test]
fn an_invalid_description_leaves_existing_files_unchanged() {
    let folder = TempDir::new().unwrap();
    let spec = folder.path().join("api.yaml");
    let out = folder.path().join("out");
    let arguments = Arguments {
        spec: Some(spec.clone()),
        out: Some(out.clone()),
        name: Some("fixture-client".to_owned()),
        ..Arguments::default()
    };
    fs::write(&spec, fixture("accept/scalars.yaml").text).unwrap();
    assert_eq!(run_command(&arguments).exit, Exit::Success);
    let before = super::support::tree(&out);
    fs::write(&spec, fixture(&path("lower", "several_problems")).text).unwrap();
    assert_eq!(run_command(&arguments).exit, Exit::Failure);
    assert_eq!(before, super::support::tree(&out));
}
