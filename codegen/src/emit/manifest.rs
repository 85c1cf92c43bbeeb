//! `Cargo.toml` of the generated crate.
//!
//! Invariant: it stands alone. Nothing is inherited from a workspace, and versions come from the
//! one table here.

use super::release::Release;
use super::runtime::Used;
use super::{Origin, bulk_example};
use crate::format;
use crate::public_api::{self, Item};
use crate::rust::{Api, ForeignCrate};
use crate::text::{Line, line, toml_string, without_controls};

/// A crate that generated clients depend on.
#[derive(Clone, Copy, Debug)]
pub struct Dependency {
    /// Its name.
    pub name: &'static str,
    /// The requirement on its version.
    pub version: &'static str,
    /// The rest of its entry.
    pub rest: &'static str,
    /// The files of the runtime, by folder, of which one has to be there for the crate to need it; if
    /// empty, it always does.
    pub needed_by: &'static [&'static str],
    /// The files with which it is needed without the client as well.
    pub types_need_it_for: &'static [&'static str],
}

impl Dependency {
    fn is_needed(&self, used: &Used) -> bool {
        self.needed_by.is_empty() || has_any(used, self.needed_by)
    }

    /// Whether no feature is needed for it, though it is one of the client alone in other crates.
    fn is_of_types(&self, used: &Used) -> bool {
        has_any(used, self.types_need_it_for)
    }
}

/// Whether the crate has one of these files.
fn has_any(used: &Used, files: &[&str]) -> bool {
    files
        .iter()
        .any(|file| file.split_once('/').is_some_and(|(folder, file)| used.has(folder, file)))
}

const fn dependency(name: &'static str, version: &'static str, rest: &'static str) -> Dependency {
    Dependency { name, version, rest, needed_by: &[], types_need_it_for: &[] }
}

const BULK: &[&str] = &["bulk/bulk_builder"];
const DATES: &[&str] = &["scalars/date", "scalars/date_time"];

/// All dependencies that a generated client may have.
pub const DEPENDENCIES: &[Dependency] = &[
    Dependency {
        types_need_it_for: &["scalars/base64_text"],
        ..dependency(
            "base64",
            "0.23",
            ", default-features = false, features = [\"alloc\"], optional = true",
        )
    },
    dependency("bytes", "1.12", ", optional = true"),
    Dependency {
        needed_by: DATES,
        ..dependency(
            "chrono-0-4",
            "0.4",
            ", package = \"chrono\", default-features = false, features = [\"std\"], optional = true",
        )
    },
    Dependency { needed_by: BULK, ..dependency("futures-core", "0.3", ", optional = true") },
    Dependency {
        needed_by: BULK,
        ..dependency(
            "futures-util",
            "0.3",
            ", default-features = false, features = [\"std\"], optional = true",
        )
    },
    dependency("http", "1.5", ", optional = true"),
    dependency("http-body", "1.1", ", optional = true"),
    Dependency {
        needed_by: DATES,
        ..dependency(
            "jiff-1",
            "1.0",
            ", package = \"jiff\", default-features = false, features = [\"std\"], optional = true",
        )
    },
    dependency(
        "opentelemetry",
        "0.33",
        ", default-features = false, features = [\"metrics\", \"trace\"], optional = true",
    ),
    dependency("reqwest", "0.13", ", default-features = false, optional = true"),
    dependency(
        "rustls",
        "0.23",
        ", default-features = false, features = [\"ring\", \"std\", \"tls12\"], optional = true",
    ),
    dependency("rustls-platform-verifier", "0.7", ", optional = true"),
    dependency("secrecy", "0.10", ", optional = true"),
    dependency("serde", "1.0", ", default-features = false, features = [\"std\"]"),
    dependency("serde_json", "1.0.128", ", features = [\"float_roundtrip\"]"),
    Dependency {
        needed_by: DATES,
        ..dependency(
            "time-0-3",
            "0.3",
            ", package = \"time\", default-features = false, features = [\"std\"], optional = true",
        )
    },
    dependency(
        "tokio",
        "1.54",
        ", default-features = false, features = [\"rt\", \"sync\", \"time\"], optional = true",
    ),
    dependency(
        "tracing",
        "0.1",
        ", default-features = false, features = [\"std\"], optional = true",
    ),
    Dependency {
        needed_by: &["scalars/uuid"],
        ..dependency("uuid", "1.22", ", features = [\"serde\"]")
    },
    dependency("webpki-roots", "1.0", ", optional = true"),
];

/// What the example `bulk_update` needs besides.
pub const BULK_EXAMPLE_DEPENDENCIES: &[Dependency] = &[
    dependency("indicatif", "0.18", ", default-features = false"),
    dependency("lexopt", "0.3", ""),
    dependency("regex-lite", "0.1", ""),
    dependency(
        "tokio",
        "1.54",
        ", default-features = false, features = [\"macros\", \"rt-multi-thread\", \"signal\", \"time\"]",
    ),
];

/// The lowest version of Rust that compiles generated code and its dependencies: that of the
/// edition, and of `tokio` and `reqwest`.
pub const RUST_VERSION: &str = "1.85";

/// The lines of the manifest.
pub(super) fn lines(api: &Api, used: &Used, origin: &Origin, release: &Release) -> Vec<Line> {
    let mut lines = vec![format::header("#", &origin.source, ""), "[package]".into()];
    let mut entry = |key: &'static str, value: Line| lines.push(line![key, " = ", value]);
    entry("name", line!["\"", origin.crate_name, "\""]);
    entry("version", toml_string(&release.version));
    entry("edition", "\"2024\"".into());
    entry("rust-version", line!["\"", RUST_VERSION, "\""]);
    entry("description", toml_string(&description(api)));
    if let Some(license) = api.license.as_deref().filter(|license| is_license(license)) {
        entry("license", toml_string(license));
    }
    entry("readme", "\"README.md\"".into());
    lines.extend(Line::all(DOCS));
    let has_program = bulk_example::is_emitted(api);
    if has_program {
        lines.extend(Line::all(BULK_EXAMPLE));
    }
    lines.extend(Line::all("\n[features]"));
    lines.extend(features(used));
    lines.extend(Line::all("\n[dependencies]"));
    lines.extend(dependencies(used));
    lines.extend(api.crates.iter().map(foreign));
    if has_program {
        lines.extend(Line::all("\n[dev-dependencies]"));
        lines.extend(BULK_EXAMPLE_DEPENDENCIES.iter().map(entry_of));
    }
    lines.extend(Line::all(LINTS));
    lines
}

/// The features, without those that are named after a dependency that the crate does not need.
fn emitted_features(used: &Used) -> impl Iterator<Item = &'static Feature> {
    FEATURES.iter().filter(move |(name, ..)| {
        !DEPENDENCIES.iter().any(|it| it.name == *name && !it.is_needed(used))
    })
}

/// What users of the crate see of its manifest: features, and what they imply.
pub(super) fn public_features(used: &Used) -> Vec<Item> {
    let features = emitted_features(used).map(|(name, implied, _)| {
        let implied = implied.split(", ").filter(|it| !it.contains([':', '/']));
        public_api::feature(name, implied)
    });
    features.chain([public_api::rust_version(RUST_VERSION)]).collect()
}

fn features(used: &Used) -> Vec<Line> {
    let mut lines = Vec::new();
    for (name, implied, text) in emitted_features(used) {
        lines.extend((!text.is_empty()).then(|| line!["# ", *text]));
        lines.push(line![*name, " = [", implied_by(implied, used), "]"]);
    }
    lines
}

/// What a feature implies, without dependencies that need no feature or are not needed.
fn implied_by(implied: &'static str, used: &Used) -> Line {
    let others = DEPENDENCIES.iter().filter(|it| it.is_of_types(used) || !it.is_needed(used));
    let unneeded: Vec<String> = others.map(|it| format!("\"dep:{}\"", it.name)).collect();
    let kept = implied.split(", ").filter(|it| !unneeded.iter().any(|unneeded| unneeded == it));
    kept.fold(Line::default(), |list, it| {
        let separator = if list.is_empty() { "" } else { ", " };
        line![list, separator, it]
    })
}

/// The entry of a crate that the description names. The parser has checked all of its texts.
fn foreign(dependency: &ForeignCrate) -> Line {
    let ForeignCrate { name, version, features } = dependency;
    let key = toml_string(name).replace("\"", "");
    let version = toml_string(version);
    if features.is_empty() {
        return line![key, " = ", version];
    }
    let mut list = Line::default();
    for feature in features {
        let separator = if list.is_empty() { "" } else { ", " };
        list = line![list, separator, toml_string(feature)];
    }
    line![key, " = { version = ", version, ", features = [", list, "] }"]
}

fn dependencies(used: &Used) -> impl Iterator<Item = Line> {
    let needed = DEPENDENCIES.iter().filter(|dependency| dependency.is_needed(used));
    needed.map(|dependency| {
        let of_types = dependency.rest.strip_suffix(", optional = true");
        let of_types = of_types.filter(|_| dependency.is_of_types(used));
        entry_of(&Dependency { rest: of_types.unwrap_or(dependency.rest), ..*dependency })
    })
}

fn entry_of(Dependency { name, version, rest, .. }: &Dependency) -> Line {
    if rest.is_empty() {
        line![*name, " = \"", *version, "\""]
    } else {
        line![*name, " = { version = \"", *version, "\"", *rest, " }"]
    }
}

/// docs.rs shows the items of all features, and the example makes a call.
const DOCS: &str = r#"
[package.metadata.docs.rs]
all-features = true

[[example]]
name = "quick_start"
required-features = ["client"]
"#;

const BULK_EXAMPLE: &str = r#"
[[example]]
name = "bulk_update"
required-features = ["client"]
"#;

/// A feature: the name, what it implies, and what it is for.
type Feature = (&'static str, &'static str, &'static str);

const FEATURES: &[Feature] = &[
    ("default", r#""client", "rustls""#, ""),
    (
        "blocking",
        r#""client", "tokio/rt-multi-thread""#,
        "Calls that block the thread: the trait `Wait`.",
    ),
    (
        "bundled-roots",
        r#""client", "rustls", "dep:webpki-roots""#,
        "Mozilla's root certificates as a part of the program.",
    ),
    ("chrono-0-4", r#""dep:chrono-0-4""#, "Conversions of dates to and from those of chrono."),
    (
        "client",
        r#""dep:base64", "dep:bytes", "dep:futures-core", "dep:futures-util", "dep:http", "dep:http-body", "dep:reqwest", "dep:secrecy", "dep:tokio""#,
        "The client. Without it, there are the types and their JSON, and neither reqwest nor tokio.",
    ),
    ("gzip", r#""client", "reqwest/gzip""#, "Responses that the server compresses with gzip."),
    ("http2", r#""client", "reqwest/http2""#, "HTTP/2, if the server supports it."),
    ("jiff-1", r#""dep:jiff-1""#, "Conversions of dates to and from those of jiff."),
    (
        "native-tls",
        r#""client", "reqwest/native-tls""#,
        "TLS by the library of the operating system.",
    ),
    (
        "opentelemetry-0-33",
        r#""client", "dep:opentelemetry""#,
        "OpenTelemetry: the duration of each request as a metric, and the trace in its headers.",
    ),
    ("reqwest-0-13", r#""client""#, "A `reqwest::Client` of the program for all requests."),
    (
        "rustls",
        r#""client", "dep:rustls", "dep:rustls-platform-verifier", "reqwest/rustls-no-provider""#,
        "TLS by rustls with ring, and rustls-platform-verifier for the certificates of servers.",
    ),
    (
        "testing",
        r#""client""#,
        "A mock transport and a paused clock, for tests of programs that use this crate.",
    ),
    ("time-0-3", r#""dep:time-0-3""#, "Conversions of dates to and from those of time."),
    ("tracing", r#""client", "dep:tracing""#, "`tracing` spans of each call and its attempts."),
];

const LINTS: &str = r#"
[lints.rust]
missing_docs = "warn"
rust_2018_idioms = { level = "warn", priority = -1 }
unsafe_code = "forbid"

[lints.clippy]
all = { level = "warn", priority = -1 }
pedantic = { level = "warn", priority = -1 }
expect_used = "warn"
indexing_slicing = "warn"
panic = "warn"
todo = "warn"
unimplemented = "warn"
unwrap_used = "warn"
# Names are those of the description: `foo`, `_1`, a member `_id`, a setter `add`.
disallowed_names = "allow"
just_underscores_and_digits = "allow"
module_inception = "allow"
pub_underscore_fields = "allow"
should_implement_trait = "allow"
struct_field_names = "allow"
used_underscore_binding = "allow"
# Texts are those of the description.
doc_markdown = "allow"
# Types and operations have the members, parameters and responses that the description declares.
fn_params_excessive_bools = "allow"
large_enum_variant = "allow"
struct_excessive_bools = "allow"
too_many_arguments = "allow"
too_many_lines = "allow"
# Status codes are listed as in the description.
manual_range_patterns = "allow"
"#;

/// The first sentence of the description, as registries show it.
fn description(api: &Api) -> String {
    let title = without_controls(&api.title);
    let words: Vec<&str> = title.split_whitespace().collect();
    let title: String = words.join(" ").chars().take(150).collect();
    format!("Client for {}", title.trim())
}

/// The version of the API where it is one of Cargo too, else a first version.
pub(super) fn version(text: &str) -> String {
    let whole = text.trim().trim_start_matches(['v', 'V']);
    let (plain, suffix) = whole.split_at(whole.find(['-', '+']).unwrap_or(whole.len()));
    let parts: Vec<&str> = plain.split('.').collect();
    let number = |part: &&str| {
        part.bytes().all(|byte| byte.is_ascii_digit())
            && !(part.len() > 1 && part.starts_with('0'))
            && part.parse::<u64>().is_ok()
    };
    match parts.as_slice() {
        [_, ..] if !parts.iter().all(number) => FIRST.to_owned(),
        [_, _, _] if is_suffix(suffix) => format!("{plain}{suffix}"),
        [_, _] if is_suffix(suffix) => format!("{plain}.0{suffix}"),
        // A number alone with something after it is a date rather than a version.
        [_] if suffix.is_empty() => format!("{plain}.0.0"),
        _ => FIRST.to_owned(),
    }
}

/// The version of a client whose API has none that Cargo takes.
const FIRST: &str = "0.1.0";

/// Whether the text is nothing, or `-` or `+` and identifiers (Semantic Versioning, sections 9 and
/// 10).
fn is_suffix(text: &str) -> bool {
    let (release, build) = text.split_once('+').map_or((text, None), |(a, b)| (a, Some(b)));
    let is_identifier = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_release = |part: &str| {
        is_identifier(part) && !(part.len() > 1 && part.starts_with('0') && is_number(part))
    };
    (release.is_empty()
        || release.strip_prefix('-').is_some_and(|rest| rest.split('.').all(is_release)))
        && build.is_none_or(|build| build.split('.').all(is_identifier))
}

/// Whether the text looks like an SPDX expression.
fn is_license(text: &str) -> bool {
    let word = |word: &str| {
        matches!(word, "OR" | "AND" | "WITH")
            || (word.contains(['-', '.']) && word.chars().any(|letter| letter.is_ascii_digit()))
            || matches!(word, "MIT" | "ISC" | "Zlib" | "Unlicense" | "0BSD")
    };
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || " -.+()".contains(letter);
    !text.is_empty()
        && text.chars().all(allowed)
        && text.split([' ', '(', ')']).filter(|part| !part.is_empty()).all(word)
}
