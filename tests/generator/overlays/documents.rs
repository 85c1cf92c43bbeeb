//! Overlays that are not valid: each problem is reported at its place in the overlay.

use codegen::overlaid;

use super::{named, underlined};

const DESCRIPTION: &str = "openapi: 3.0.3\ninfo: { title: Pets, version: 1.0.0 }\npaths: {}\n";
const INFO: &str = "info: { title: A, version: 1.0.0 }\n";
const ACTIONS: &str = "actions: [{ target: $.info, update: { x-a: 1 } }]\n";

/// What is reported about an overlay, each as `severity[code] message | place`.
fn found(text: &str) -> Vec<String> {
    let source = named("api.yaml", DESCRIPTION);
    let overlay = named("corrections.yaml", text);
    let found = match overlaid(&source, &[overlay]) {
        Ok(overlaid) => overlaid.warnings,
        Err(found) => found,
    };
    let line = |it: &codegen::diagnostics::Located<'_>| {
        let (severity, code) = (it.diagnostic.severity().as_str(), it.diagnostic.code());
        let place = it.location.map_or_else(|| it.source.name.clone(), |_| underlined(it));
        format!("{severity}[{code}] {} | {place}", it.diagnostic.message())
    };
    found.located(&source).iter().map(line).collect()
}

#[test]
fn required_members_are_missing() {
    assert_eq!(
        found(&format!("{INFO}{ACTIONS}")),
        ["error[missing-member] the overlay has no `overlay` | corrections.yaml:1 i"]
    );
    assert_eq!(
        found(&format!("overlay: 1.1.0\n{ACTIONS}")),
        ["error[missing-member] the overlay has no `info` | corrections.yaml:1 o"]
    );
    assert_eq!(
        found(&format!("overlay: 1.1.0\n{INFO}")),
        ["error[missing-member] the overlay has no `actions` | corrections.yaml:1 o"]
    );
    assert_eq!(
        found(&format!("overlay: 1.1.0\ninfo: {{ title: A }}\n{ACTIONS}")),
        ["error[missing-member] `info` has no `version` | corrections.yaml:2 info"]
    );
    assert_eq!(
        found(&format!("overlay: 1.1.0\n{INFO}actions:\n  - update: {{ x-a: 1 }}\n")),
        ["error[missing-member] `actions/0` has no `target` | corrections.yaml:4 update"]
    );
}

#[test]
fn versions_are_told_apart() {
    for version in ["1.0.0", "1.0.7", "1.1.0", "'1.1'", "1.1"] {
        assert_eq!(found(&format!("overlay: {version}\n{INFO}{ACTIONS}")), [""; 0], "{version}");
    }
    for version in ["1.2.0", "2.0.0", "1.10.0", "latest"] {
        let expected = format!(
            "error[unsupported-version] the version `{version}` of Overlay is not supported | \
             corrections.yaml:1 {version}"
        );
        assert_eq!(found(&format!("overlay: {version}\n{INFO}{ACTIONS}")), [expected]);
    }
}

#[test]
fn members_are_misspelt_unknown_or_of_another_version() {
    let with = |version: &str, action: &str| {
        found(&format!("overlay: {version}\n{INFO}actions:\n  - target: $.info\n    {action}\n"))
    };
    assert_eq!(
        with("1.1.0", "udpate: { x-a: 1 }"),
        [
            "warning[overlay-without-effect] an action without `update`, `copy` or `remove` changes \
             nothing | corrections.yaml:4 target",
            "error[misspelt-member] `udpate` is not a member of an action | corrections.yaml:5 udpate",
        ]
    );
    assert_eq!(
        with("1.1.0", "remove: true\n    reason: none"),
        [
            "warning[unknown-member] `reason` is not a member of an action | corrections.yaml:6 reason"
        ]
    );
    assert_eq!(
        with("1.1.0", "remove: true\n    x-rust-name: a"),
        ["error[misplaced-member] `x-rust-name` has no meaning in an action | corrections.yaml:6 \
          x-rust-name"]
    );
    assert_eq!(with("1.1.0", "remove: true\n    x-reason: none"), [""; 0]);
    let info = "info: { title: A, version: 1.0.0, description: B }\n";
    assert_eq!(
        found(&format!("overlay: 1.0.0\n{info}{ACTIONS}")),
        ["note[member-of-another-version] `description` is a member of the info of an overlay in \
          Overlay 1.1, not in Overlay 1.0 | corrections.yaml:2 description"]
    );
    assert_eq!(found(&format!("overlay: 1.1.0\n{info}{ACTIONS}")), [""; 0]);
}

#[test]
fn members_have_wrong_types() {
    let wrong = |text: &str| found(&format!("overlay: 1.1.0\n{text}"));
    assert_eq!(
        wrong(&format!("info: A\n{ACTIONS}")),
        ["warning[wrong-type] `info` must be an object | corrections.yaml:2 A"]
    );
    assert_eq!(
        wrong(&format!("{INFO}actions: {{}}\n")),
        ["warning[wrong-type] `actions` must be an array | corrections.yaml:3 actions"]
    );
    assert_eq!(
        wrong(&format!("{INFO}actions: [1, {{ target: 2, remove: true }}]\n")),
        [
            "warning[wrong-type] `actions/0` must be an object | corrections.yaml:3 1",
            "warning[wrong-type] `target` must be a string | corrections.yaml:3 2",
        ]
    );
    assert_eq!(
        wrong(&format!("{INFO}actions: [{{ target: $.info, remove: 1 }}]\n"))[1],
        "warning[wrong-type] `remove` must be true or false | corrections.yaml:3 1"
    );
}

#[test]
fn actions_without_effect_are_reported() {
    let of = |actions: &str| found(&format!("overlay: 1.1.0\n{INFO}actions: {actions}\n"));
    assert_eq!(
        of("[]"),
        ["warning[overlay-without-effect] an overlay without actions changes nothing | \
          corrections.yaml:3 actions"]
    );
    assert_eq!(
        of("[{ target: $.info.title, remove: true, copy: $ }]"),
        [
            "warning[overlay-without-effect] `copy` has no effect in an action that removes its target \
          | corrections.yaml:3 copy"
        ]
    );
    assert_eq!(
        of("[{ target: $.info, update: { x-a: 1 }, copy: $.info }]"),
        [
            "warning[overlay-without-effect] `update` has no effect in an action with both `update` and \
          `copy` | corrections.yaml:3 update"
        ]
    );
    assert_eq!(of("[{ target: $.info.title, remove: false, update: A }]"), [""; 0]);
}

#[test]
fn an_overlay_for_another_file_is_reported() {
    let of = |name: &str| found(&format!("overlay: 1.1.0\n{INFO}extends: {name}\n{ACTIONS}"));
    assert_eq!(
        of("owners.yaml"),
        ["warning[mismatched-extends] this overlay is for `owners.yaml`, not for `api.yaml` | \
          corrections.yaml:3 owners.yaml"]
    );
    for name in ["api.yaml", "../spec/api.yaml", "https://example.com/pets.json"] {
        assert_eq!(of(name), [""; 0], "{name}");
    }
}

#[test]
fn a_file_that_is_no_overlay_is_reported() {
    assert_eq!(
        found("# nothing\n"),
        ["error[empty-description] the overlay is empty | corrections.yaml"]
    );
    let list = found("- a\n");
    assert_eq!(
        list,
        [
            "error[not-an-object] the overlay is an array instead of an object | corrections.yaml:1 -"
        ]
    );
    let syntax = found("overlay: [1.1.0\n");
    assert!(syntax[0].starts_with("error[yaml-syntax]"), "{syntax:?}");
    assert!(syntax[0].contains("| corrections.yaml:"), "{syntax:?}");
    let json = found("{ \"overlay\": }");
    assert!(json[0].starts_with("error[json-syntax]"), "{json:?}");
}
