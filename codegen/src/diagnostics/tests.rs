//! How diagnostics are rendered.

use super::{Diagnostic, Diagnostics, Severity};
use crate::pointer::Pointer;
use crate::source::Source;

fn rendered(text: &str, found: impl IntoIterator<Item = Diagnostic>) -> String {
    let source = Source { name: "spec/api.yaml".to_owned(), text: text.to_owned() };
    found.into_iter().collect::<Diagnostics>().render(&source)
}

fn at(pointer: &str) -> Pointer {
    Pointer::from_fragment(pointer).unwrap_or_default()
}

#[test]
fn the_style_is_that_of_the_compiler() {
    let text = "paths: {}\ncomponents:\n\n\n\n\n\n\n\n  schemas: 漢字漢\tx\n";
    let first =
        Diagnostic::error("unresolved-reference", &at("#/components/schemas"), "no `Massage`")
            .label("no value at this location")
            .note("one\nand another line")
            .help("did you mean `Message`?");
    let second = Diagnostic::warning("odd", &at("#/paths"), "odd paths").at_key();
    let third = Diagnostic::error_without_location("general", "this has no location").help("none");
    let expected = "\
error[general]: this has no location
 = help: none

warning[odd]: odd paths
 --> spec/api.yaml:1:1
  |
1 | paths: {}
  | ^^^^^

error[unresolved-reference]: no `Massage`
  --> spec/api.yaml:10:12
   |
10 |   schemas: 漢字漢    x
   |            ^^^^^^^^^^^ no value at this location
   = note: one
           and another line
   = help: did you mean `Message`?
";
    assert_eq!(rendered(text, [first.clone(), second, first, third]), expected);
}

#[test]
fn long_lines_are_cut_and_control_characters_are_shown() {
    let text = format!("{{\"a\":\"{}\",\"b\":\"\u{7f}\",\"c\":\"{0}\"}}", "x".repeat(500));
    let output = rendered(&text, [Diagnostic::error("code", &at("#/b"), "bad \u{1b}[31m text")]);
    let longest = output.lines().map(|line| line.chars().count()).max();
    assert!(longest < Some(200), "{output}");
    assert!(!output.contains(['\u{1b}', '\u{7f}']), "{output}");
    assert_eq!(output.matches("...").count(), 2, "{output}");
}

#[test]
fn the_end_of_the_text_can_be_shown() {
    let output = rendered("a: 1\n", [Diagnostic::error_at("code", 99, "end")]);
    assert!(output.contains("spec/api.yaml:2:1"), "{output}");
    let output =
        rendered("\u{feff}a: 1\r\nb: 2\r\n", [Diagnostic::error("code", &at("#/a"), "one")]);
    assert!(output.contains("\n1 | a: 1\n  |    ^\n"), "{output}");
}

#[test]
fn diagnostics_are_counted_by_severity() {
    let mut found = Diagnostics::new();
    found.push(Diagnostic::warning_without_location("code", "one"));
    assert!(!found.has_errors());
    found.push(Diagnostic::error_without_location("code", "two"));
    assert_eq!((found.len(), found.count(Severity::Warning)), (2, 1));
    assert_eq!(found.into_errors().len(), 1);
}
