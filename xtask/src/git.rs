//! Files of a commit, by the program `git`.
//!
//! Invariant: the working tree and the index are only read.

use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};
use std::str;

/// The state of a folder in a commit.
#[derive(Debug)]
pub(crate) enum Committed {
    /// The folder is in no repository that can be read.
    NoRepository,
    /// The texts of the files; `None` for those that the commit does not have.
    Files(Vec<Option<String>>),
}

/// Reads files in `dir` as they are in a commit.
///
/// # Errors
///
/// Returns a message if `revision` is not that of a commit.
pub(crate) fn files(dir: &Path, revision: &str, names: &[&str]) -> Result<Committed, String> {
    let Some((above, inside)) = existing(dir) else { return Ok(Committed::NoRepository) };
    let is_in_repository = above.ancestors().any(|dir| dir.join(".git").exists());
    let found = if is_in_repository { commit(&above, revision) } else { Commit::Unreadable };
    match (found, revision) {
        (Commit::Found, _) => {}
        // A repository without a commit has nothing to compare with.
        (Commit::None, "HEAD") => return Ok(Committed::Files(vec![None; names.len()])),
        (Commit::Unreadable, "HEAD") => return Ok(Committed::NoRepository),
        _ => return Err(format!("`{revision}` is no commit, folder or file")),
    }
    let objects = names.iter().map(|name| {
        let path = inside.join(name);
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        format!("{revision}:./{}\n", parts.join("/"))
    });
    match batch(&above, &objects.collect::<String>()) {
        Ok(output) => Ok(Committed::Files(texts(&output, names.len()))),
        Err(error) => Err(format!("git: {error}")),
    }
}

/// The nearest folder that exists, and the rest of the path.
fn existing(dir: &Path) -> Option<(PathBuf, PathBuf)> {
    let dir = std::path::absolute(dir).ok()?;
    let above = dir.ancestors().find(|dir| dir.is_dir())?;
    let inside = dir.strip_prefix(above).ok()?;
    let is_plain = inside.components().all(|part| matches!(part, Component::Normal(_)));
    is_plain.then(|| (above.to_owned(), inside.to_owned()))
}

fn git(dir: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(dir).stderr(Stdio::null());
    command
}

/// Whether a revision is that of a commit.
enum Commit {
    Found,
    None,
    /// There is no `git`, or it refuses the repository, such as that of another user.
    Unreadable,
}

fn commit(dir: &Path, revision: &str) -> Commit {
    let name = format!("{revision}^{{commit}}");
    let mut command = git(dir);
    command.args(["rev-parse", "--quiet", "--verify", "--end-of-options", &name]);
    match command.stdout(Stdio::null()).status().ok().and_then(|status| status.code()) {
        Some(0) => Commit::Found,
        Some(1) => Commit::None,
        _ => Commit::Unreadable,
    }
}

/// The output of `git cat-file --batch` for a list of objects.
fn batch(dir: &Path, objects: &str) -> io::Result<Vec<u8>> {
    let mut command = git(dir);
    command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn()?;
    if let Some(mut input) = child.stdin.take() {
        // A few lines fit into the pipe, so that this does not wait for the output to be read.
        input.write_all(objects.as_bytes())?;
    }
    Ok(child.wait_with_output()?.stdout)
}

/// The texts in the output: for each object a line with its size, its bytes and a line break, or a line
/// that ends with `missing`.
fn texts(output: &[u8], count: usize) -> Vec<Option<String>> {
    let mut rest = output;
    let mut texts = Vec::new();
    while texts.len() < count {
        let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        let after = after.get(1..).unwrap_or_default();
        let mut words = str::from_utf8(line).unwrap_or_default().rsplit(' ');
        let size = words.next().and_then(|size| size.parse::<usize>().ok());
        let is_blob = words.next() == Some("blob");
        rest = after;
        let size = size.filter(|size| is_blob && *size <= after.len());
        texts.push(size.and_then(|size| {
            let (text, next) = after.split_at(size);
            rest = next.get(1..).unwrap_or_default();
            String::from_utf8(text.to_vec()).ok()
        }));
    }
    texts
}
