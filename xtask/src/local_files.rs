//! Reads the local files to which a description refers.
//!
//! Invariant: only regular files in the directory of the description are read. A symbolic link is
//! followed if its target is one of them, so that no diagnostic can show the text of another file.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::source::Source;
use codegen::{Files, limits};

use crate::regular_file;

/// The files in the directory of a description.
pub(crate) struct LocalFiles {
    dir: PathBuf,
    /// The directory in messages: empty, or with a `/` at its end.
    label: String,
}

impl LocalFiles {
    /// The files in the directory of the description `path`, whose name in messages is `name`.
    pub(crate) fn new(path: &Path, name: &str) -> Self {
        let label = name.rsplit_once('/').map_or_else(String::new, |(dir, _)| format!("{dir}/"));
        let dir = match path.parent() {
            Some(parent) if parent != Path::new("") => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        Self { dir, label }
    }

    /// The path of a file without symbolic links.
    fn resolve(&self, path: &str) -> Result<PathBuf, String> {
        let canonical = |path: &Path| fs::canonicalize(path).map_err(|error| error.to_string());
        let (dir, file) = (canonical(&self.dir)?, canonical(&self.dir.join(path))?);
        if file.starts_with(&dir) {
            Ok(file)
        } else {
            Err("it is a link to a file outside of the folder of the description".to_owned())
        }
    }
}

impl Files for LocalFiles {
    fn read(&mut self, path: &str) -> Result<Source, String> {
        let bytes = regular_file::read(&self.resolve(path)?, limits::FILE_BYTES)?;
        Source::decode(format!("{}{path}", self.label), bytes).map_err(|problem| {
            let located = problem.diagnostics.located(&problem.source);
            let place = located.iter().find_map(|it| it.location);
            let place = place.map(|it| format!("line {}, column {}", it.line, it.column));
            format!("it is not UTF-8 ({}); save it as UTF-8", place.unwrap_or_default())
        })
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs::{self, File};
    use std::io;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use codegen::{Files, limits};
    use tempfile::TempDir;

    use super::LocalFiles;

    /// What is read for a reference to `path`, in the folder `api` of a temporary directory.
    fn read(dir: &TempDir, path: &str) -> Result<String, String> {
        let description = dir.path().join("api/openapi.yaml");
        LocalFiles::new(&description, "api/openapi.yaml").read(path).map(|source| source.text)
    }

    fn reason(dir: &TempDir, path: &str) -> String {
        read(dir, path).err().unwrap_or_default()
    }

    fn dir() -> io::Result<TempDir> {
        let dir = TempDir::new()?;
        fs::create_dir_all(dir.path().join("api/inside"))?;
        fs::write(dir.path().join("secret.yaml"), "secret")?;
        fs::write(dir.path().join("api/inside/a.yaml"), "a")?;
        Ok(dir)
    }

    #[test]
    fn links_are_followed_only_inside_of_the_folder() -> io::Result<()> {
        let dir = dir()?;
        for (target, link) in [
            ("inside/a.yaml", "file.yaml"),
            ("inside", "folder"),
            ("../secret.yaml", "out.yaml"),
            ("..", "parent"),
            ("/", "root"),
            ("out.yaml", "chain.yaml"),
            ("loop.yaml", "loop.yaml"),
        ] {
            symlink(target, dir.path().join("api").join(link))?;
        }
        // The way back into the folder is not a way out.
        for path in ["file.yaml", "folder/a.yaml", "parent/api/inside/a.yaml"] {
            assert_eq!(read(&dir, path), Ok("a".to_owned()), "{path}");
        }
        for path in
            ["out.yaml", "parent/secret.yaml", "root/etc/passwd", "chain.yaml", "../secret.yaml"]
        {
            assert!(reason(&dir, path).contains("outside of the folder"), "{path}");
        }
        assert!(read(&dir, "loop.yaml").is_err());
        Ok(())
    }

    #[test]
    fn only_regular_files_are_opened() -> io::Result<()> {
        let dir = dir()?;
        let inside = |name: &str| dir.path().join("api").join(name);
        assert!(Command::new("mkfifo").arg(inside("pipe.yaml")).status()?.success());
        let _socket = UnixListener::bind(inside("socket.yaml"))?;
        symlink("/dev/zero", inside("zero.yaml"))?;
        assert_eq!(reason(&dir, "pipe.yaml"), "it is not a regular file");
        assert_eq!(reason(&dir, "socket.yaml"), "it is not a regular file");
        assert_eq!(reason(&dir, "inside"), "it is a directory");
        assert!(reason(&dir, "zero.yaml").contains("outside of the folder"));
        Ok(())
    }

    #[test]
    fn large_files_are_not_read_completely() -> io::Result<()> {
        let dir = dir()?;
        // The file has no blocks on the disk.
        let length = u64::try_from(limits::FILE_BYTES).unwrap_or(u64::MAX);
        File::create(dir.path().join("api/large.yaml"))?.set_len(length * 1_000)?;
        let expected = format!("it has more than {} bytes", limits::FILE_BYTES);
        assert_eq!(reason(&dir, "large.yaml"), expected);
        Ok(())
    }
}
