//! How diagnostics are rendered.

use super::{Diagnostic, Diagnostics, Severity};
use crate::limits;
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
  |
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
   |
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
    found.push(Diagnostic::notice("code", &at("#/a"), "three"));
    assert_eq!(found.count(Severity::Note), 1);
    found.escalate();
    assert_eq!((found.count(Severity::Error), found.count(Severity::Note)), (2, 1));
    assert_eq!(found.into_errors().len(), 2);
}

/// A warning, an error or a note for each letter `w`, `e` or `n`, in the order of the text.
fn numbered(kinds: &str) -> String {
    let lines: Vec<_> = (0..kinds.len()).map(|number| format!("m{number}: 1\n")).collect();
    let text = lines.concat();
    let found = kinds.char_indices().map(|(number, kind)| {
        let pointer = at(&format!("#/m{number}"));
        let message = format!("number {number}");
        match kind {
            'e' => Diagnostic::error("code", &pointer, message),
            'n' => Diagnostic::notice("code", &pointer, message),
            _ => Diagnostic::warning("code", &pointer, message),
        }
    });
    rendered(&text, found)
}

#[test]
fn diagnostics_beyond_the_limit_are_counted() {
    let all = numbered(&"w".repeat(limits::DIAGNOSTICS));
    assert!(!all.contains("more"), "{all}");
    let output = numbered(&"w".repeat(limits::DIAGNOSTICS + 1_234));
    assert_eq!(output.matches("warning[code]").count(), limits::DIAGNOSTICS);
    assert!(output.ends_with("\n\nand 1,234 more warnings\n"), "{output}");
}

#[test]
fn an_error_after_many_warnings_is_printed() {
    let output = numbered(&("w".repeat(limits::DIAGNOSTICS) + "e"));
    assert_eq!(output.matches("error[code]").count(), 1);
    assert!(output.ends_with("\n\nand 1 more warning\n"), "{output}");
    let output = numbered(&("w".to_owned() + &"e".repeat(limits::DIAGNOSTICS + 2)));
    assert_eq!(output.matches("error[code]").count(), limits::DIAGNOSTICS);
    assert!(output.ends_with("\n\nand 2 more errors and 1 more warning\n"), "{output}");
}

#[test]
fn a_warning_after_many_notes_is_printed() {
    let output = numbered(&("n".repeat(limits::DIAGNOSTICS) + "we"));
    assert_eq!(output.matches("error[code]").count(), 1);
    assert_eq!(output.matches("warning[code]").count(), 1);
    assert!(output.ends_with("\n\nand 2 more notes\n"), "{output}");
}
