//! The records of a journal, each a line: a checksum, a space and a JSON object.
//!
//! ```text
//! 34d3b036b1cae231 {"submit":{"chunk":0,"digest":"90a3c1f0b4d2e687","items":"0-99","pulled":100}}
//! ```
//!
//! Invariant: reading a line reverses writing it. A line that was written in part is not read.

use serde_json::{Map, Value};

use super::journal_digest::checksum;
use super::journal_identity::Identity;
use super::journal_ranges::Ranges;

/// The version of the format, which the header has.
pub(super) const FORMAT: u64 = 1;

/// What the JSON of a header begins with, in each format.
const HEADER_START: &[u8] = b"{\"header\":{";

/// A record of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Record {
    /// The run, in the first line.
    Header { identity: Identity, nonce: String },
    /// A later run has started.
    Session,
    /// A request is about to be sent. `pulled` is the number of items that the input had, and
    /// `digest` is that of these items.
    Submit { chunk: u64, items: Ranges, pulled: u64, digest: u64 },
    /// A request was accepted.
    Accept { chunk: u64, job: String },
    /// A request was surely not processed.
    Release { chunk: u64 },
    /// The outcomes of items were received.
    Settle { items: Ranges },
}

impl Record {
    /// The record as a line.
    pub(super) fn to_line(&self) -> Vec<u8> {
        let (name, members) = match self {
            Self::Header { identity, nonce } => (
                "header",
                object([
                    ("format", FORMAT.into()),
                    ("base_url", identity.base_url.as_str().into()),
                    ("operation", identity.operation.as_str().into()),
                    ("max_items", identity.max_items.into()),
                    ("max_bytes", identity.max_bytes.into()),
                    ("nonce", nonce.as_str().into()),
                ]),
            ),
            Self::Session => ("session", object([])),
            Self::Submit { chunk, items, pulled, digest } => (
                "submit",
                object([
                    ("chunk", (*chunk).into()),
                    ("items", items.to_string().into()),
                    ("pulled", (*pulled).into()),
                    ("digest", hexadecimal(*digest).into()),
                ]),
            ),
            Self::Accept { chunk, job } => {
                ("accept", object([("chunk", (*chunk).into()), ("job", job.as_str().into())]))
            }
            Self::Release { chunk } => ("release", object([("chunk", (*chunk).into())])),
            Self::Settle { items } => ("settle", object([("items", items.to_string().into())])),
        };
        let text = object([(name, members)]).to_string();
        format!("{} {text}\n", hexadecimal(checksum(text.as_bytes()))).into_bytes()
    }

    /// Reads the JSON of a record in the format [`FORMAT`].
    pub(super) fn from_json(json: &Value) -> Option<Self> {
        let (name, members) = json.as_object()?.iter().next()?;
        let number = |name: &str| members.get(name)?.as_u64();
        let size = |name: &str| usize::try_from(number(name)?).ok();
        let text = |name: &str| members.get(name)?.as_str();
        let items = || Ranges::parse(text("items")?);
        Some(match name.as_str() {
            "header" => Self::Header {
                identity: Identity {
                    base_url: text("base_url")?.to_owned(),
                    operation: text("operation")?.to_owned(),
                    max_items: size("max_items")?,
                    max_bytes: size("max_bytes")?,
                },
                nonce: text("nonce")?.to_owned(),
            },
            "session" => Self::Session,
            "submit" => Self::Submit {
                chunk: number("chunk")?,
                items: items()?,
                pulled: number("pulled")?,
                digest: u64::from_str_radix(text("digest")?, 16).ok()?,
            },
            "accept" => Self::Accept { chunk: number("chunk")?, job: text("job")?.to_owned() },
            "release" => Self::Release { chunk: number("chunk")? },
            "settle" => Self::Settle { items: items()? },
            _ => return None,
        })
    }
}

/// The JSON of a complete line whose checksum is right.
pub(super) fn read_line(line: &[u8]) -> Option<Value> {
    let (written, text) = line.strip_suffix(b"\n")?.split_at_checked(16)?;
    let text = text.strip_prefix(b" ")?;
    let is_whole = written == hexadecimal(checksum(text)).as_bytes();
    is_whole.then(|| serde_json::from_slice(text).unwrap_or_default())
}

/// The version of the format, if the JSON is that of a header.
pub(super) fn format_of(json: &Value) -> Option<u64> {
    json.get("header")?.get("format")?.as_u64()
}

/// Whether a line may be the beginning of a header. A file with any other text is not a journal.
pub(super) fn may_begin_a_header(line: &[u8]) -> bool {
    let mut pattern =
        [None; 16].into_iter().chain([Some(b' ')]).chain(HEADER_START.iter().copied().map(Some));
    line.iter().zip(&mut pattern).all(|(byte, expected)| match expected {
        Some(expected) => *byte == expected,
        None => byte.is_ascii_hexdigit(),
    })
}

fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let members = members.into_iter().map(|(name, value)| (name.to_owned(), value));
    Value::Object(members.collect::<Map<_, _>>())
}

fn hexadecimal(number: u64) -> String {
    format!("{number:016x}")
}
