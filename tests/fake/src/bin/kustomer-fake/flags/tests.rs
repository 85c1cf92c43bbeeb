//! Command lines and the settings that they give.

use std::time::Duration;

use kustomer_fake::{
    BatchesForm, Fault, Faults, JobTiming, Key, RateLimit, ResetForm, Role, Rule, Setup,
};
use lexopt::Parser;

use super::{Command, FLAGS, Flags, HELP};

fn parse(line: &str) -> Result<Command, String> {
    Command::parse(Parser::from_args(line.split_whitespace()))
}

#[test]
fn no_flags_give_the_default_setup() {
    assert_eq!(parse(""), Ok(Command::Serve(Box::default())));
    assert_eq!(parse("-h"), Ok(Command::Help));
    assert_eq!(parse("--port 80 --help"), Ok(Command::Help));
}

#[test]
fn each_flag_sets_its_field() {
    let line = "--port 8080 --key reader=read-jobs,admin --key writer --rate-limit 3 \
        --rate-window 1.5 --rate-reset seconds-from-now --job-hidden 1 --job-queued=0 \
        --batch-time 0.25 --batch-items 7 --batches list --missing-message a --missing-message b \
        --history 9";
    let setup = Setup {
        keys: vec![
            Key { token: "reader".to_owned(), roles: vec![Role::ReadJobs, Role::Admin] },
            Key { token: "writer".to_owned(), roles: Role::ALL.to_vec() },
        ],
        rate_limit: RateLimit {
            requests: 3,
            window: Duration::from_millis(1500),
            reset: ResetForm::SecondsFromNow,
        },
        job_timing: JobTiming {
            hidden: Duration::from_secs(1),
            queued: Duration::ZERO,
            batch: Duration::from_millis(250),
            batch_items: 7,
        },
        batches: BatchesForm::List,
        missing_messages: vec!["a".to_owned(), "b".to_owned()],
        faults: Faults::default(),
        history: Some(9),
    };
    assert_eq!(parse(line), Ok(Command::Serve(Box::new(Flags { port: 8080, setup }))));
}

fn faults(line: &str) -> Option<Faults> {
    match parse(line) {
        Ok(Command::Serve(flags)) => Some(flags.setup.faults),
        _ => None,
    }
}

#[test]
fn each_fault_has_a_name() {
    let cases = [
        ("refuse", Fault::Refuse),
        ("reset-before", Fault::ResetBefore),
        ("reset-after", Fault::ResetAfter),
        ("lose-response", Fault::LoseResponse),
        ("status=503", Fault::Status(503)),
        ("delay=0.5", Fault::Delay(Duration::from_millis(500))),
        ("truncate=20", Fault::Truncate(20)),
        ("garble", Fault::Garble),
    ];
    for (name, fault) in cases {
        let expected = Faults::rules([Rule::new(fault)]);
        assert_eq!(faults(&format!("--fault {name}")), Some(expected), "{name}");
    }
}

#[test]
fn faults_have_conditions() {
    let rule = Rule::new(Fault::Status(503)).method(http::Method::GET).path("/batches");
    let expected = Faults::rules([rule.skip(2).times(5), Rule::new(Fault::Garble).times(u64::MAX)]);
    let line =
        "--fault status=503,method=GET,path=/batches,skip=2,times=5 --fault garble,times=all";
    assert_eq!(faults(line), Some(expected));
}

#[test]
fn random_faults_have_a_rate_and_a_seed() {
    let expected = Faults::random(7, 50, [Fault::Refuse, Fault::Status(500)]);
    let line = "--random-fault refuse --random-fault status=500 --random-rate 50 --seed 7";
    assert_eq!(faults(line), Some(expected));
    assert_eq!(faults("--random-fault refuse"), Some(Faults::random(0, 100, [Fault::Refuse])));
}

#[test]
fn the_message_names_the_flag_and_the_problem() {
    let cases = [
        ("--port 70000", "--port: `70000` is not a valid number"),
        ("--port", "missing argument"),
        ("--what", "invalid option '--what'"),
        ("serve", "unexpected argument \"serve\""),
        ("--key =admin", "--key: the token is empty"),
        ("--key a=boss", "--key: `boss` is not one of `update-messages`, `read-jobs`, `admin`"),
        ("--rate-window 0", "--rate-window: it must be more than 0 seconds"),
        ("--job-queued -1", "--job-queued: `-1` is not a number of seconds"),
        ("--batch-items 0", "--batch-items: it must be at least 1"),
        ("--batches map", "--batches: `map` is not one of `document`, `list`"),
        ("--fault what", "--fault: `what` is not a fault"),
        ("--fault status", "--fault: `status` needs a value"),
        ("--fault status=99", "--fault: `99` is not a status from 200 to 599"),
        ("--fault garble,when=now", "--fault: `when=now` is not one of"),
        ("--random-fault garble --random-rate 1001", "--random-rate: `1001` is more than 1000"),
        ("--seed 1", "need at least one --random-fault"),
    ];
    for (line, problem) in cases {
        let message = parse(line).err().unwrap_or_default();
        assert!(message.contains(problem), "{line}: {message}");
    }
}

#[test]
fn the_help_describes_each_flag() {
    for flag in FLAGS {
        assert!(HELP.contains(&format!("\n  --{flag} ")), "{flag}");
    }
}
