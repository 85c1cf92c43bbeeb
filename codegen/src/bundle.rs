//! A description and the files it refers to, as one value.
//!
//! Every file is put under one member of the root, and references to it are rewritten to lead there,
//! so that later stages know only one document. Invariant: each file is read once, files refer to
//! each other relative to where they stand, and none is read from outside of the folder of the
//! description.

mod references;

use std::collections::{HashMap, VecDeque};

use serde_json::{Map, Value};

use self::references::{Reference, references};
use crate::diagnostics::Diagnostics;
use crate::parse;
use crate::pointer::Pointer;
use crate::pointer::bundled::FILES;
use crate::source::Source;

/// How many files a description may consist of.
const MOST_FILES: usize = 2_000;

/// The files beside a description.
pub trait Files {
    /// The text of the file at `path`, which is relative to the folder of the description and uses
    /// `/` between folders.
    ///
    /// # Errors
    /// Why it cannot be read, in a few words.
    fn read(&mut self, path: &str) -> Result<Source, String>;
}

/// For descriptions that consist of one file.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Files for NoFiles {
    fn read(&mut self, _: &str) -> Result<Source, String> {
        Err("there are no files beside this description".to_owned())
    }
}

/// One value for all files.
#[derive(Debug)]
pub(crate) struct Bundle {
    /// The root, with the other files in it.
    pub root: Value,
    /// Why references lead nowhere, by how they are written.
    pub unread: HashMap<String, String>,
}

/// Reads all files that `root` needs. What cannot be read is told where it is referred to.
pub(crate) fn bundle(
    mut root: Value,
    source: &Source,
    files: &mut dyn Files,
    diagnostics: &mut Diagnostics,
) -> Bundle {
    let own_name = source.name.rsplit('/').next().unwrap_or_default();
    let mut reading = Reading {
        own_name,
        files,
        diagnostics,
        queue: VecDeque::new(),
        known: HashMap::new(),
        unread: HashMap::new(),
    };
    reading.rewrite(&mut root, "");
    let mut read = Map::new();
    while let Some((path, mut value)) = reading.queue.pop_front() {
        reading.rewrite(&mut value, &path);
        read.insert(path, value);
    }
    let unread = reading.unread;
    if let (false, Value::Object(members)) = (read.is_empty(), &mut root) {
        members.insert(FILES.to_owned(), Value::Object(read));
    }
    Bundle { root, unread }
}

struct Reading<'s, 'f> {
    /// The name of the description's own file, to which other files may refer.
    own_name: &'s str,
    files: &'f mut dyn Files,
    diagnostics: &'f mut Diagnostics,
    /// Files that have been read, and whose references have not been followed.
    queue: VecDeque<(String, Value)>,
    /// What became of each path.
    known: HashMap<String, Result<(), String>>,
    unread: HashMap<String, String>,
}

impl Reading<'_, '_> {
    /// Makes the references in a file lead into the bundle.
    fn rewrite(&mut self, value: &mut Value, base: &str) {
        for Reference { place, text } in references(value, base) {
            match self.target(&text, base) {
                Ok(target) => {
                    if let Some(reference) = value.pointer_mut(place.as_str()) {
                        *reference = Value::String(target);
                    }
                }
                Err(reason) => {
                    self.unread.insert(text, reason);
                }
            }
        }
    }

    /// Where a reference in the file `base` leads.
    fn target(&mut self, text: &str, base: &str) -> Result<String, String> {
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        if path.contains("://") {
            return Err(
                "nothing is fetched from the network; save it beside the description".to_owned()
            );
        }
        let path = if path.is_empty() { base.to_owned() } else { resolve_path(base, path)? };
        if path.is_empty() || path == self.own_name {
            return Ok(format!("#{fragment}"));
        }
        self.read(&path)?;
        let place = Pointer::root().child(FILES).child(&path);
        Ok(format!("{}{fragment}", place.to_string().replace('%', "%25")))
    }

    fn read(&mut self, path: &str) -> Result<(), String> {
        if let Some(known) = self.known.get(path) {
            return known.clone();
        }
        let outcome = self.load(path);
        self.known.insert(path.to_owned(), outcome.clone());
        outcome
    }

    fn load(&mut self, path: &str) -> Result<(), String> {
        if self.known.len() >= MOST_FILES {
            return Err(format!("more than {MOST_FILES} files are referred to"));
        }
        let source = self.files.read(path)?;
        let mut found = Diagnostics::new();
        let value = parse::parse(&source, &mut found);
        self.diagnostics.extend(found.into_iter().map(|problem| problem.in_file(path)));
        self.diagnostics.add_file(path, source);
        let value = value.ok_or_else(|| "the file cannot be parsed".to_owned())?;
        self.queue.push_back((path.to_owned(), value));
        Ok(())
    }
}

/// The path of what `path` means in the file `base`.
fn resolve_path(base: &str, path: &str) -> Result<String, String> {
    let path = crate::pointer::percent_decoded(path).ok_or("its path is not UTF-8")?;
    if path.starts_with(['/', '\\']) || path.contains([':', '\\']) {
        return Err("only paths relative to the description are read".to_owned());
    }
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop().ok_or("it leads out of the folder of the description")?;
            }
            step => steps.push(step),
        }
    }
    Ok(steps.join("/"))
}
