//! The real transport, with a signal that is notified when the head of a response has arrived.

use std::sync::Arc;

use http::{Request, Response};
use kustomer_client::Timeout;
use kustomer_client::transport::BoxFuture;
use kustomer_client::transport::HttpTransport;
use kustomer_client::transport::RequestBody;
use kustomer_client::transport::ResponseBody;
use kustomer_client::transport::Transport;
use kustomer_client::transport::TransportError;

use super::Signal;

/// Sends requests over the network, and notifies before the bodies of responses are read.
pub struct NotifyingTransport {
    transport: HttpTransport,
    signal: Signal,
}

impl NotifyingTransport {
    pub fn new(signal: Signal) -> Arc<Self> {
        Arc::new(Self { transport: HttpTransport::new(Timeout::Disabled).unwrap(), signal })
    }
}

impl Transport for NotifyingTransport {
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        Box::pin(async {
            let response = self.transport.send(request).await;
            self.signal.notify();
            response
        })
    }
}
