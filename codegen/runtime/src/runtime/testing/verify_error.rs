//! How the requests of a test differ from what it expects.
//!
//! Invariant: it names operations and numbers only.

use std::fmt;

use crate::runtime::request::Operation;

/// How the requests differ from the queued responses of a
/// [`MockTransport`](super::MockTransport).
///
/// ```
/// use runtime::testing::MockTransport;
///
/// let mock = MockTransport::new();
/// if let Err(error) = mock.verify() {
///     panic!("{error}");
/// }
/// ```
#[derive(Clone, Debug)]
pub struct VerifyError {
    /// The operations with responses that were not used, and how many.
    pub(super) unused: Vec<(&'static Operation, usize)>,
    /// The operations of requests without a response.
    pub(super) unexpected: Vec<&'static Operation>,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unused = self.unused.iter().map(|(operation, count)| {
            let Operation { method, path, .. } = operation;
            format!("unused mock responses for {method} {path}: {count}")
        });
        let unexpected = self
            .unexpected
            .iter()
            .map(|Operation { method, path, .. }| format!("unexpected request: {method} {path}"));
        formatter.write_str(&unused.chain(unexpected).collect::<Vec<_>>().join("; "))
    }
}

impl std::error::Error for VerifyError {}
