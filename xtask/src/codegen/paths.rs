//! The paths of a run: those of the flags, else the defaults of the workspace.
//!
//! Paths on the command line are relative to the current directory, the defaults to the workspace.
//!
//! Invariants: the default output directory is used only for the default description. No absolute
//! path gets into what is generated.

use std::fs;
use std::path::{Path, PathBuf};

use super::arguments::Arguments;
use crate::workspace::Workspace;

pub(super) const DEFAULT_SPEC: &str = "spec/kustomer.yaml";
pub(super) const DEFAULT_OUT: &str = "generated";

/// The paths of a run and their names in messages.
#[derive(Debug)]
pub(super) struct Paths {
    /// The description.
    pub(super) spec: PathBuf,
    /// The name of the description in messages and in the generated files.
    pub(super) source_name: String,
    /// The directory of the generated crate.
    pub(super) out: PathBuf,
    /// The name of the output directory in messages.
    pub(super) label: String,
}

/// Why there are no paths.
#[derive(Debug)]
pub(super) enum PathsError {
    /// A default is needed and there is no workspace.
    NoWorkspace(String),
    /// Another description than the default has no output directory.
    NoOut(PathBuf),
}

impl Paths {
    /// Resolves the paths of the arguments.
    pub(super) fn resolve(
        arguments: &Arguments,
        workspace: Result<&Workspace, &String>,
    ) -> Result<Self, PathsError> {
        let default = |path: &str| match workspace {
            Ok(workspace) => Ok(workspace.join(path)),
            Err(problem) => Err(PathsError::NoWorkspace(problem.clone())),
        };
        if let (Some(spec), None) = (&arguments.spec, &arguments.out) {
            let is_default =
                default(DEFAULT_SPEC).is_ok_and(|default| is_same_file(spec, &default));
            if !is_default {
                return Err(PathsError::NoOut(spec.clone()));
            }
        }
        let spec = arguments.spec.clone().map_or_else(|| default(DEFAULT_SPEC), Ok)?;
        let out = arguments.out.clone().map_or_else(|| default(DEFAULT_OUT), Ok)?;
        let label = arguments.out.as_deref().unwrap_or(Path::new(DEFAULT_OUT));
        Ok(Self {
            source_name: source_name(&spec, workspace.ok()),
            label: label.to_string_lossy().trim_end_matches(['/', '\\']).to_owned(),
            spec,
            out,
        })
    }
}

fn is_same_file(left: &Path, right: &Path) -> bool {
    let files = fs::canonicalize(left).ok().zip(fs::canonicalize(right).ok());
    files.is_some_and(|(left, right)| left == right)
}

/// The path of a file in the workspace, or else only the name of the file.
pub(crate) fn source_name(spec: &Path, workspace: Option<&Workspace>) -> String {
    let root = workspace.and_then(|workspace| fs::canonicalize(workspace.root()).ok());
    let found = fs::canonicalize(spec).ok().zip(root);
    let inside = found.and_then(|(file, root)| Some(file.strip_prefix(root).ok()?.to_owned()));
    let name = inside.or_else(|| spec.file_name().map(PathBuf::from));
    let name = name.unwrap_or_else(|| spec.to_owned());
    let parts: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
