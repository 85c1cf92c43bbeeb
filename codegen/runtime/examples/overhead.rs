//! What one call costs beside the same request by hand: `http` and `serde_json` over the same
//! transport, which answers at once from memory.
//!
//! Run it with `cargo run --release -p runtime --example overhead`. It counts allocations and
//! measures the processor's time, each as the least of several rounds.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a measurement that meets something unexpected is to fail there"
)]

use std::hint::black_box;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response};
use runtime::api::{Api, Scheme, SchemeKind};
use runtime::body::Body;
use runtime::client::Client;
use runtime::config::ClientBuilder;
use runtime::credential::Credential;
use runtime::operation::{Idempotence, Operation};
use runtime::options::CallOptions;
use runtime::request_body::RequestBody;
use runtime::transport::{BoxFuture, ResponseBody, Transport, TransportError};
use serde_json::{Value, json};

/// Answers each request with the same job.
struct Memory(Bytes);

impl Transport for Memory {
    fn send(
        &self,
        request: Request<RequestBody>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn ResponseBody>>, TransportError>> {
        black_box(request);
        let body = Box::new(Whole(Some(self.0.clone())));
        Box::pin(async {
            let mut response = Response::new(body as Box<dyn ResponseBody>);
            let json = http::HeaderValue::from_static("application/json");
            response.headers_mut().insert(http::header::CONTENT_TYPE, json);
            Ok(response)
        })
    }
}

struct Whole(Option<Bytes>);

impl ResponseBody for Whole {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(std::future::ready(Ok(self.0.take())))
    }
}

static API: Api = Api {
    name: "overhead",
    version: "1",
    servers: &[],
    schemes: &[Scheme { name: "token", kind: SchemeKind::Bearer }],
};

static PUT: Operation = Operation {
    id: "put",
    method: Method::PUT,
    path: "/messages/bulk",
    idempotence: Idempotence::Idempotent,
    security: &[&["token"]],
    server: None,
};

/// A hundred updates of messages, as the largest request has.
fn updates() -> Value {
    let update = |number| {
        json!({"id": format!("{number:024x}"), "subject": "Subject", "preview": "Some words of text",
            "status": "sent", "custom": {"orderNum": number, "noteStr": "a note"}})
    };
    (0..100).map(update).collect()
}

/// The job of a hundred messages.
fn job() -> Bytes {
    let ids: Vec<_> = (0..100).map(|number| format!("{number:024x}")).collect();
    let job = json!({"data": {"type": "bulk", "id": "5b3bddb67f8469003df370a4", "attributes": {
        "ids": ids, "status": "queued", "v2": true, "batches": {"complete": 0, "total": 1}}}});
    job.to_string().into()
}

async fn by_client(client: &Client, updates: &Value) -> Value {
    let mut request = client.request(&PUT, CallOptions::new());
    request.accept("application/json");
    request.json("application/json", &Body::Typed(updates));
    let reply = request.send::<()>().await.unwrap();
    reply.json::<Value, ()>().unwrap().into_body()
}

async fn by_hand(transport: &dyn Transport, updates: &Value) -> Value {
    let body = serde_json::to_vec(updates).unwrap();
    let request = Request::put("https://acme.api.example.com/v1/messages/bulk")
        .header("authorization", "Bearer t0ken")
        .header("user-agent", "overhead/1")
        .header("accept", "application/json")
        .header("content-type", "application/json")
        .body(body.into())
        .unwrap();
    let response = transport.send(request).await.unwrap();
    let (head, mut body) = response.into_parts();
    assert!(head.status.is_success() && is_json(&head.headers));
    let mut bytes = Vec::new();
    while let Some(chunk) = body.chunk().await.unwrap() {
        bytes.extend_from_slice(&chunk);
    }
    serde_json::from_slice(&bytes).unwrap()
}

fn is_json(headers: &HeaderMap) -> bool {
    headers.get("content-type").is_some_and(|value| value == "application/json")
}

/// Nothing here waits.
fn run<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!(),
    }
}

/// How long one call takes on average.
fn time(call: impl Fn()) -> Duration {
    const CALLS: u32 = 1_000;
    let start = Instant::now();
    (0..CALLS).for_each(|_| call());
    start.elapsed() / CALLS
}

fn main() {
    let transport = Arc::new(Memory(job()));
    let client = ClientBuilder::new(&API)
        .base_url("https://acme.api.example.com/v1")
        .credential("token", Credential::token("t0ken"))
        .transport(transport.clone())
        .build()
        .unwrap();
    for (name, updates) in [("one hundred items", updates()), ("no item", json!([]))] {
        let hand = || drop(black_box(run(by_hand(&*transport, &updates))));
        let own = || drop(black_box(run(by_client(&client, &updates))));
        let hand_allocations = allocation_counter::measure(hand).count_total;
        let own_allocations = allocation_counter::measure(own).count_total;
        // In turns, so that what else the machine does hits both.
        let rounds: Vec<_> = (0..60).map(|_| (time(hand), time(own))).collect();
        let hand = rounds.iter().map(|(hand, _)| *hand).min().unwrap_or_default();
        let own = rounds.iter().map(|(_, own)| *own).min().unwrap_or_default();
        println!("{name}: by hand {hand:?}, {hand_allocations} allocations");
        println!("{name}: by the client {own:?}, {own_allocations} allocations");
        println!("{name}: ratio {:.3}", own.as_secs_f64() / hand.as_secs_f64());
    }
}
