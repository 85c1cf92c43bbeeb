//! A transport that never reaches the network, for hosts that only exist there.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Request, Response};
use kustomer_client::runtime::request_body::RequestBody;
use kustomer_client::runtime::transport::{BoxFuture, ResponseBody, Transport, TransportError};

use super::documents;

/// Keeps the URL of each request, and answers with a young job.
#[derive(Default)]
pub struct Recorder {
    urls: Mutex<Vec<String>>,
}

impl Recorder {
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    pub fn urls(&self) -> Vec<String> {
        self.urls.lock().unwrap().clone()
    }
}

impl Transport for Recorder {
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        self.urls.lock().unwrap().push(request.uri().to_string());
        let body = OneChunk(Some(Bytes::from_static(documents::YOUNG_JOB.as_bytes())));
        let response = Response::new(Box::new(body) as Box<dyn ResponseBody>);
        Box::pin(std::future::ready(Ok(response)))
    }
}

struct OneChunk(Option<Bytes>);

impl ResponseBody for OneChunk {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(std::future::ready(Ok(self.0.take())))
    }
}
