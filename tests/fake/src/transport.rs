//! The fake as the transport of a client.

use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Response};
use kustomer_client::Clock;
use kustomer_client::transport::BoxFuture;
use kustomer_client::transport::Phase;
use kustomer_client::transport::RequestBody;
use kustomer_client::transport::ResponseBody;
use kustomer_client::transport::Transport;
use kustomer_client::transport::TransportError;

use super::Kustomer;
use super::delivery::Delivery;

impl Transport for Kustomer {
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        // No request body of this API is a stream.
        let request = request.map(|body| body.as_bytes().cloned().unwrap_or_default());
        let clock = Arc::clone(&self.clock);
        let delivery = self.exchange(&request);
        Box::pin(deliver(delivery, clock))
    }
}

/// Converts a delivery to the result of the transport.
async fn deliver(
    delivery: Delivery,
    clock: Arc<dyn Clock>,
) -> Result<Response<Box<dyn ResponseBody>>, TransportError> {
    match delivery {
        Delivery::Refused => Err(TransportError::new(Phase::Connect)),
        Delivery::Reset => Err(TransportError::new(Phase::Exchange)),
        Delivery::Never => std::future::pending().await,
        Delivery::Response { delay, response, truncate_at } => {
            if !delay.is_zero() {
                clock.sleep(delay).await;
            }
            Ok(response.map(|bytes| {
                let end = truncate_at.filter(|end| *end < bytes.len());
                let part = bytes.slice(..end.unwrap_or(bytes.len()));
                Box::new(Body { part: Some(part), is_truncated: end.is_some() })
                    as Box<dyn ResponseBody>
            }))
        }
    }
}

/// A body in one chunk, and then an error if it is truncated.
struct Body {
    part: Option<Bytes>,
    is_truncated: bool,
}

impl ResponseBody for Body {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        let next = match self.part.take() {
            Some(part) => Ok(Some(part)),
            None if self.is_truncated => Err(TransportError::new(Phase::Body)),
            None => Ok(None),
        };
        Box::pin(std::future::ready(next))
    }
}
