//! Sending again what has failed.

use kustomer_fake::Setup;

use super::program::{Program, count, outcomes, quick, updates};

#[test]
fn only_what_has_failed_is_sent_again_and_the_rest_keeps_its_outcome() {
    let missing = vec!["m7".to_owned(), "m250".to_owned()];
    let program = Program::new(Setup { missing_messages: missing, ..quick() });
    program.write("updates.ndjson", &(updates(300) + "{\"id\":\n"));
    let ended = program.run(&["updates.ndjson", "--outcomes", "first.ndjson"]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.stderr.contains("--only-failed first.ndjson"), "{}", ended.stderr);
    let first = outcomes(&program.read("first.ndjson"));
    assert_eq!((count(&first, "updated"), count(&first, "failed")), (298, 2));
    assert_eq!(first[7]["details"]["status"], "error");
    let before = program.kustomer.accepted().len();
    let ended = program.run(&["--only-failed", "first.ndjson"]);
    assert_eq!(ended.code, Some(1));
    let again = program.kustomer.accepted().split_off(before);
    assert_eq!(again, [["m7", "m250"]]);
    let second = ended.outcomes();
    assert_eq!((count(&second, "failed"), count(&second, "invalid")), (2, 1));
    let failed = second.iter().find(|outcome| outcome["id"] == "m7").unwrap();
    assert_eq!(failed["item"]["subject"], "s7");
    let invalid = second.iter().find(|outcome| outcome["result"] == "invalid").unwrap();
    assert_eq!(invalid["text"], "{\"id\":");
}

#[test]
fn nothing_is_sent_if_nothing_has_failed() {
    let program = Program::new(quick());
    program.write("updates.ndjson", &updates(3));
    assert_eq!(program.run(&["updates.ndjson", "--outcomes", "o.ndjson"]).code, Some(0));
    let before = program.kustomer.log().len();
    let ended = program.run(&["--only-failed", "o.ndjson"]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert!(ended.stderr.contains("nothing has failed"), "{}", ended.stderr);
    assert_eq!(program.kustomer.log().len(), before);
}

#[test]
fn a_line_that_is_no_outcome_is_invalid() {
    let program = Program::new(quick());
    let lines = ["{\"id\":\"a\"}", "{\"result\":\"failed\"}", "x"];
    program.write("o.ndjson", &lines.join("\n"));
    let ended = program.run(&["--only-failed", "o.ndjson"]);
    assert_eq!(ended.code, Some(1));
    assert_eq!(count(&ended.outcomes(), "invalid"), 3);
    assert!(program.kustomer.log().is_empty());
}
