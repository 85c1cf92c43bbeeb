//! Accepted constructs: one small description each, and a snapshot of the generated Rust.
//!
//! A snapshot contains the files of the API itself. The runtime, the manifest and the lists of
//! modules are the same for all of them and are omitted.

use std::fmt::Write;

use insta::{Settings, assert_snapshot};

use super::support::{Files, fixture, fixtures, generated, stems};

/// One test for each fixture, named after the fixture, and the list of all names.
macro_rules! facts {
    ($($name:ident)*) => {
        /// The names of all fixtures.
        pub(super) const NAMES: &[&str] = &[$(stringify!($name)),*];

        $(#[test]
        fn $name() {
            assert_snapshot_of(stringify!($name));
        })*
    };
}

facts! {
    additional_methods
    additional_properties
    all_of_merges_objects
    all_of_narrows_a_property
    all_of_with_a_union
    all_of_with_one_member_is_that_member
    any_of_equal_members
    any_of_open_enum
    any_of_that_fits_several
    arrays
    bodies_of_several_media_types
    body_forms
    body_that_is_a_list_or_an_object
    bulk
    callbacks
    client_credentials
    deep_object
    default_response_only
    degraded_bodies
    deprecated_members
    deprecated_operation
    derives
    discriminator_beside_siblings
    discriminator_that_variants_do_not_declare
    discriminator_with_default
    discriminator_without_mapping
    enum_names_by_extension
    enum_of_booleans
    enum_of_integers
    enum_of_mixed_values
    enum_of_one_value
    enum_values_of_another_type
    enum_with_case_twins
    enum_with_null
    errors_by_status
    errors_shared_by_operations
    event_streams
    examples_as_they_are_sent
    form_encodings
    former_names_by_extension
    header_and_cookie_parameters
    idempotence_by_extension
    idempotency_keys
    inline_types_are_named_by_location
    inline_types_of_operations
    integers_as_strings
    jobs
    lenient_input
    limits_and_defaults_are_documented
    link_named_by_extension
    links_of_all_kinds_of_responses
    links_to_operations
    links_with_bodies
    links_with_values_of_the_request
    long_names
    many_required_parameters
    multipart_bodies
    multipart_by_position
    multipart_part_headers
    names_by_extension
    names_equal_after_normalization
    names_reserved_in_rust
    names_that_collide_in_rust
    nullable_component
    oauth_flows
    one_error_for_all
    one_of_best_match
    one_of_best_match_nested
    one_of_by_json_type
    one_of_lists
    one_of_with_discriminator
    one_of_with_fixed_tags
    one_of_with_null
    openapi_3_0_types
    openapi_3_1_types
    operation_without_id
    optional_and_nullable_fields
    optional_body
    pages_declared
    pages_recognized
    parameters_of_the_path
    path_parameter_styles
    path_with_fragment_and_query
    pattern_properties
    query_arrays
    query_as_a_whole
    read_only_and_write_only
    read_only_in_requests
    recursive_alias
    recursive_all_of
    recursive_reference
    recursive_schema_is_boxed
    redirects_and_upgrades
    reference_into_another_schema
    references_with_siblings
    required_without_property
    response_forms
    response_headers
    responses_of_several_media_types
    same_parameter_in_several_locations
    scalars
    security_alternatives
    sequences_of_items
    server_of_an_operation
    server_variables
    several_success_bodies
    status_at_the_end_of_a_class
    string_enum_keeps_unknown_values
    struct_with_many_members
    text_that_looks_like_markup
    tokens_of_oauth_and_openid_connect
    tuple_becomes_a_list
    types_of_other_crates
    undeclared_placeholder
    union_of_a_reference_and_siblings
    union_of_titled_values
    union_ranking
    values_of_any_type
    webhooks
    whole_numbers_beyond_i64
}

fn assert_snapshot_of(name: &str) {
    let source = fixture(&format!("accept/{name}.yaml"));
    let output = generated(&source, "fixture-client");
    let mut text = shown(&output.files);
    if !output.warnings.is_empty() {
        let _ = write!(text, "// ---- warnings\n\n{}", output.warnings.render(&source));
    }
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../snapshots/accept");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_snapshot!(name, text));
}

/// The files that depend on the description, each with its path, without the header
/// line.
fn shown(files: &Files) -> String {
    let mut text = String::new();
    for (path, file) in files.iter().filter(|(path, file)| is_shown(path, file)) {
        let (_, rest) = file.split_once('\n').unwrap_or_default();
        let _ = writeln!(text, "// ---- {path}\n{}\n", rest.trim_end());
    }
    text
}

fn is_shown(path: &str, text: &str) -> bool {
    match path {
        "src/client.rs" => text.contains("Server {") || text.contains("Scheme {"),
        "src/operations.rs" | "src/types.rs" => text.contains("#[deprecated"),
        "tests/examples/main.rs" => text.contains("fn sent<"),
        "src/errors.rs" | "src/headers.rs" | "src/links.rs" | "src/webhooks.rs" => true,
        _ if text.contains("use super::{assert_parts,") => true,
        _ => ["src/types/", "src/operations/", "src/webhooks/"]
            .iter()
            .any(|folder| path.starts_with(folder)),
    }
}

#[test]
fn every_fixture_is_tested() {
    assert_eq!(stems(&fixtures().join("accept")), NAMES);
}

#[test]
fn openapi_3_0_and_3_1_generate_the_same_rust() {
    let types = |version: &str| {
        let source = fixture(&format!("accept/openapi_{version}_types.yaml"));
        shown(&generated(&source, "fixture-client").files)
    };
    assert_eq!(types("3_0"), types("3_1"));
}
