//! `cargo xtask codegen` as a process, in a workspace of its own.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

const DESCRIPTION: &str = "openapi: 3.0.3\ninfo: { title: Pets, version: 1.0.0 }\npaths: {}\n";

/// A workspace with a default description.
struct Workspace(TempDir);

/// The result of a command.
struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Workspace {
    fn new() -> Self {
        let workspace = Self(TempDir::new().unwrap());
        workspace.put("Cargo.toml", "[workspace]\nmembers = [\"xtask\"]\n");
        workspace.put("xtask/Cargo.toml", "[package]\nname = \"xtask\"\n");
        workspace.put("spec/kustomer.yaml", DESCRIPTION);
        workspace
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Runs the command in the root directory of the workspace.
    fn run(&self, flags: &[&str]) -> Ran {
        run(self.0.path(), None, flags)
    }
}

fn run(current_dir: &Path, manifest_dir: Option<&Path>, flags: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("codegen").args(flags).current_dir(current_dir).env_remove("CARGO_MANIFEST_DIR");
    command.envs(manifest_dir.map(|dir| ("CARGO_MANIFEST_DIR", dir)));
    let output = command.output().unwrap();
    Ran {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn finds_the_workspace_above_the_current_directory() {
    let workspace = Workspace::new();
    let ran = run(&workspace.path("spec"), None, &[]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(workspace.text("generated/Cargo.toml").contains("from spec/kustomer.yaml"));
}

#[test]
fn finds_the_workspace_of_the_package_that_cargo_runs() {
    let (workspace, elsewhere) = (Workspace::new(), TempDir::new().unwrap());
    let ran = run(elsewhere.path(), Some(&workspace.path("xtask")), &[]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(workspace.path("generated/Cargo.toml").is_file());
}

#[test]
fn needs_no_workspace_if_both_paths_are_given() {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("pets.yaml"), DESCRIPTION).unwrap();
    for flags in [&[][..], &["--out", "out"]] {
        let ran = run(dir.path(), None, flags);
        assert_eq!(ran.code, Some(1));
        for part in ["no workspace with the member `xtask`", "--spec and --out"] {
            assert!(ran.stderr.contains(part), "{}", ran.stderr);
        }
    }
    let ran = run(dir.path(), None, &["--spec", "pets.yaml", "--out", "out"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let manifest = fs::read_to_string(dir.path().join("out/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"pets-client\""), "{manifest}");
}

#[test]
fn refuses_another_description_without_an_output_directory() {
    let workspace = Workspace::new();
    assert_eq!(workspace.run(&[]).code, Some(0));
    let before = workspace.text("generated/Cargo.toml");
    workspace.put("petstore.yaml", &DESCRIPTION.replace("Pets", "Petstore"));
    for flags in [&["--spec", "petstore.yaml"][..], &["--spec", "petstore.yaml", "--check"]] {
        let ran = workspace.run(flags);
        assert_eq!(ran.code, Some(2));
        assert!(ran.stderr.contains("`--spec petstore.yaml` needs `--out DIR`"), "{}", ran.stderr);
        assert_eq!(workspace.text("generated/Cargo.toml"), before);
    }
}

#[test]
fn the_default_description_needs_no_output_directory() {
    let workspace = Workspace::new();
    let ran = workspace.run(&["--spec", "spec/../spec/kustomer.yaml"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.starts_with("generated/: "), "{}", ran.stdout);
}

#[test]
fn refuses_to_replace_a_crate_of_another_name() {
    let workspace = Workspace::new();
    assert_eq!(workspace.run(&[]).code, Some(0));
    let before = workspace.text("generated/Cargo.toml");
    for flags in [&["--name", "other"][..], &["--name", "other", "--check"]] {
        let ran = workspace.run(flags);
        assert_eq!(ran.code, Some(1));
        for part in ["generated ", "`kustomer-client`", "`other`", "--replace"] {
            assert!(ran.stderr.contains(part), "{part} is not in: {}", ran.stderr);
        }
        assert_eq!(workspace.text("generated/Cargo.toml"), before);
    }
}

#[test]
fn replaces_a_crate_of_another_name_if_told_to() {
    let workspace = Workspace::new();
    assert_eq!(workspace.run(&[]).code, Some(0));
    let flags = ["--name", "other", "--replace"];
    let check = workspace.run(&[&flags[..], &["--check"]].concat());
    assert_eq!(check.code, Some(1));
    let command = "cargo xtask codegen --name other --replace\n";
    assert!(check.stderr.ends_with(command), "{}", check.stderr);
    let ran = workspace.run(&flags);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(workspace.text("generated/Cargo.toml").contains("name = \"other\""));
}

#[test]
fn refuses_to_replace_a_crate_whose_name_cannot_be_read() {
    let workspace = Workspace::new();
    assert_eq!(workspace.run(&[]).code, Some(0));
    let manifest = workspace.text("generated/Cargo.toml");
    for (edited, problem) in [
        (manifest.replace("name = ", "title = "), "there is no `package.name`"),
        (format!("{manifest}<<<<<<<\n"), "cannot read the name of the crate"),
    ] {
        workspace.put("generated/Cargo.toml", &edited);
        let ran = workspace.run(&[]);
        assert_eq!(ran.code, Some(1));
        assert!(ran.stderr.contains(problem) && ran.stderr.contains("--replace"), "{}", ran.stderr);
        assert_eq!(workspace.text("generated/Cargo.toml"), edited);
    }
    assert_eq!(workspace.run(&["--replace"]).code, Some(0));
    assert_eq!(workspace.text("generated/Cargo.toml"), manifest);
}

#[test]
fn an_interrupted_run_is_reported_and_repaired() {
    let workspace = Workspace::new();
    assert_eq!(workspace.run(&[]).code, Some(0));
    fs::create_dir(workspace.path("generated/.codegen-update")).unwrap();
    let check = workspace.run(&["--check"]);
    assert_eq!(check.code, Some(1));
    assert!(check.stderr.contains("an earlier run was interrupted"), "{}", check.stderr);
    assert_eq!(workspace.run(&[]).code, Some(0));
    assert!(!workspace.path("generated/.codegen-update").exists());
    assert_eq!(workspace.run(&["--check"]).code, Some(0));
}

#[cfg(unix)]
#[test]
fn a_description_that_is_not_a_file_is_refused_and_nothing_is_written() {
    let workspace = Workspace::new();
    let pipe = workspace.path("pipe.yaml");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for (path, reason) in [
        (pipe.to_str().unwrap(), "it is not a regular file"),
        ("spec", "it is a directory"),
        ("/dev/zero", "it is not a regular file"),
    ] {
        let refused = workspace.run(&["--spec", path, "--out", "out", "--name", "client"]);
        assert_eq!(refused.code, Some(1));
        assert!(refused.stderr.contains(reason), "{}", refused.stderr);
        assert!(!workspace.path("out").exists());
    }
}

#[cfg(unix)]
#[test]
fn the_text_of_a_file_outside_of_the_folder_is_never_shown() {
    let workspace = Workspace::new();
    workspace.put("secret.yaml", "secret text: [\n");
    std::os::unix::fs::symlink("../secret.yaml", workspace.path("spec/link.yaml")).unwrap();
    let schemas = "components: { schemas: { A: { $ref: link.yaml } } }\n";
    workspace.put("spec/kustomer.yaml", &format!("{DESCRIPTION}{schemas}"));
    let refused = workspace.run(&[]);
    assert_eq!(refused.code, Some(1));
    assert!(!refused.stderr.contains("secret text"), "{}", refused.stderr);
    assert!(refused.stderr.contains("spec/kustomer.yaml:4:"), "{}", refused.stderr);
    let reason = "it is a link to a file outside of the folder of the description";
    assert!(refused.stderr.contains(reason), "{}", refused.stderr);
}
