//! Requests in doubt because the server closed an idle connection at the moment at which they were
//! sent, by the time for which the client keeps such a connection.
//!
//! Run it with `cargo run --release -p tests --example idle_close`. All times are a tenth of those
//! of a server that closes after 5 seconds, and a network with 100 ms for a round trip. The default of
//! `HttpTransportBuilder::pool_idle_timeout` is 4 seconds. A machine under load adds pauses of its own.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a measurement that meets something unexpected is to fail there"
)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use kustomer_client::transport::HttpTransport;
use kustomer_client::types::MessageUpdate;
use kustomer_client::{Client, Retry};
use tests::server::Request;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

/// After this time without a request, the server closes a connection.
const SERVER: Duration = Duration::from_millis(500);
/// The time of a round trip.
const ROUND_TRIP: Duration = Duration::from_millis(10);
/// The times for which the client keeps a connection: the default, and that of `reqwest` (90 seconds).
const KEPT: [Duration; 2] = [Duration::from_millis(400), Duration::from_secs(9)];
/// The clients, which send at the same time, each by its own connection.
const CLIENTS: u32 = 20;
/// The pauses of a client begin this long before a timeout, and end as long after it.
const AROUND: Duration = Duration::from_millis(25);
/// The requests of a client, each after a longer pause.
const REQUESTS: u32 = 11;

/// Answers requests until a connection is idle for too long. What arrives while the client cannot
/// know of the end is lost.
async fn serve(mut socket: TcpStream) {
    const JOB: &str = r#"{"data":{"type":"bulk","id":"1","attributes":{"status":"queued"}}}"#;
    socket.set_nodelay(true).unwrap();
    while let Ok(Some(_)) = timeout(SERVER, Request::read(&mut socket)).await {
        let length = JOB.len();
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ";
        let response = format!("{head}{length}\r\n\r\n{JOB}");
        if socket.write_all(response.as_bytes()).await.is_err() {
            return;
        }
    }
    sleep(ROUND_TRIP).await;
}

/// Starts the server. Returns its URL, and the number of its connections so far.
async fn start() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    let connections = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&connections);
    tokio::spawn(async move {
        loop {
            let (socket, _) = listener.accept().await.unwrap();
            counted.fetch_add(1, Ordering::Relaxed);
            tokio::spawn(serve(socket));
        }
    });
    (url, connections)
}

/// A client that keeps connections for a time.
fn client(url: &str, kept: Duration) -> Client {
    let transport = HttpTransport::builder().pool_idle_timeout(kept).build().unwrap();
    let builder = Client::builder().base_url(url).token("t0ken").transport(Arc::new(transport));
    builder.retry(Retry::Disabled).build().unwrap()
}

/// Sends a request after each pause. Returns how many the server may have processed or not.
async fn in_doubt(client: Client, timeout: Duration) -> usize {
    let send = || client.bulk_batch_update_messages(vec![MessageUpdate::new("1")]).send();
    send().await.unwrap();
    let mut failed = 0;
    for number in 0..REQUESTS {
        sleep(timeout.saturating_sub(AROUND) + 2 * AROUND * number / (REQUESTS - 1)).await;
        match send().await {
            Ok(_) => {}
            Err(error) if error.may_have_been_processed() => failed += 1,
            Err(error) => panic!("{error}"),
        }
    }
    failed
}

#[tokio::main(worker_threads = 2)]
async fn main() {
    let [default, _] = KEPT;
    for kept in KEPT {
        for (whose, timeout) in [("the default", default), ("that of the server", SERVER)] {
            let (url, connections) = start().await;
            // Creating a client takes longer than a request.
            let clients: Vec<_> = (0..CLIENTS).map(|_| client(&url, kept)).collect();
            let calls = clients.into_iter().map(|client| tokio::spawn(in_doubt(client, timeout)));
            let calls: Vec<_> = calls.collect();
            let mut failed = 0;
            for calls in calls {
                failed += calls.await.unwrap();
            }
            let connections = connections.load(Ordering::Relaxed);
            println!(
                "kept for {kept:?}, pauses around {timeout:?} ({whose}): {failed} of {} requests \
                 in doubt, {connections} connections",
                CLIENTS * REQUESTS
            );
        }
    }
}
