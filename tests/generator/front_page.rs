//! The front page of the documentation of a client.

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
