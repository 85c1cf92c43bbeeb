//! The command line and the configuration.

use super::program::{Program, quick};

#[test]
fn help_goes_to_standard_output_and_has_the_exit_codes() {
    let program = Program::new(quick());
    let ended = program.run(&["--help"]);
    assert_eq!(ended.code, Some(0));
    for text in ["--org ORG", "KUSTOMER_API_KEY", "--only-failed OUTCOMES", "Exit codes:"] {
        assert!(ended.stdout.contains(text), "{text} is not in {}", ended.stdout);
    }
}

#[test]
fn mistakes_are_explained_and_exit_with_2() {
    let program = Program::new(quick());
    program.write("updates.ndjson", "{\"id\":\"a\"}\n");
    let cases: &[(&[&str], &str)] = &[
        (&[], "which FILE has the items?"),
        (&["updates.ndjson", "other.ndjson"], "more than one input"),
        (&["updates.ndjson", "--api-key", "secret"], "invalid option '--api-key'"),
        (&["updates.ndjson", "--max-open-jobs", "0"], "at least 1"),
        (&["updates.ndjson", "--journal", "j"], "needs `--outcomes FILE`"),
        (&["-", "--journal", "j", "--outcomes", "o"], "`--spool FILE`"),
        (&["updates.ndjson", "--spool", "s"], "FILE has to be `-`"),
        (&["updates.ndjson", "--outcomes", "./updates.ndjson"], "different files"),
        (&["missing.ndjson"], "missing.ndjson"),
        (&["updates.ndjson", "--base-url", "http://example.com"], "--help"),
    ];
    for (arguments, message) in cases {
        let ended = program.run(arguments);
        assert_eq!(ended.code, Some(2), "{arguments:?}: {}", ended.stderr);
        assert!(ended.stderr.contains(message), "{arguments:?}: {}", ended.stderr);
    }
    assert!(program.kustomer.log().is_empty());
}

#[test]
fn the_key_comes_from_the_environment() {
    let program = Program::new(quick());
    program.write("updates.ndjson", "{\"id\":\"a\"}\n");
    for key in [None, Some("")] {
        let mut command = program.command(&["updates.ndjson"]);
        command.env_remove("KUSTOMER_API_KEY").envs(key.map(|key| ("KUSTOMER_API_KEY", key)));
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8(output.stderr).unwrap().contains("KUSTOMER_API_KEY"));
    }
}

#[test]
fn outcomes_of_another_run_are_not_overwritten() {
    let program = Program::new(quick());
    program.write("updates.ndjson", "{\"id\":\"a\"}\n");
    let arguments = ["updates.ndjson", "--outcomes", "o.ndjson"];
    assert_eq!(program.run(&arguments).code, Some(0));
    let first = program.read("o.ndjson");
    let journaled = [&arguments[..], &["--journal", "new.journal"]].concat();
    for arguments in [&arguments[..], &journaled] {
        let ended = program.run(arguments);
        assert_eq!(ended.code, Some(2));
        assert!(ended.stderr.contains("outcomes of another run"), "{}", ended.stderr);
        assert_eq!(program.read("o.ndjson"), first);
    }
}
