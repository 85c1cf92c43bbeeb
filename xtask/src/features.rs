//! `cargo xtask features`: the generated crate with each combination of its features.
//!
//! Invariant: what cargo says about a combination, a warning too, is a failure of it.

use std::ffi::OsString;
use std::num::NonZero;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;

use lexopt::{Arg, Parser};
use serde_json::Value;

use crate::outcome::Outcome;
use crate::words;
use crate::workspace::Workspace;

const HELP: &str = "\
Checks the generated crate with each combination of its features.

Usage: cargo xtask features
";

/// The crate, by its name in the workspace.
const PACKAGE: &str = "kustomer-client";

/// The feature that needs a library of the system.
const NATIVE_TLS: &str = "native-tls";

pub(crate) fn command(mut parser: Parser) -> Outcome {
    match parser.next() {
        Ok(None) => Workspace::find()
            .and_then(|it| run(&it))
            .unwrap_or_else(|problem| Outcome::failure(format!("error: {problem}\n"))),
        Ok(Some(Arg::Long("help") | Arg::Short('h'))) => Outcome::success(HELP.to_owned()),
        Ok(Some(other)) => Outcome::usage(&other.unexpected().to_string(), HELP),
        Err(error) => Outcome::usage(&error.to_string(), HELP),
    }
}

fn run(workspace: &Workspace) -> Result<Outcome, String> {
    let mut features = features(workspace)?;
    let mut said = String::new();
    if !has_openssl() {
        features.retain(|feature| feature != NATIVE_TLS);
        said.push_str("left out, for want of OpenSSL's headers: native-tls\n");
    }
    let combinations = powerset(&features);
    if let Some(problem) = first_problem(workspace, &combinations)? {
        return Ok(Outcome::failure(problem));
    }
    let count = words::plural(combinations.len(), "combination");
    Ok(Outcome::success(format!("{said}{count} of {} compile\n", features.join(", "))))
}

/// The features of the crate, but for `default`, which is a combination of others.
fn features(workspace: &Workspace) -> Result<Vec<String>, String> {
    let output = cargo(workspace, &["metadata", "--no-deps", "--format-version=1"])?;
    let metadata: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("what cargo tells of the workspace is no JSON: {error}"))?;
    let packages = metadata.get("packages").and_then(Value::as_array).into_iter().flatten();
    let package = packages
        .into_iter()
        .find(|package| package.get("name").and_then(Value::as_str) == Some(PACKAGE))
        .ok_or_else(|| format!("there is no package `{PACKAGE}`"))?;
    let features = package.get("features").and_then(Value::as_object);
    let names = features.into_iter().flat_map(|features| features.keys());
    Ok(names.filter(|name| *name != "default").cloned().collect())
}

/// All combinations, the one of nothing and the one of everything among them.
fn powerset(features: &[String]) -> Vec<Vec<String>> {
    features.iter().fold(vec![Vec::new()], |sets, feature| {
        let with = sets.iter().map(|set| [set.as_slice(), std::slice::from_ref(feature)].concat());
        let with: Vec<_> = with.collect();
        [sets, with].concat()
    })
}

/// What is wrong with one of the combinations. They are checked by as many processes as there are
/// processors, each with a folder of its own, because cargo lets only one at a time into a folder.
fn first_problem(
    workspace: &Workspace,
    combinations: &[Vec<String>],
) -> Result<Option<String>, String> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let share = combinations.len().div_ceil(processors).max(1);
    let outcomes = thread::scope(|scope| {
        let shares = combinations.chunks(share).enumerate();
        let threads = shares.map(|(number, share)| {
            let folder = workspace.target_dir().join("features").join(number.to_string());
            scope.spawn(move || {
                share.iter().find_map(|it| check(workspace, it, &folder).transpose())
            })
        });
        let threads: Vec<_> = threads.collect();
        threads.into_iter().map(thread::ScopedJoinHandle::join).collect::<Vec<_>>()
    });
    for outcome in outcomes {
        let found = outcome.map_err(|_| "a check ended without an outcome".to_owned())?;
        if let Some(problem) = found.transpose()? {
            return Ok(Some(problem));
        }
    }
    Ok(None)
}

/// What is wrong with a combination.
fn check(
    workspace: &Workspace,
    features: &[String],
    folder: &Path,
) -> Result<Option<String>, String> {
    let list = features.join(",");
    let command = ["check", "--quiet", "--package", PACKAGE, "--no-default-features"];
    let (chosen, folder) = (format!("--features={list}"), folder.to_string_lossy());
    let output = cargo(workspace, &[&command[..], &[&chosen, "--target-dir", &folder]].concat())?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let is_fine = output.status.success() && said.trim().is_empty();
    Ok((!is_fine).then(|| format!("error: with the features `{list}`\n{said}")))
}

fn cargo(workspace: &Workspace, arguments: &[&str]) -> Result<Output, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command.args(arguments).current_dir(workspace.root()).stdin(Stdio::null());
    // Each combination is checked once, so that what a second check could use is only work.
    command.env("CARGO_INCREMENTAL", "0");
    command.output().map_err(|error| format!("cannot run cargo: {error}"))
}

/// Whether `native-tls` can be built: elsewhere than on Linux, the system has what it needs.
fn has_openssl() -> bool {
    let mut look = Command::new("pkg-config");
    look.args(["--exists", "openssl"]).stdout(Stdio::null()).stderr(Stdio::null());
    !cfg!(target_os = "linux")
        || std::env::var_os("OPENSSL_DIR").is_some()
        || look.status().is_ok_and(|status| status.success())
}
