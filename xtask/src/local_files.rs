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
        let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
        Ok(Source { name: format!("{}{path}", self.label), text })
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
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

    fn dir() -> TempDir {
        let dir = TempDir::new().unwrap_or_else(|error| panic!("{error}"));
        assert!(fs::create_dir_all(dir.path().join("api/inside")).is_ok());
        assert!(fs::write(dir.path().join("secret.yaml"), "secret").is_ok());
        assert!(fs::write(dir.path().join("api/inside/a.yaml"), "a").is_ok());
        dir
    }

    #[test]
    fn links_are_followed_only_inside_of_the_folder() {
        let dir = dir();
        let link = |target: &str, link: &str| {
            assert!(symlink(target, dir.path().join("api").join(link)).is_ok());
        };
        link("inside/a.yaml", "file.yaml");
        link("inside", "folder");
        link("../secret.yaml", "out.yaml");
        link("..", "parent");
        link("/", "root");
        link("out.yaml", "chain.yaml");
        link("loop.yaml", "loop.yaml");
        assert_eq!(read(&dir, "file.yaml"), Ok("a".to_owned()));
        assert_eq!(read(&dir, "folder/a.yaml"), Ok("a".to_owned()));
        for path in
            ["out.yaml", "parent/secret.yaml", "root/etc/passwd", "chain.yaml", "../secret.yaml"]
        {
            let reason = read(&dir, path).err().unwrap_or_default();
            assert!(reason.contains("outside of the folder"), "{path}: {reason}");
        }
        assert!(read(&dir, "loop.yaml").is_err());
        // The way back into the folder is not a way out.
        assert_eq!(read(&dir, "parent/api/inside/a.yaml"), Ok("a".to_owned()));
    }

    #[test]
    fn only_regular_files_are_opened() {
        let dir = dir();
        let inside = |name: &str| dir.path().join("api").join(name);
        let made = Command::new("mkfifo").arg(inside("pipe.yaml")).status();
        assert!(made.is_ok_and(|status| status.success()));
        let socket = UnixListener::bind(inside("socket.yaml"));
        assert!(socket.is_ok());
        assert!(symlink("/dev/zero", inside("zero.yaml")).is_ok());
        let reason = |path| read(&dir, path).err().unwrap_or_default();
        assert_eq!(reason("pipe.yaml"), "it is not a regular file");
        assert_eq!(reason("socket.yaml"), "it is not a regular file");
        assert_eq!(reason("inside"), "it is a directory");
        assert!(reason("zero.yaml").contains("outside of the folder"));
    }

    #[test]
    fn large_files_are_not_read_completely() {
        let dir = dir();
        let large = fs::File::create(dir.path().join("api/large.yaml"));
        // The file has no blocks on the disk.
        let length = u64::try_from(limits::FILE_BYTES).unwrap_or(u64::MAX);
        assert!(large.is_ok_and(|file| file.set_len(length * 1_000).is_ok()));
        assert_eq!(
            read(&dir, "large.yaml"),
            Err(format!("it has more than {} bytes", limits::FILE_BYTES))
        );
    }
}
