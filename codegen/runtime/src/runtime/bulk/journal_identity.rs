//! What a run and the run that it resumes have in common.
//!
//! Invariant: a run with anything else is refused before the journal is changed.

use super::journal_error::JournalError;

/// What a run has to have in common with the run that it resumes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    /// The base URL, which has the host and the organization.
    pub(crate) base_url: String,
    /// The operation that submits items.
    pub(crate) operation: String,
    /// The maximum number of items in a request.
    pub(crate) max_items: usize,
    /// The maximum number of bytes in a request.
    pub(crate) max_bytes: usize,
}

impl Identity {
    /// Checks that the run with this identity can be resumed by a run with that one.
    pub(super) fn check(&self, given: &Self) -> Result<(), JournalError> {
        let members = [
            ("base URL", self.base_url.clone(), given.base_url.clone()),
            ("operation", self.operation.clone(), given.operation.clone()),
            (
                "maximum number of items in a request",
                self.max_items.to_string(),
                given.max_items.to_string(),
            ),
            (
                "maximum number of bytes in a request",
                self.max_bytes.to_string(),
                given.max_bytes.to_string(),
            ),
        ];
        for (what, recorded, given) in members {
            if recorded != given {
                return Err(JournalError::Different { what, recorded, given });
            }
        }
        Ok(())
    }
}
