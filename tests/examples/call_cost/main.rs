//! The instructions and allocations of a call in memory, compared with a request that is written by
//! hand over the same transport.
//!
//! `cargo run --release -p tests --example call_cost` prints a table. It runs itself under
//! `valgrind --tool=callgrind`, which has to be installed. Instructions are the difference of two runs
//! that repeat a call once and eleven times, so that start and preparation do not count, without those
//! of copying the input.
//!
//! The request is written by hand with three kinds of types: `derived` have the fields of the types of
//! the client and derive the traits of serde, `minimal` have only the fields that this call uses, and
//! `generated` are those of the client.
//!
//! `call_cost CALL TYPES ITEMS COUNT` repeats one call, for a profile. CALL is `client` (with
//! `generated`), `by-hand`, or `input`, which only copies the input:
//!
//! ```text
//! valgrind --tool=callgrind target/release/examples/call_cost client generated 1 100
//! ```
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a measurement that meets something unexpected is to fail there"
)]

mod by_hand;
#[path = "../json_cost/derived.rs"]
#[allow(dead_code, reason = "`json_cost` measures other types as well")]
mod derived;

use std::hint::black_box;
use std::mem;
use std::pin::pin;
use std::process::Command;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http::{Request, Response};
use kustomer_client::Client;
use kustomer_client::transport::{BoxFuture, RequestBody, ResponseBody, Transport, TransportError};
use kustomer_client::types::{
    BulkJobDocument, CustomAttributes, CustomValue, MessageStatus, MessageUpdate,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

const SUBJECT: &str = "Subject";
const PREVIEW: &str = "Some words of text";
const NOTE: &str = "a note";

/// The repetitions whose costs are subtracted from each other.
const REPETITIONS: [u64; 2] = [1, 11];

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

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match *arguments {
        [] => table(),
        [call, types, items, count] => {
            let allocations = repeat(call, types, items.parse().unwrap(), count.parse().unwrap());
            println!("{allocations}");
        }
        _ => panic!("expected CALL TYPES ITEMS COUNT or nothing"),
    }
}

fn table() {
    println!("| items | by hand with | instructions | by hand | ratio | allocations | by hand |");
    println!("|---:|---|---:|---:|---:|---:|---:|");
    for items in [1, 10, 100] {
        let own = cost("client", "generated", items);
        for types in ["derived", "minimal", "generated"] {
            let by_hand = cost("by-hand", types, items);
            let ratio = own.0 as f64 / by_hand.0 as f64;
            println!(
                "| {items} | {types} | {} | {} | {ratio:.3} | {} | {} |",
                own.0, by_hand.0, own.1, by_hand.1
            );
        }
    }
}

/// The instructions and allocations of a call, without those of its input.
fn cost(call: &str, types: &str, items: u32) -> (u64, u64) {
    let [all, input] =
        [call, "input"].map(|it| (instructions(it, types, items), repeat(it, types, items, 1)));
    (all.0 - input.0, all.1 - input.1)
}

/// The instructions of one repetition, measured by callgrind.
fn instructions(call: &str, types: &str, items: u32) -> u64 {
    let [once, often] = REPETITIONS.map(|count| {
        let output = Command::new("valgrind")
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(std::env::current_exe().unwrap())
            .args([call, types, &items.to_string(), &count.to_string()])
            .output()
            .unwrap();
        let report = String::from_utf8(output.stderr).unwrap();
        let (_, collected) = report.split_once("Collected : ").unwrap();
        collected.split_whitespace().next().unwrap().parse::<u64>().unwrap()
    });
    (often - once) / (REPETITIONS[1] - REPETITIONS[0])
}

/// Repeats a call, and returns the allocations of each repetition.
fn repeat(call: &str, types: &str, items: u32, count: u64) -> u64 {
    let transport = Arc::new(Memory(job(items)));
    let generated = updates(items);
    match (call, types) {
        ("client", "generated") => {
            let client = Client::builder()
                .base_url("https://acme.api.example.com/v1")
                .token("t0ken")
                .transport(transport)
                .build()
                .unwrap();
            let call = async |updates| {
                let call = client.bulk_batch_update_messages(updates).send().await;
                call.unwrap().into_body()
            };
            allocations(count, || drop(black_box(run(call(generated.clone())))))
        }
        (_, "generated") => by_hand::<_, BulkJobDocument>(call, &generated, &*transport, count),
        (_, "minimal") => {
            by_hand::<_, by_hand::Job>(call, &by_hand::updates(items), &*transport, count)
        }
        (_, "derived") => {
            let text = serde_json::to_vec(&generated).unwrap();
            let updates: Vec<derived::Update> = serde_json::from_slice(&text).unwrap();
            by_hand::<_, derived::JobDocument>(call, &updates, &*transport, count)
        }
        other => panic!("unknown call: {other:?}"),
    }
}

fn by_hand<I: Clone + Serialize, J: DeserializeOwned>(
    call: &str,
    input: &I,
    transport: &dyn Transport,
    count: u64,
) -> u64 {
    match call {
        "by-hand" => allocations(count, || {
            drop(black_box(run(by_hand::call::<J>(transport, input.clone()))));
        }),
        "input" => allocations(count, || mem::forget(black_box(input.clone()))),
        other => panic!("unknown call: {other}"),
    }
}

/// Repeats `once`, and returns the allocations of each repetition. Before, it is called to fill what
/// later calls reuse.
fn allocations(count: u64, once: impl Fn()) -> u64 {
    once();
    allocation_counter::measure(|| (0..count).for_each(|_| once())).count_total / count
}

fn id(number: u32) -> String {
    format!("{number:024x}")
}

/// Updates of this number of messages.
fn updates(count: u32) -> Vec<MessageUpdate> {
    let update = |number| {
        MessageUpdate::new(id(number))
            .subject(SUBJECT.to_owned())
            .preview(PREVIEW.to_owned())
            .status(MessageStatus::Sent)
            .custom(CustomAttributes::from_iter([
                ("noteStr".to_owned(), Some(CustomValue::from(NOTE.to_owned()))),
                ("orderNum".to_owned(), Some(CustomValue::from(f64::from(number)))),
            ]))
    };
    (0..count).map(update).collect()
}

/// The job of this number of messages.
fn job(count: u32) -> Bytes {
    let ids: Vec<_> = (0..count).map(id).collect();
    let job = json!({"data": {"type": "bulk", "id": "5b3bddb67f8469003df370a4", "attributes": {
        "ids": ids, "status": "queued", "v2": true, "batches": {"complete": 0, "total": 1}}}});
    job.to_string().into()
}

/// Runs a future that is never pending.
fn run<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!(),
    }
}
