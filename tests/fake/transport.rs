//! The fake in the place of the network.

use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Response};
use kustomer_client::runtime::clock::Clock;
use kustomer_client::runtime::request_body::RequestBody;
use kustomer_client::runtime::transport::{
    BoxFuture, Phase, ResponseBody, Transport, TransportError,
};

use super::Kustomer;
use super::fault::Outcome;

impl Transport for Kustomer {
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        // No body of this API is a stream.
        let request = request.map(|body| body.as_bytes().cloned().unwrap_or_default());
        let clock = Arc::clone(&self.clock);
        let outcome = self.exchange(&request);
        Box::pin(see(outcome, clock))
    }
}

/// Lets the client see an outcome.
async fn see(
    outcome: Outcome,
    clock: Arc<dyn Clock>,
) -> Result<Response<Box<dyn ResponseBody>>, TransportError> {
    match outcome {
        Outcome::Refused => Err(TransportError::new(Phase::Connect)),
        Outcome::Reset => Err(TransportError::new(Phase::Exchange)),
        Outcome::Silence => std::future::pending().await,
        Outcome::Answer { delay, response, cut } => {
            if !delay.is_zero() {
                clock.sleep(delay).await;
            }
            Ok(response.map(|bytes| {
                let cut = cut.filter(|cut| *cut < bytes.len());
                let part = bytes.slice(..cut.unwrap_or(bytes.len()));
                Box::new(Body { part: Some(part), is_cut: cut.is_some() }) as Box<dyn ResponseBody>
            }))
        }
    }
}

/// A body in one part, and what follows it.
struct Body {
    part: Option<Bytes>,
    is_cut: bool,
}

impl ResponseBody for Body {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        let next = match self.part.take() {
            Some(part) => Ok(Some(part)),
            None if self.is_cut => Err(TransportError::new(Phase::Body)),
            None => Ok(None),
        };
        Box::pin(std::future::ready(next))
    }
}
