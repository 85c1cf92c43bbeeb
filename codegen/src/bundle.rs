//! Bundles a description and the files that it refers to.
//!
//! References to another file are rewritten to pointers that lead into it from the root, so that later
//! stages process a single document. Invariant: each file is read once, relative
//! references are resolved against the referring file, and no file outside the folder of the
//! description is read.

mod base_uri;
mod references;

use std::collections::{HashMap, VecDeque};

use self::base_uri::BaseUri;
use self::references::{Reference, references};
use crate::diagnostics::Diagnostics;
use crate::limits::{self, Exceeded};
use crate::parse;
use crate::pointer::bundled::{self, File};
use crate::resolve::{Expansion, Misspelt};
use crate::source::Source;
use crate::value::{Map, Value};

/// Access to the other files of a description.
pub trait Files {
    /// Returns the file at `path`, which is relative to the folder of the description and separated by
    /// `/`.
    ///
    /// # Errors
    /// A short reason why the file cannot be read.
    fn read(&mut self, path: &str) -> Result<Source, String>;
}

/// Access to no files, for descriptions that consist of one file.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Files for NoFiles {
    fn read(&mut self, _: &str) -> Result<Source, String> {
        Err("this description has no other files".to_owned())
    }
}

/// A description with all of its files.
#[derive(Debug)]
pub(crate) struct Bundle {
    /// The root file.
    pub root: Value,
    /// The other files by path.
    pub files: Value,
    /// Why references could not be resolved, by their text.
    pub unresolved: HashMap<String, String>,
    /// What references may add to the root.
    pub expansion: Expansion,
    /// The sections of the components in the root file with misspelt names.
    pub misspelt: Misspelt,
}

impl Bundle {
    /// A file without others, such as an overlay.
    pub(crate) fn of_one_file(root: Value, source: &Source) -> Self {
        Self {
            root,
            files: Value::Object(Map::default()),
            unresolved: HashMap::new(),
            expansion: Expansion::of_text(source.text.len()),
            misspelt: Misspelt::default(),
        }
    }
}

/// Reads all files that `root` refers to. A file that cannot be read is reported at its references.
pub(crate) fn bundle(
    mut root: Value,
    source: &Source,
    files: &mut dyn Files,
    diagnostics: &mut Diagnostics,
) -> Bundle {
    let own_name = source.name.rsplit('/').next().unwrap_or_default();
    let mut loader = Loader {
        own_name,
        own_uri: BaseUri::of(&root),
        files,
        diagnostics,
        bytes: source.text.len(),
        queue: VecDeque::new(),
        known: HashMap::new(),
        unresolved: HashMap::new(),
    };
    loader.rewrite(&mut root, "");
    let mut read = Map::default();
    // Ends, because each file is queued once and the number of files is limited.
    while let Some((path, mut value)) = loader.queue.pop_front() {
        loader.rewrite(&mut value, &path);
        read.insert(path.into(), value);
    }
    let (unresolved, expansion) = (loader.unresolved, Expansion::of_text(loader.bytes));
    let misspelt = Misspelt::of(&root);
    Bundle { root, files: Value::Object(read), unresolved, expansion, misspelt }
}

const TOO_MANY_FILES: Exceeded = Exceeded {
    most: limits::FILES,
    what: "files in a description",
    help: "put what belongs together into one file",
};

const TOO_MANY_BYTES: Exceeded = Exceeded {
    most: limits::TOTAL_BYTES,
    what: "bytes in the files of a description",
    help: "generate clients for parts of the API",
};

struct Loader<'s, 'f> {
    /// The file name of the description, which other files may refer to.
    own_name: &'s str,
    /// The URI of the description.
    own_uri: BaseUri,
    files: &'f mut dyn Files,
    diagnostics: &'f mut Diagnostics,
    /// The bytes of all files read so far.
    bytes: usize,
    /// Files whose references have not been rewritten yet.
    queue: VecDeque<(String, Value)>,
    /// The result for each path.
    known: HashMap<String, Result<(), String>>,
    unresolved: HashMap<String, String>,
}

impl Loader<'_, '_> {
    /// Rewrites the references of a file to point into the bundle.
    fn rewrite(&mut self, value: &mut Value, base: &str) {
        let uri = BaseUri::of(value);
        for Reference { pointer, text } in references(value, base) {
            match self.target(&text, base, &uri) {
                Ok(target) => {
                    if let Some(reference) = pointer.resolve_mut(value) {
                        *reference = target.as_str().into();
                    }
                }
                Err(reason) => {
                    self.unresolved.insert(text, reason);
                }
            }
        }
    }

    /// The rewritten form of a reference in the file `base`.
    fn target(&mut self, text: &str, base: &str, uri: &BaseUri) -> Result<String, String> {
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        if self.own_uri.is(path) {
            return Ok(format!("#{fragment}"));
        }
        let (path, base) = match self.own_uri.relative(path) {
            _ if uri.is(path) => ("", base),
            Some(path) => (path, ""),
            None => (path, base),
        };
        if path.contains("://") {
            return Err(
                "files are not fetched from the network; save it in the folder of the description"
                    .to_owned(),
            );
        }
        let path = if path.is_empty() { base.to_owned() } else { resolve_path(base, path)? };
        if path.is_empty() || path == self.own_name {
            return Ok(format!("#{fragment}"));
        }
        self.read(&path)?;
        let pointer = bundled::file(&path);
        Ok(format!("{}{fragment}", pointer.to_string().replace('%', "%25")))
    }

    fn read(&mut self, path: &str) -> Result<(), String> {
        if let Some(known) = self.known.get(path) {
            return known.clone();
        }
        let result = self.load(path);
        self.known.insert(path.to_owned(), result.clone());
        result
    }

    fn check_bytes(&self) -> Result<(), String> {
        if self.bytes > limits::TOTAL_BYTES { Err(TOO_MANY_BYTES.message()) } else { Ok(()) }
    }

    fn load(&mut self, path: &str) -> Result<(), String> {
        if self.known.len() >= limits::FILES {
            return Err(TOO_MANY_FILES.message());
        }
        self.check_bytes()?;
        let source = self.files.read(path)?;
        self.bytes = self.bytes.saturating_add(source.text.len());
        self.check_bytes()?;
        let mut found = Diagnostics::new();
        let value = if is_text(path) {
            Some(source.text.as_str().into())
        } else {
            parse::parse_part(&source, &mut found)
        };
        self.diagnostics
            .extend(found.into_iter().map(|problem| problem.in_file(File::Part(path.to_owned()))));
        self.diagnostics.add_file(path, source);
        let value = value.ok_or_else(|| "the file cannot be parsed".to_owned())?;
        self.queue.push_back((path.to_owned(), value));
        Ok(())
    }
}

/// Whether a file is the text of a description, not an object of the specification.
fn is_text(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["md", "markdown", "txt", "html"].iter().any(|text| extension.eq_ignore_ascii_case(text))
}

/// Resolves `path` against the file `base`.
fn resolve_path(base: &str, path: &str) -> Result<String, String> {
    let path = crate::pointer::percent_decoded(path).ok_or("the path is not UTF-8")?;
    if path.starts_with(['/', '\\']) || path.contains([':', '\\']) {
        return Err("only paths relative to the description are supported".to_owned());
    }
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop().ok_or("the path is outside the folder of the description")?;
            }
            step => steps.push(step),
        }
    }
    Ok(steps.join("/"))
}
