//! Runs that block the thread.
//!
//! Invariant: as for calls, it fails in an asynchronous task before anything is sent.

use std::sync::Arc;

use super::bulk_error::BulkError;
use super::bulk_request::BulkRequest;
use super::outcome::Outcome;
use super::run::{Report, Run};
use crate::runtime::client::Wait;
use crate::runtime::response::Error;

impl<R: BulkRequest, D: Send + Unpin + 'static> Run<R, D> {
    /// Blocks the thread until the next item settles, in place of [`next`](Self::next). The feature
    /// `blocking` enables it.
    ///
    /// ```
    /// use runtime::bulk::{BulkError, BulkRequest, Run};
    ///
    /// fn count<R: BulkRequest>(mut run: Run<R>) -> Result<u64, BulkError<R::ApiError>> {
    ///     while let Some(outcome) = run.wait_next()? {
    ///         println!("{}: {:?}", outcome.index, outcome.result);
    ///     }
    ///     Ok(run.summary().updated)
    /// }
    /// ```
    ///
    /// # Errors
    /// As for [`next`](Self::next). In an asynchronous task it fails at once with
    /// [`BulkError::Request`].
    pub fn wait_next(&mut self) -> Result<Option<Outcome<R, D>>, BulkError<R::ApiError>> {
        let next = async { Ok::<_, Error<R::ApiError>>(self.next().await) };
        next.wait().unwrap_or_else(|error| Err(BulkError::Request(Arc::new(error))))
    }

    /// Blocks the thread until the end, in place of [`run_to_end`](Self::run_to_end). The feature
    /// `blocking` enables it.
    pub fn wait_to_end(self) -> Report<R, D> {
        let summary = self.summary();
        let run = async { Ok::<_, Error<R::ApiError>>(self.run_to_end().await) };
        run.wait().unwrap_or_else(|error| Report {
            summary,
            failures: Vec::new(),
            error: Some(BulkError::Request(Arc::new(error))),
        })
    }
}
