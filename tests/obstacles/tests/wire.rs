//! What bodies and answers of each kind are, byte by byte, with a client of the obstacle course.

mod answers;
mod bodies;
mod links;
mod parameters;
mod streams;

use obstacles_client::Client;
use obstacles_client::Random;
use obstacles_client::Retry;

use tests::server::{Request, ScriptedResponse, Server};

/// Always the same number.
struct Always;

impl Random for Always {
    fn next(&self) -> u64 {
        42
    }
}

/// The boundary that is drawn from it.
const BOUNDARY: &str = "000000000000002a000000000000002a";

fn client(server: &Server) -> Client {
    let builder = Client::builder().base_url(server.url()).random(std::sync::Arc::new(Always));
    builder.retry(Retry::Disabled).build().unwrap()
}

/// A server that gives one answer, and a client of it.
async fn answering(answer: ScriptedResponse) -> (Server, Client) {
    let server = Server::start([answer]).await;
    let client = client(&server);
    (server, client)
}

/// A server that gives an empty answer, and a client of it.
async fn silent() -> (Server, Client) {
    answering(ScriptedResponse::bytes("HTTP/1.1 204 Scripted\r\n\r\n")).await
}

/// The media type and the text of the body of a request.
fn sent(request: &Request) -> (Option<&str>, &str) {
    (request.header("content-type"), request.text())
}
