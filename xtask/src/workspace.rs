//! Finds the workspace that the commands maintain, at run time.

use std::path::{self, Path, PathBuf};
use std::{env, fs};

use toml::Table;

/// The workspace that the commands maintain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Finds the workspace of the package that cargo runs, else that of the current directory.
    ///
    /// # Errors
    ///
    /// Returns a message if neither is in a workspace with the member `xtask`.
    pub(crate) fn find() -> Result<Self, String> {
        let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let current = env::current_dir().ok();
        let found = [&package, &current].into_iter().flatten().find_map(|dir| Self::above(dir));
        found.ok_or_else(|| {
            let dir = current.unwrap_or_default();
            format!(
                "there is no workspace with the member `xtask` in {} or above; \
                 run the command in its workspace",
                dir.display()
            )
        })
    }

    /// Walks up from `dir` to the root of the workspace.
    fn above(dir: &Path) -> Option<Self> {
        let root = dir.ancestors().find(|dir| is_root(dir))?;
        Some(Self { root: root.to_owned() })
    }

    /// The root directory.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The path of a file or directory in the workspace.
    pub(crate) fn join(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// The directory in which cargo builds the workspace.
    pub(crate) fn target_dir(&self) -> PathBuf {
        let target = env::var_os("CARGO_TARGET_DIR").and_then(|dir| path::absolute(dir).ok());
        target.unwrap_or_else(|| self.join("target"))
    }
}

/// Whether `dir` has a `Cargo.toml` with a workspace, and the package `xtask`.
fn is_root(dir: &Path) -> bool {
    let manifest = fs::read_to_string(dir.join("Cargo.toml")).ok();
    let manifest = manifest.and_then(|text| text.parse::<Table>().ok());
    manifest.is_some_and(|it| it.contains_key("workspace"))
        && dir.join("xtask").join("Cargo.toml").is_file()
}
