//! What is wrong with an input, and what is not.

use serde_json::Value;

use super::program::{Program, count, quick};

/// The results by line, with the reasons of those that are not updated.
fn results(outcomes: &[Value]) -> Vec<(u64, String)> {
    let text = |outcome: &Value| match outcome["reason"].as_str() {
        Some(reason) => format!("{}: {reason}", outcome["result"].as_str().unwrap()),
        None => outcome["result"].as_str().unwrap().to_owned(),
    };
    outcomes.iter().map(|it| (it["line"].as_u64().unwrap(), text(it))).collect()
}

#[test]
fn a_bad_line_is_reported_with_its_field_and_does_not_stop_the_others() {
    let program = Program::new(quick());
    let long = "x".repeat(257);
    let bad = [
        ("{\"id\":\"b\"", "not JSON at column 9: EOF while parsing an object"),
        ("{\"subject\":\"x\"}", "id: missing"),
        ("{\"id\":5}", "id: expected a string, found a number"),
        ("{\"id\":\" \"}", "id: empty"),
        ("[1]", "expected an object, found an array"),
        (
            &format!("{{\"id\":\"c\",\"subject\":\"{long}\"}}"),
            "subject: 257 characters, more than 256",
        ),
        ("{\"id\":\"d\",\"conversation\":null}", "conversation: null cannot be sent"),
        ("{\"id\":\"e\",\"size\":\"x\"}", "size: expected a number, found other text"),
        ("{\"id\":\"g\",\"modifiedBy\":\"me\"}", "modifiedBy: does not match `^[0-9a-fA-F]{24}$`"),
        (
            "{\"id\":\"f\",\"sentiment\":{\"polarity\":1,\"confidence\":7}}",
            "sentiment.confidence: more than 1",
        ),
    ];
    let lines = bad.map(|(line, _)| line).join("\n");
    let text = format!("\u{feff}{{\"id\":\"first\"}}\r\n\n{lines}\n  {{\"id\":\"last\"}}");
    program.write("updates.ndjson", &text);
    let ended = program.run(&["updates.ndjson"]);
    assert_eq!(ended.code, Some(1), "{}", ended.stderr);
    let outcomes = ended.outcomes();
    let mut expected = vec![(1, "updated".to_owned())];
    expected
        .extend((3..).zip(&bad).map(|(line, (_, reason))| (line, format!("invalid: {reason}"))));
    expected.push((13, "updated".to_owned()));
    assert_eq!(results(&outcomes), expected);
    for (outcome, (line, reason)) in outcomes[1..].iter().zip(&bad) {
        assert_eq!(outcome["text"], *line);
        assert!(ended.stderr.contains(reason), "{}", ended.stderr);
    }
    assert_eq!(program.accepted().len(), 2);
}

#[test]
fn an_unknown_field_is_a_warning_and_is_counted() {
    let program = Program::new(quick());
    let line = |number| format!("{{\"id\":\"m{number}\",\"colour\":\"red\",\"size\":2.0}}\n");
    program.write("updates.ndjson", &(0..5).map(line).collect::<String>());
    let ended = program.run(&["updates.ndjson"]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert_eq!(ended.stderr.matches("colour: unknown, and not sent").count(), 2);
    assert!(ended.stderr.contains("warning: in 5 items: colour"), "{}", ended.stderr);
    assert!(!ended.stderr.contains("red"));
}

#[test]
fn an_empty_input_is_a_mistake() {
    let program = Program::new(quick());
    for input in ["", "\n \n", "[]", " [ \n ] "] {
        for arguments in [&["-"][..], &["-", "--dry-run"]] {
            let ended = program.run_with_input(arguments, input);
            assert_eq!(ended.code, Some(2), "{input:?}");
            assert!(ended.stderr.contains("the input is empty"), "{}", ended.stderr);
        }
    }
    assert!(program.kustomer.log().is_empty());
}

#[test]
fn what_is_wrong_with_an_array_is_reported() {
    let program = Program::new(quick());
    let cases = [
        ("[{\"id\":\"a\"}", 1, "the input ends before the end of the array"),
        ("[{\"id\":\"a\"},", 1, "the input ends before the end of the array"),
        ("[{\"id\":\"a\"},{\"id\":\"b", 1, "the input ends before the end of the array"),
        ("[{\"id\":\"a\"},,{\"id\":\"b\"}]", 2, "an element of the array is missing"),
        ("[{\"id\":\"a\"}] {\"id\":\"b\"}", 1, "more text after the end of the array"),
        ("[{\"id\": tru},{\"id\":\"a\"}]", 1, "not JSON"),
    ];
    for (input, updated, reason) in cases {
        let ended = program.run_with_input(&["-"], input);
        assert_eq!(ended.code, Some(1), "{input}");
        let outcomes = ended.outcomes();
        assert_eq!(count(&outcomes, "updated"), updated, "{input}: {}", ended.stdout);
        assert_eq!(count(&outcomes, "invalid"), 1, "{input}: {}", ended.stdout);
        assert!(ended.stdout.contains(reason), "{input}: {}", ended.stdout);
    }
}

#[test]
fn a_line_that_no_request_could_have_is_reported_in_part() {
    let program = Program::new(quick());
    let long = "x".repeat(2_000_000);
    let input = format!("{{\"id\":\"a\",\"preview\":\"{long}\"}}\n{{\"id\":\"b\"}}\n");
    let ended = program.run_with_input(&["-"], &input);
    assert_eq!(ended.code, Some(1));
    assert!(ended.stdout.len() < 5_000);
    assert_eq!(count(&ended.outcomes(), "updated"), 1);
}
