//! Runs to the end of the input, and what standard error shows.

use super::program::{Program, count, outcomes, quick, updates};

#[test]
fn all_messages_of_a_file_are_updated() {
    let program = Program::new(quick());
    program.write("updates.ndjson", &updates(2_050));
    let ended = program.run(&["updates.ndjson", "--outcomes", "outcomes.ndjson"]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert_eq!(ended.stdout, "");
    let outcomes = outcomes(&program.read("outcomes.ndjson"));
    assert_eq!(count(&outcomes, "updated"), 2_050);
    for (number, outcome) in outcomes.iter().enumerate() {
        assert_eq!(outcome["line"], number + 1);
        assert_eq!(outcome["id"], format!("m{number}"));
        assert!(outcome.get("job").is_some() && outcome.get("item").is_none(), "{outcome}");
    }
    assert_eq!(program.accepted().len(), 2_050);
    assert!(ended.stderr.contains("2050 updated, 0 failed, 0 unknown, 0 invalid"));
}

#[test]
fn elements_of_an_array_on_standard_input_are_updated() {
    let program = Program::new(quick());
    let input =
        "[{\"id\":\"a\",\n\"subject\":\"x,]\\\"y\\\\\"}, {\"id\":\"b\"}\n,{\"id\":\"c\"}]\n";
    let ended = program.run_with_input(&["-", "--max-open-jobs", "1"], input);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let places: Vec<_> = ended.outcomes().iter().map(|it| it["line"].as_u64().unwrap()).collect();
    assert_eq!(places, [1, 2, 3]);
    assert_eq!(program.accepted().into_keys().collect::<Vec<_>>(), ["a", "b", "c"]);
}

#[test]
fn a_dry_run_sends_nothing_and_needs_no_key() {
    let program = Program::new(quick());
    program.write("updates.ndjson", &(updates(300) + "{\"id\":1}\n"));
    let mut command = program.command(&["updates.ndjson", "--dry-run"]);
    let output = command.env_remove("KUSTOMER_API_KEY").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("line 301: id: expected a string, found a number"), "{stderr}");
    assert!(stderr.contains("300 valid, 1 invalid; nothing was sent"), "{stderr}");
    assert!(program.kustomer.log().is_empty());
    program.write("updates.ndjson", &updates(300));
    assert_eq!(program.run(&["updates.ndjson", "--dry-run"]).code, Some(0));
}

#[test]
fn a_wrong_key_ends_the_run_and_is_not_shown() {
    let program = Program::new(quick());
    program.write("updates.ndjson", &updates(10));
    let mut command = program.command(&["updates.ndjson"]);
    let output = command.env("KUSTOMER_API_KEY", "not-the-key").output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let outcomes = outcomes(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(count(&outcomes, "failed"), 10);
    assert_eq!(outcomes[3]["item"]["subject"], "s3");
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("the credential was rejected"), "{stderr}");
    assert!(!stderr.contains("not-the-key"), "{stderr}");
}
