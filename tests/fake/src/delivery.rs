//! What the client receives for a request, after a fault was injected.

use std::time::Duration;

use bytes::Bytes;
use http::{Response, StatusCode};

use super::faults::Fault;

/// What the client receives for a request.
#[derive(Clone, Debug)]
pub(super) enum Delivery {
    /// The connection is refused.
    Refused,
    /// The connection is closed without a response.
    Reset,
    /// There is no response, and the connection stays open.
    Never,
    /// A response after a delay. Its body ends early if `truncate_at` is less than its length.
    Response { delay: Duration, response: Response<Bytes>, truncate_at: Option<usize> },
}

impl Delivery {
    /// Applies `fault` to the response of the API.
    pub(super) fn new(fault: Option<&Fault>, response: Option<Response<Bytes>>) -> Self {
        let mut response = response.unwrap_or_default();
        let (mut delay, mut truncate_at) = (Duration::ZERO, None);
        match fault {
            None => {}
            Some(Fault::Refuse) => return Self::Refused,
            Some(Fault::ResetBefore | Fault::ResetAfter) => return Self::Reset,
            Some(Fault::LoseResponse) => return Self::Never,
            Some(Fault::Delay(duration)) => delay = *duration,
            Some(Fault::Truncate(bytes)) => truncate_at = Some(*bytes),
            Some(Fault::Garble) => *response.body_mut() = Bytes::from_static(b"\xef\xbf\xbd{]"),
            Some(Fault::Status(status)) => {
                response = Response::new(Bytes::from_static(b"<html>a proxy</html>"));
                *response.status_mut() =
                    StatusCode::from_u16(*status).unwrap_or(StatusCode::BAD_GATEWAY);
            }
        }
        Self::Response { delay, response, truncate_at }
    }
}
