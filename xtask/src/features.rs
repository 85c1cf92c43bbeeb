//! `cargo xtask features`: checks the generated crate with combinations of its features.
//!
//! Those that have the client are combined with each other, and so are those that types alone have.
//! Code that depends on one of each does not exist. Of either, each combination of at most two is
//! checked, and all together. So code that depends on up to three features is checked in every case,
//! and the number of combinations grows with the square of that of the features: all combinations
//! would double with each feature.
//!
//! Invariant: any message of cargo on a combination, even a warning, is a failure.

use std::num::NonZero;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;

use lexopt::Parser;
use serde_json::Value;

use crate::command_result::CommandResult;
use crate::pluralize::pluralize;
use crate::workspace::Workspace;
use crate::{cargo, run_without_flags};

const HELP: &str = "\
Checks the generated crate with no feature, each feature, each two of them, and all of them.

Usage: cargo xtask features

On Linux, the feature `native-tls` needs the headers of OpenSSL; without them, it is left out.
";

/// The generated crate in the workspace.
const PACKAGE: &str = "kustomer-client";

/// The feature with everything but types and their JSON.
const CLIENT: &str = "client";

/// The feature that needs a library of the operating system.
const NATIVE_TLS: &str = "native-tls";

pub(crate) fn command(parser: Parser) -> CommandResult {
    run_without_flags(parser, HELP, run)
}

fn run(workspace: &Workspace) -> Result<CommandResult, String> {
    let Features { mut of_client, of_types } = features(workspace)?;
    let mut text = String::new();
    if !has_openssl() {
        of_client.retain(|feature| feature != NATIVE_TLS);
        text.push_str("native-tls is left out: the headers of OpenSSL are not found\n");
    }
    let combinations = [combinations(&of_client), combinations(&of_types)].concat();
    if let Some(problem) = check_all(workspace, &combinations)? {
        return Ok(CommandResult::failure(problem));
    }
    let count = pluralize(combinations.len(), "combination");
    let names = [of_client, of_types].concat().join(", ");
    Ok(CommandResult::success(format!("{text}{count} of {names} compile\n")))
}

/// The features of the crate, without `default`, which is a combination of others.
struct Features {
    /// Those that imply the client.
    of_client: Vec<String>,
    /// The client, and those that types have without it.
    of_types: Vec<String>,
}

fn features(workspace: &Workspace) -> Result<Features, String> {
    let output = run_cargo(workspace, &["metadata", "--no-deps", "--format-version=1"])?;
    let metadata: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("the output of `cargo metadata` is not JSON: {error}"))?;
    let packages = metadata.get("packages").and_then(Value::as_array).into_iter().flatten();
    let package = packages
        .into_iter()
        .find(|package| package.get("name").and_then(Value::as_str) == Some(PACKAGE))
        .ok_or_else(|| format!("there is no package `{PACKAGE}`"))?;
    let features = package.get("features").and_then(Value::as_object);
    let features = features.into_iter().flatten().filter(|(name, _)| *name != "default");
    let implies_client = |implied: &Value| {
        implied.as_array().into_iter().flatten().any(|name| name.as_str() == Some(CLIENT))
    };
    let (of_client, of_types): (Vec<_>, Vec<_>) =
        features.partition(|(_, implied)| implies_client(implied));
    let names = |features: Vec<(&String, &Value)>| {
        features.into_iter().map(|(name, _)| name.clone()).collect()
    };
    Ok(Features { of_client: names(of_client), of_types: names(of_types) })
}

/// The combinations of at most two of the features, and the one of all of them.
fn combinations(features: &[String]) -> Vec<Vec<String>> {
    let mut combinations = vec![Vec::new()];
    for (number, feature) in features.iter().enumerate() {
        combinations.push(vec![feature.clone()]);
        let earlier = features.iter().take(number);
        combinations.extend(earlier.map(|other| vec![other.clone(), feature.clone()]));
    }
    if features.len() > 2 {
        combinations.push(features.to_vec());
    }
    combinations
}

/// Checks the combinations and returns the first problem. There is one thread for each processor,
/// each with its own target directory, because cargo locks the target directory.
fn check_all(
    workspace: &Workspace,
    combinations: &[Vec<String>],
) -> Result<Option<String>, String> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let chunk = combinations.len().div_ceil(processors).max(1);
    let results = thread::scope(|scope| {
        let chunks = combinations.chunks(chunk).enumerate();
        let threads = chunks.map(|(number, chunk)| {
            let target = workspace.target_dir().join("features").join(number.to_string());
            scope.spawn(move || {
                chunk.iter().find_map(|it| check(workspace, it, &target).transpose())
            })
        });
        let threads: Vec<_> = threads.collect();
        threads.into_iter().map(thread::ScopedJoinHandle::join).collect::<Vec<_>>()
    });
    for result in results {
        let found = result.map_err(|_| "a thread panicked".to_owned())?;
        if let Some(problem) = found.transpose()? {
            return Ok(Some(problem));
        }
    }
    Ok(None)
}

/// Checks a combination and returns what is wrong with it.
fn check(
    workspace: &Workspace,
    features: &[String],
    target: &Path,
) -> Result<Option<String>, String> {
    let list = features.join(",");
    let command = ["check", "--quiet", "--package", PACKAGE, "--no-default-features"];
    let (flag, target) = (format!("--features={list}"), target.to_string_lossy());
    let output = run_cargo(workspace, &[&command[..], &[&flag, "--target-dir", &target]].concat())?;
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let is_ok = output.status.success() && stderr.trim().is_empty();
    Ok((!is_ok).then(|| format!("error: with the features `{list}`\n{stderr}")))
}

fn run_cargo(workspace: &Workspace, arguments: &[&str]) -> Result<Output, String> {
    let mut command = cargo::command(workspace.root());
    // Each combination is checked once, so incremental data would not be reused.
    command.args(arguments).env("CARGO_INCREMENTAL", "0");
    command.output().map_err(|error| format!("cannot run cargo: {error}"))
}

/// Whether `native-tls` can be built. Only on Linux does it need OpenSSL.
fn has_openssl() -> bool {
    let mut pkg_config = Command::new("pkg-config");
    pkg_config.args(["--exists", "openssl"]).stdout(Stdio::null()).stderr(Stdio::null());
    !cfg!(target_os = "linux")
        || std::env::var_os("OPENSSL_DIR").is_some()
        || pkg_config.status().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::combinations;

    #[test]
    fn any_three_features_are_checked_in_every_case() {
        let features: Vec<String> = (0..6).map(|number| number.to_string()).collect();
        let combinations = combinations(&features);
        for first in 0..6 {
            for second in 0..first {
                for third in 0..second {
                    let three = [first, second, third].map(|number: usize| number.to_string());
                    let cases = combinations
                        .iter()
                        .map(|it| three.each_ref().map(|name| it.contains(name)));
                    let cases: BTreeSet<[bool; 3]> = cases.collect();
                    assert_eq!(cases.len(), 8, "{three:?}");
                }
            }
        }
    }
}
