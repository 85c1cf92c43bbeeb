//! The static runtime: the files that an API needs, copied with their tree.
//!
//! Invariant: a file is copied if generated code or a copied file names something in it. The text of
//! a copy is that of the source, apart from the header and the name of the crate in examples.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Origin;
use crate::format;

/// A folder of the runtime.
#[derive(Debug)]
pub struct Folder {
    /// Its name, which is that of its module.
    pub name: &'static str,
    /// The module: documentation, the list of files, and what they export to other folders.
    pub module: &'static str,
    /// The files by name.
    pub files: &'static [(&'static str, &'static str)],
}

macro_rules! folders {
    ($($folder:literal [$($file:literal)*])*) => {
        /// All folders of the runtime.
        pub const FOLDERS: &[Folder] = &[$(Folder {
            name: $folder,
            module: source!($folder),
            files: &[$(($file, source!($folder, "/", $file)),)*],
        },)*];
    };
}

macro_rules! source {
    ($($part:literal),*) => {
        include_str!(concat!("../../runtime/src/runtime/", $($part,)* ".rs"))
    };
}

folders! {
    "auth" ["client_credentials" "credential" "requirements" "scheme" "single_flight" "token" "token_cache"]
    "bulk" ["blocking_run" "bulk_builder" "bulk_error" "bulk_request" "chunk" "config" "draft" "driver" "ending" "failed_submits" "intake" "item" "item_retries" "job_duration" "job_fields" "job_window" "journal" "journal_digest" "journal_error" "journal_identity" "journal_ranges" "journal_reader" "journal_record" "journal_replay" "journal_storage" "journaling" "open_jobs" "outage" "outcome" "reads" "record_order" "requests" "response_paths" "resume" "run" "sender" "settlement" "settling" "shutdown" "source" "submit_failure" "submits" "summary" "timer"]
    "client" ["api" "api_client" "attempt" "authorization" "blocking" "build" "builder" "call" "call_config" "call_options" "config_error" "page_call" "server_url" "token_endpoint"]
    "jobs" ["job" "poll_context" "poll_interval" "poll_policy" "poll_state" "poller"]
    "json" ["containers" "decode" "decode_error" "deserialize" "entries" "field" "fit" "foreign" "integer_enum" "integer_string" "json_struct" "json_wide_struct" "member_index" "names" "node" "number" "number_text" "object_reader" "object_writer" "parser" "plain_bytes" "string_enum" "tag_text" "tagged" "tape" "union_match"]
    "observe" ["conventions" "metrics" "observer" "propagation" "span" "telemetry"]
    "pages" ["body_member" "item_iterator" "link_header" "next_number" "page_error" "page_iterator" "page_request"]
    "request" ["base_url" "body_stream" "builder" "chained_body" "exact_length" "header_value" "idempotency_key" "json_body" "media_type" "multipart" "opened_body" "operation" "parameter" "parts" "path" "percent" "plain_cookie" "query_string" "request_body" "request_error" "sequence_body" "uri_reference"]
    "resilience" ["backoff" "bucket" "closure" "failed_attempt" "in_flight" "limit_state" "permit" "rate_limit_fields" "rate_limit_headers" "rate_limit_status" "rate_limiter" "rate_limiting" "request_queue" "reset_time" "retry" "retry_decision" "retry_policy" "token_bucket" "uncounted" "wait" "window"]
    "response" ["api_message" "byte_stream" "error" "error_kind" "failure_class" "http_date" "problem" "raw_response" "read_body" "request_id" "retry_after" "text_encoding" "typed_header" "typed_response"]
    "scalars" ["base64" "base64_text" "base64_url" "chrono_date" "chrono_date_time" "civil_date" "date" "date_time" "jiff_date" "jiff_date_time" "scanner" "time_date" "time_date_time" "timestamp" "uuid"]
    "streams" ["event" "event_object" "event_stream" "json_lines" "json_sequence" "lines" "reconnecting_events" "reconnection"]
    "system" ["boxed_future" "clock" "deadline" "jitter" "random" "thread_timer" "timeout"]
    "testing" ["mock_response" "mock_transport" "paused_clock" "script" "verify_error"]
    "transport" ["http_failure" "http_transport" "http_transport_builder" "interruptible_body" "outgoing" "redirects" "rustls_config" "tls_settings" "transport_trait"]
}

/// The list of folders.
const ROOT: &str = include_str!("../../runtime/src/runtime.rs");
/// The one file that is in no folder.
pub const DEFAULTS: &str = source!("defaults");

/// Files with nothing but implementations, which no file names, each after the file of the type that
/// it is about.
const IMPLEMENTATIONS: &[(&str, &[&str])] = &[
    ("date", &["chrono_date", "jiff_date", "time_date"]),
    ("driver", &["failed_submits", "journaling", "reads", "settling", "submits"]),
    ("run", &["blocking_run"]),
    ("date_time", &["chrono_date_time", "jiff_date_time", "time_date_time"]),
];

/// The files that an API needs, by folder and name.
#[derive(Debug, Default)]
pub(super) struct Used(BTreeSet<(&'static str, &'static str)>);

impl Used {
    /// The files that generated code names, and those that they need.
    pub(super) fn by<'t>(texts: impl Iterator<Item = &'t String>) -> Self {
        let exports = Exports::of_all_folders();
        let mut pending = Vec::new();
        for text in texts {
            pending.extend(exports.references(text, ""));
            // The implementation of a trait that no file names.
            pending.extend(text.contains("uuid::Uuid").then_some(("scalars", "uuid")));
        }
        let mut used = Self::default();
        while let Some((folder, file)) = pending.pop() {
            if used.0.insert((folder, file)) {
                pending.extend(exports.references(source(folder, file), folder));
                let all = IMPLEMENTATIONS.iter().filter(|(subject, _)| *subject == file);
                pending.extend(all.flat_map(|(_, files)| *files).map(|file| (folder, *file)));
            }
        }
        used
    }

    /// Whether the file is copied.
    pub(super) fn has(&self, folder: &str, file: &str) -> bool {
        self.0.contains(&(folder, file))
    }

    fn has_folder(&self, folder: &str) -> bool {
        self.0.iter().any(|(known, _)| *known == folder)
    }
}

/// The text of a file.
fn source(folder: &str, file: &str) -> &'static str {
    let folder = FOLDERS.iter().find(|known| known.name == folder);
    let mut files = folder.into_iter().flat_map(|folder| folder.files);
    files.find(|(name, _)| *name == file).map_or("", |(_, text)| text)
}

/// The files that export names, by folder and name.
struct Exports(HashMap<(&'static str, &'static str), &'static str>);

impl Exports {
    fn of_all_folders() -> Self {
        let mut exports = HashMap::new();
        for folder in FOLDERS {
            for statement in statements(folder.module) {
                let Some((_, path)) = statement.split_once("use self::") else { continue };
                let (file, rest) = identifier(path);
                let Some(rest) = rest.strip_prefix("::") else { continue };
                let exported = rest.trim_end_matches(';').rsplit(" as ").next().unwrap_or_default();
                for name in names(exported) {
                    exports.entry((folder.name, name)).or_insert(file);
                }
            }
        }
        Self(exports)
    }

    /// The files that a text in a folder refers to: by `crate::runtime::folder::Name`, or within the
    /// folder by `super::file`.
    fn references(&self, text: &str, own: &str) -> Vec<(&'static str, &'static str)> {
        let mut found = Vec::new();
        for (_, rest) in split_after(text, "crate::runtime::") {
            let (name, rest) = identifier(rest);
            let Some(folder) = FOLDERS.iter().find(|folder| folder.name == name) else { continue };
            let names = names(rest.strip_prefix("::").unwrap_or("self"));
            for name in names {
                if name == "self" {
                    let path = format!("{}::", folder.name);
                    let uses = split_after(text, &path).filter(|(before, _)| !is_path(before));
                    found.extend(
                        uses.filter_map(|(_, rest)| self.file_of(folder, identifier(rest).0)),
                    );
                } else {
                    found.extend(self.file_of(folder, name));
                }
            }
        }
        if let Some(folder) = FOLDERS.iter().find(|folder| folder.name == own) {
            for (_, rest) in split_after(text, "super::") {
                found.extend(names(rest).into_iter().filter_map(|name| self.file_of(folder, name)));
            }
        }
        found
    }

    /// The file of a folder that exports a name, or that has it.
    fn file_of(&self, folder: &'static Folder, name: &str) -> Option<(&'static str, &'static str)> {
        let wanted = self.0.get(&(folder.name, name)).copied().unwrap_or(name);
        let (file, _) = folder.files.iter().find(|(file, _)| *file == wanted)?;
        Some((folder.name, file))
    }
}

/// The texts before and after each occurrence of a path.
fn split_after<'t>(text: &'t str, path: &str) -> impl Iterator<Item = (&'t str, &'t str)> {
    text.match_indices(path).filter_map(move |(start, found)| {
        Some((text.get(..start)?, text.get(start + found.len()..)?))
    })
}

/// Whether a text ends within a path or an identifier.
fn is_path(before: &str) -> bool {
    before.ends_with(|last: char| last == ':' || is_identifier(last))
}

fn is_identifier(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

/// The identifier at the start of a text, and the rest.
fn identifier(text: &str) -> (&str, &str) {
    text.split_at(text.find(|character| !is_identifier(character)).unwrap_or(text.len()))
}

/// The names at the start of a text: `Name…` or `{Name, Name}`.
fn names(text: &str) -> Vec<&str> {
    let list = match text.strip_prefix('{') {
        Some(group) => group.split('}').next().unwrap_or_default(),
        None => identifier(text).0,
    };
    list.split(',').map(|name| identifier(name.trim()).0).filter(|name| !name.is_empty()).collect()
}

/// The statements of a module that consists of `mod` and `use`, each with its attributes.
fn statements(module: &str) -> impl Iterator<Item = &str> {
    module.split_inclusive(";\n")
}

/// The copies, with the header on top.
pub(super) fn copies(used: &Used, origin: &Origin) -> BTreeMap<String, String> {
    let header = format::header("//", &origin.source, "");
    let crate_name = origin.crate_name.in_code();
    let copy = |text: &str| format!("{header}\n{}", named(text, &crate_name));
    let mut files = BTreeMap::new();
    let root = filtered(ROOT, |name| name == "defaults" || used.has_folder(name));
    files.insert("src/runtime.rs".to_owned(), copy(&root));
    files.insert("src/runtime/defaults.rs".to_owned(), copy(DEFAULTS));
    for folder in FOLDERS.iter().filter(|folder| used.has_folder(folder.name)) {
        let name = folder.name;
        let module = filtered(folder.module, |file| used.has(name, file));
        files.insert(format!("src/runtime/{name}.rs"), copy(&module));
        for (file, text) in folder.files.iter().filter(|(file, _)| used.has(name, file)) {
            files.insert(format!("src/runtime/{name}/{file}.rs"), copy(text));
        }
    }
    files
}

/// A module without the statements about what is not copied.
fn filtered(module: &str, is_copied: impl Fn(&str) -> bool) -> String {
    let is_kept = |statement: &&str| {
        let path = statement.rsplit_once("mod ").or_else(|| statement.split_once("use self::"));
        path.is_none_or(|(_, path)| is_copied(identifier(path).0))
    };
    let mut paragraphs = module.split("\n\n");
    let docs = paragraphs.next().unwrap_or_default().to_owned();
    paragraphs.fold(docs, |text, paragraph| {
        let kept: String = statements(paragraph).filter(is_kept).collect();
        if kept.is_empty() { text } else { format!("{text}\n\n{}", kept.trim_end()) }
    })
}

/// The text with the name of the crate in its examples, which call it `runtime`.
fn named(text: &str, crate_name: &str) -> String {
    let line = |line: &str| {
        let is_docs = line.trim_start().starts_with("//");
        if !is_docs || !line.contains("runtime::") {
            return line.to_owned();
        }
        let mut parts = line.split("runtime::");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |text, part| {
            let name = if is_path(&text) { "runtime" } else { crate_name };
            text + name + "::" + part
        })
    };
    text.lines().flat_map(|text| [line(text), "\n".to_owned()]).collect()
}

/// The methods of a type of the runtime, which no method of an API may be called like.
#[cfg(test)]
pub(crate) fn methods(folder: &str, file: &str, ty: &str) -> Vec<&'static str> {
    let implementation = format!("\nimpl {ty} {{\n");
    let (_, rest) = source(folder, file).split_once(&implementation).unwrap_or_default();
    let body = rest.split("\n}\n").next().unwrap_or_default();
    body.lines()
        .filter(|line| line.starts_with("    pub") || line.starts_with("    fn "))
        .filter_map(|line| line.split_once("fn ").map(|(_, rest)| identifier(rest).0))
        .collect()
}
