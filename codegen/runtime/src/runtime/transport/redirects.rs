//! Which redirects the default transport follows.
//!
//! Invariant: a redirect is never followed to another origin, which would receive the credentials.

use reqwest::redirect::Policy;

use crate::runtime::defaults::MAX_REDIRECTS;

/// Which redirects an [`HttpTransport`](super::HttpTransport) follows.
///
/// ```
/// use runtime::transport::{HttpTransport, Redirects};
///
/// let transport = HttpTransport::builder().redirect(Redirects::SameOrigin).build()?;
/// # Ok::<(), runtime::transport::TransportError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Redirects {
    /// None. The response is returned as it is.
    None,
    /// Up to 10 of one request, to the scheme, host and port of the request. A response is returned as
    /// it is if it leads elsewhere, or if a body of more than 64 KiB or a stream would be sent again.
    SameOrigin,
}

impl Redirects {
    pub(super) fn policy(self) -> Policy {
        match self {
            Self::None => Policy::none(),
            Self::SameOrigin => Policy::custom(|attempt| {
                let origin = attempt.url().origin();
                let is_same = attempt.previous().iter().all(|url| url.origin() == origin);
                if is_same && attempt.previous().len() <= MAX_REDIRECTS {
                    attempt.follow()
                } else {
                    attempt.stop()
                }
            }),
        }
    }
}
