//! The overhead of a call, compared with a hand-written request with `http` and `serde_json` over
//! the same in-memory transport. There are two hand-written versions: with the types of the client,
//! and with minimal types that derive the `serde` traits.
//!
//! Run it with `cargo run --release -p tests --example overhead`. It counts allocations and
//! measures CPU time, each as the minimum of several rounds.
//!
//! With a number of updates and a number of calls, such as `-- 10 1000`, it only makes these calls of
//! the client. `valgrind --tool=callgrind` counts their instructions, which do not depend on the load
//! of the machine: the difference between two numbers of calls is without the start of the program.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a measurement that meets something unexpected is to fail there"
)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use kustomer_client::Client;
use kustomer_client::transport::BoxFuture;
use kustomer_client::transport::RequestBody;
use kustomer_client::transport::ResponseBody;
use kustomer_client::transport::Transport;
use kustomer_client::transport::TransportError;
use kustomer_client::types::{
    BulkJobDocument, CustomAttributes, CustomValue, MessageStatus, MessageUpdate,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Responds to each request with the same job.
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

/// An update as a hand-written minimal type.
#[derive(Clone, Serialize)]
struct Update {
    id: String,
    subject: String,
    preview: String,
    status: &'static str,
    custom: BTreeMap<String, Custom>,
}

#[derive(Clone, Serialize)]
#[serde(untagged)]
enum Custom {
    Number(f64),
    Text(String),
}

/// A job as a hand-written minimal type.
#[derive(Deserialize)]
#[expect(dead_code, reason = "reading it is what is measured")]
struct Job {
    data: Data,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "reading it is what is measured")]
struct Data {
    id: String,
    attributes: Attributes,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "reading it is what is measured")]
struct Attributes {
    ids: Option<Vec<String>>,
    status: String,
    v2: Option<bool>,
    batches: Option<Batches>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "reading it is what is measured")]
struct Batches {
    complete: Option<i64>,
    total: Option<i64>,
}

const SUBJECT: &str = "Subject";
const PREVIEW: &str = "Some words of text";

/// Updates of this number of messages, without absent members.
fn lean_updates(count: u32) -> Vec<Update> {
    let update = |number| Update {
        id: format!("{number:024x}"),
        subject: SUBJECT.to_owned(),
        preview: PREVIEW.to_owned(),
        status: "sent",
        custom: BTreeMap::from([
            ("noteStr".to_owned(), Custom::Text("a note".to_owned())),
            ("orderNum".to_owned(), Custom::Number(f64::from(number))),
        ]),
    };
    (0..count).map(update).collect()
}

/// The same updates as types of the client.
fn updates(count: u32) -> Vec<MessageUpdate> {
    let update = |number| {
        MessageUpdate::new(format!("{number:024x}"))
            .subject(SUBJECT.to_owned())
            .preview(PREVIEW.to_owned())
            .status(MessageStatus::Sent)
            .custom(CustomAttributes::from_iter([
                ("noteStr".to_owned(), Some(CustomValue::from("a note".to_owned()))),
                ("orderNum".to_owned(), Some(CustomValue::from(f64::from(number)))),
            ]))
    };
    (0..count).map(update).collect()
}

/// The job of this number of messages.
fn job(count: u32) -> Bytes {
    let ids: Vec<_> = (0..count).map(|number| format!("{number:024x}")).collect();
    let job = json!({"data": {"type": "bulk", "id": "5b3bddb67f8469003df370a4", "attributes": {
        "ids": ids, "status": "queued", "v2": true, "batches": {"complete": 0, "total": 1}}}});
    job.to_string().into()
}

async fn by_client(client: &Client, updates: Vec<MessageUpdate>) -> BulkJobDocument {
    client.bulk_batch_update_messages(updates).send().await.unwrap().into_body()
}

async fn by_hand<J: DeserializeOwned>(transport: &dyn Transport, updates: impl Serialize) -> J {
    let body = serde_json::to_vec(&updates).unwrap();
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

/// Runs a future that is never pending.
fn run<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!(),
    }
}

/// The average time of a call, without the creation of its input.
fn time<T: Clone, R>(input: &T, call: impl Fn(T) -> R) -> Duration {
    const CALLS: u32 = 500;
    let timed = |_| {
        let input = input.clone();
        let start = Instant::now();
        drop(black_box(call(input)));
        start.elapsed()
    };
    (0..CALLS).map(timed).sum::<Duration>() / CALLS
}

/// The number of allocations of a call.
fn allocations<T: Clone, R>(input: &T, call: impl Fn(T) -> R) -> u64 {
    let input = input.clone();
    allocation_counter::measure(|| drop(black_box(call(input)))).count_total
}

fn client(transport: Arc<Memory>) -> Client {
    Client::builder()
        .base_url("https://acme.api.example.com/v1")
        .token("t0ken")
        .transport(transport)
        .build()
        .unwrap()
}

fn main() {
    let arguments: Vec<u32> = std::env::args().skip(1).map(|text| text.parse().unwrap()).collect();
    match arguments[..] {
        [] => compare(),
        [updates, calls] => only_calls(updates, calls),
        _ => eprintln!("the arguments are a number of updates and a number of calls"),
    }
}

/// Calls of the client, for a tool that counts their instructions.
fn only_calls(count: u32, calls: u32) {
    let client = client(Arc::new(Memory(job(count))));
    let input = updates(count);
    for _ in 0..calls {
        drop(black_box(run(by_client(&client, input.clone()))));
    }
}

/// Prints the costs of a call by the client and of a hand-written request.
fn compare() {
    for count in [100, 10, 1] {
        let transport = Arc::new(Memory(job(count)));
        let client = client(transport.clone());
        let own = |updates| run(by_client(&client, updates));
        let alike = |updates| run(by_hand::<BulkJobDocument>(&*transport, updates));
        let lean = |updates| run(by_hand::<Job>(&*transport, updates));
        let (input, lean_input) = (updates(count), lean_updates(count));
        // Interleaved, so that other load on the machine affects all of them.
        let round = |_| [time(&input, own), time(&input, alike), time(&lean_input, lean)];
        let rounds: Vec<_> = (0..60).map(round).collect();
        let least =
            |which: usize| rounds.iter().filter_map(|times| times.get(which)).min().unwrap();
        let (own_time, own_count) = (least(0), allocations(&input, own));
        println!("{count} updates, the client: {own_time:?}, {own_count} allocations");
        let others = [
            ("by hand with its types", least(1), allocations(&input, alike)),
            ("by hand with lean types", least(2), allocations(&lean_input, lean)),
        ];
        for (name, time, allocations) in others {
            let ratio = own_time.as_secs_f64() / time.as_secs_f64();
            println!(
                "{count} updates, {name}: {time:?}, {allocations} allocations, ratio {ratio:.2}"
            );
        }
    }
}
