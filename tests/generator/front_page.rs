//! The front page of the documentation of a client.

use codegen::source::Source;

use super::support::{fixture, generated};

/// The front page of a fixture's client.
fn front_page(path: &str) -> String {
    let files = generated(&fixture(path), "fixture-client").files;
    let lines = files["src/lib.rs"].lines().filter_map(|line| line.strip_prefix("//!"));
    lines.map(str::trim).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_front_page_links_each_operation_and_its_request() {
    let page = front_page("accept/security_alternatives.yaml");
    for (method, path) in [("usual", "/usual"), ("either", "/either"), ("open", "/open")] {
        let row = format!("| [`{method}`](Client::{method}) | `GET {path}` |");
        assert!(page.contains(&row), "{page}");
    }
}

#[test]
fn unsupported_security_schemes_are_listed() {
    let page = front_page("accept/security_alternatives.yaml");
    assert!(page.contains("The client does not support these security schemes."), "{page}");
    assert!(page.contains("- `signature`: The security scheme `signature`."), "{page}");
    assert!(!page.contains("- `key`"), "{page}");
    assert!(!front_page("accept/server_variables.yaml").contains("security schemes"));
}

/// The statement of the quick start that creates the client.
fn builder(servers: &str) -> String {
    let text = format!(
        "openapi: 3.0.3\ninfo: {{ title: A, version: '1' }}\nservers: {servers}\npaths: {{}}\n"
    );
    let source = Source { name: "a.yaml".to_owned(), text };
    let program = &generated(&source, "fixture-client").files["examples/quick_start.rs"];
    assert!(!program.contains("async"), "no operation can be called: {program}");
    let line = program.lines().find_map(|line| line.trim().strip_prefix("let client = "));
    line.unwrap_or_else(|| panic!("{program}")).to_owned()
}

#[test]
fn the_quick_start_sets_a_base_url_only_if_no_server_has_one() {
    let example = "Client::builder().base_url(\"https://api.example.com\").build()?;";
    assert_eq!(builder("[]"), example);
    assert_eq!(builder("[{ url: /v1 }]"), example);
    assert_eq!(builder("[{ url: 'https://a.example' }]"), "Client::builder().build()?;");
}

#[test]
fn the_quick_start_sets_only_server_variables_that_are_required() {
    let server = |variable: &str| {
        builder(&format!("[{{ url: 'https://{{v}}.example', variables: {{ v: {variable} }} }}]"))
    };
    assert_eq!(server("{ default: a }"), "Client::builder().build()?;");
    let required = server("{ default: a, x-required: true }");
    assert_eq!(required, "Client::builder().v(\"example\").build()?;");
    let required = server("{ default: b, enum: [b, c], x-required: true }");
    assert_eq!(required, "Client::builder().v(\"b\").build()?;");
}
