//! The wire format of requests and responses, with the client of the obstacle course.

mod client_credentials;
mod idempotency_keys;
mod links;
mod methods;
mod pages;
mod parameters;
mod request_bodies;
mod responses;
mod streams;

use obstacles_client::Client;
use obstacles_client::Random;
use obstacles_client::Retry;

use tests::server::{Request, ScriptedResponse, Server};

/// A constant random number.
struct Always;

impl Random for Always {
    fn next(&self) -> u64 {
        42
    }
}

/// The multipart boundary that results from it.
const BOUNDARY: &str = "000000000000002a000000000000002a";

fn client(server: &Server) -> Client {
    let builder = Client::builder().base_url(server.url()).random(std::sync::Arc::new(Always));
    builder.retry(Retry::Disabled).build().unwrap()
}

/// A server with one response, and a client of it.
async fn with_response(response: ScriptedResponse) -> (Server, Client) {
    let server = Server::start([response]).await;
    let client = client(&server);
    (server, client)
}

/// A server with one empty response, and a client of it.
async fn with_empty_response() -> (Server, Client) {
    with_response(ScriptedResponse::bytes("HTTP/1.1 204 Scripted\r\n\r\n")).await
}

/// The media type and the text of the body of a request.
fn sent(request: &Request) -> (Option<&str>, &str) {
    (request.header("content-type"), request.text())
}
