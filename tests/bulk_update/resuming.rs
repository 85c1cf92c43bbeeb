//! Runs of a journal that end early, and go on with the same command.

use std::process::Child;
use std::time::Duration;

use kustomer_fake::{JobTiming, Setup};
use serde_json::Value;

use super::program::{Program, count, outcomes, quick, updates};

const MESSAGES: usize = 5_000;

const COMMAND: [&str; 7] =
    ["updates.ndjson", "--outcomes", "o.ndjson", "--journal", "journal", "--max-open-jobs", "4"];

/// Jobs that take long enough to be interrupted.
fn slow() -> Setup {
    let job_timing = JobTiming {
        queued: Duration::from_millis(20),
        batch: Duration::from_millis(5),
        ..JobTiming::default()
    };
    Setup { job_timing, ..quick() }
}

fn kill(mut child: Child) {
    let _ = child.kill();
    child.wait().unwrap();
}

/// Checks that each message has one outcome, and that none was accepted twice.
fn check(program: &Program, messages: usize) -> Vec<Value> {
    let outcomes = outcomes(&program.read("o.ndjson"));
    let indexes: Vec<_> = outcomes.iter().map(|it| it["index"].as_u64().unwrap()).collect();
    assert!(indexes.into_iter().eq(0..u64::try_from(messages).unwrap()));
    let accepted = program.accepted();
    assert!(accepted.values().all(|count| *count == 1), "a message was accepted twice");
    for (number, outcome) in outcomes.iter().enumerate() {
        let id = format!("m{number}");
        assert_eq!(outcome["id"], *id);
        let is_updated = outcome["result"] == "updated";
        assert!(!is_updated || accepted.contains_key(&id), "{outcome}");
        assert!(is_updated || outcome["item"]["id"] == *id, "{outcome}");
    }
    outcomes
}

#[test]
fn killed_at_ten_moments_each_message_is_updated_once_or_reported() {
    let seed = std::env::var("BULK_UPDATE_SEED").ok().and_then(|seed| seed.parse().ok());
    let mut state: u64 = seed.unwrap_or(1);
    println!("BULK_UPDATE_SEED={state}");
    let program = Program::new(slow());
    program.write("updates.ndjson", &updates(MESSAGES));
    for _ in 0..10 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let requests = usize::try_from(state >> 60).unwrap();
        kill(program.start(&COMMAND, requests));
    }
    let ended = program.run(&COMMAND);
    assert!(matches!(ended.code, Some(0 | 1)), "{}", ended.stderr);
    let outcomes = check(&program, MESSAGES);
    let (updated, unknown) = (count(&outcomes, "updated"), count(&outcomes, "unknown"));
    assert_eq!(updated + unknown, MESSAGES);
    assert_eq!(ended.code, Some(i32::from(unknown > 0)));
    // At most the requests that were in flight when the program was killed.
    assert!(unknown <= 10 * 4 * 100, "{unknown}");
}

#[test]
fn a_line_that_was_cut_off_is_written_again() {
    let program = Program::new(slow());
    program.write("updates.ndjson", &updates(1_000));
    kill(program.start(&COMMAND, 20));
    let mut text = program.read("o.ndjson");
    text.push_str("{\"index\":999,\"li");
    program.write("o.ndjson", &text);
    let ended = program.run(&COMMAND);
    assert!(matches!(ended.code, Some(0 | 1)), "{}", ended.stderr);
    check(&program, 1_000);
}

#[test]
fn an_outcome_that_is_lost_is_reported_as_unknown() {
    let program = Program::new(quick());
    program.write("updates.ndjson", &(updates(300) + "{}\n"));
    assert_eq!(program.run(&COMMAND).code, Some(1));
    let text = program.read("o.ndjson");
    let kept: Vec<_> = text.lines().filter(|line| !line.contains("\"m17\"")).collect();
    program.write("o.ndjson", &(kept.join("\n") + "\n"));
    let before = program.kustomer.log().len();
    assert_eq!(program.run(&COMMAND).code, Some(1));
    let outcomes = outcomes(&program.read("o.ndjson"));
    assert_eq!(outcomes.len(), 301);
    assert_eq!((count(&outcomes, "updated"), count(&outcomes, "unknown")), (299, 1));
    assert_eq!((&outcomes[17]["id"], &outcomes[17]["line"]), (&"m17".into(), &18.into()));
    assert_eq!(program.kustomer.log().len(), before);
}

#[test]
fn standard_input_is_read_from_its_copy() {
    let program = Program::new(slow());
    let command = [&["-", "--spool", "spool.ndjson"], &COMMAND[1..]].concat();
    program.write("spool.ndjson.part", "{\"id\":\"cut off");
    let ended = program.run_with_input(&command, &updates(500));
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert_eq!(program.read("spool.ndjson"), updates(500));
    // The copy of an interrupted run is there, and standard input has nothing more.
    let other = Program::new(slow());
    other.write("spool.ndjson", &updates(500));
    let ended = other.run(&command);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert!(ended.stderr.contains("standard input is not read"), "{}", ended.stderr);
    check(&other, 500);
}

#[test]
fn another_input_for_a_journal_is_refused() {
    let program = Program::new(quick());
    program.write("updates.ndjson", &updates(300));
    assert_eq!(program.run(&COMMAND).code, Some(0));
    let other = format!("not JSON\n{}\nnot JSON\n", &updates(301)[1_000..]);
    program.write("updates.ndjson", &other);
    let (requests, outcomes) = (program.kustomer.log().len(), program.read("o.ndjson"));
    let ended = program.run(&COMMAND);
    assert_eq!(ended.code, Some(2), "{}", ended.stderr);
    assert!(ended.stderr.contains("the input does not begin with"), "{}", ended.stderr);
    assert_eq!(program.kustomer.log().len(), requests);
    assert_eq!(program.read("o.ndjson"), outcomes);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_drains_and_goes_on() {
    let program = Program::new(slow());
    program.write("updates.ndjson", &updates(MESSAGES));
    let ended = interrupt(program.start(&COMMAND, 15));
    assert_eq!(ended.code, Some(3), "{}", ended.stderr);
    assert!(ended.stderr.contains("the same command goes on"), "{}", ended.stderr);
    let drained = outcomes(&program.read("o.ndjson"));
    assert!(!drained.is_empty() && drained.len() < MESSAGES);
    assert_eq!(count(&drained, "updated"), drained.len());
    let ended = program.run(&COMMAND);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert_eq!(count(&check(&program, MESSAGES), "updated"), MESSAGES);
}

#[cfg(unix)]
#[test]
fn without_a_journal_an_interrupted_run_says_what_was_not_sent() {
    let program = Program::new(slow());
    program.write("updates.ndjson", &updates(MESSAGES));
    let command = [&COMMAND[..3], &["--max-open-jobs", "2"]].concat();
    let ended = interrupt(program.start(&command, 15));
    assert_eq!(ended.code, Some(3), "{}", ended.stderr);
    let outcomes = outcomes(&program.read("o.ndjson"));
    let (updated, failed) = (count(&outcomes, "updated"), count(&outcomes, "failed"));
    assert_eq!(updated + failed, outcomes.len());
    let rest = format!("input after item {0} (line {0}) was not read", outcomes.len());
    assert!(outcomes.len() < MESSAGES && ended.stderr.contains(&rest), "{}", ended.stderr);
    let again = program.run(&["--only-failed", "o.ndjson"]);
    assert_eq!(again.code, Some(0), "{}", again.stderr);
    assert_eq!(count(&again.outcomes(), "updated"), failed);
    assert_eq!(program.accepted().len(), outcomes.len());
}

/// Sends what Ctrl-C does, and waits for the end.
#[cfg(unix)]
fn interrupt(child: Child) -> super::program::Ended {
    let id = child.id().to_string();
    let status = std::process::Command::new("kill").args(["-INT", &id]).status().unwrap();
    assert!(status.success());
    super::program::Ended::new(child.wait_with_output().unwrap())
}
