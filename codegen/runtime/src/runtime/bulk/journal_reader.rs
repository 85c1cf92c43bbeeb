//! From the text of a journal to what earlier runs have done.
//!
//! Invariant: each beginning of a journal is read as its complete records say. The time is
//! proportional to the length of the text, times the logarithm of the number of open items.

use super::journal_error::JournalError;
use super::journal_identity::Identity;
use super::journal_record::{FORMAT, Record, format_of, may_begin_a_header, read_line};
use super::journal_replay::{Recorded, Replay};

/// A journal that was read.
pub(super) struct Journaled {
    /// What earlier runs have done, or `None` if the journal is new.
    pub(super) recorded: Option<Recorded>,
    /// The length of its complete records. What follows was written in part.
    pub(super) length: usize,
}

/// Reads a journal, if it is that of a run with this identity.
pub(super) fn read(text: &[u8], identity: &Identity) -> Result<Journaled, JournalError> {
    let mut replay: Option<Replay> = None;
    let mut length = 0;
    for (number, line) in (1..).zip(text.split_inclusive(|byte| *byte == b'\n')) {
        let corrupt = || JournalError::Corrupt { line: number };
        let Some(json) = read_line(line) else {
            let is_last = length + line.len() == text.len();
            if is_last && (replay.is_some() || may_begin_a_header(line)) {
                break;
            }
            return Err(corrupt());
        };
        match &mut replay {
            None => {
                let format = format_of(&json).ok_or_else(corrupt)?;
                if format != FORMAT {
                    return Err(JournalError::Format { recorded: format, supported: FORMAT });
                }
                let Some(Record::Header { identity: recorded, nonce }) = Record::from_json(&json)
                else {
                    return Err(corrupt());
                };
                recorded.check(identity)?;
                replay = Some(Replay::new(identity.max_items, nonce));
            }
            Some(replay) => {
                let record = Record::from_json(&json).ok_or_else(corrupt)?;
                replay.apply(record).ok_or_else(corrupt)?;
            }
        }
        length += line.len();
    }
    Ok(Journaled { recorded: replay.map(Replay::finish), length })
}
