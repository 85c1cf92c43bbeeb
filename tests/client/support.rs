//! Test support: a scripted server, a scripted clock and response documents.

mod clock;
pub mod documents;
mod notifying_transport;

use std::time::Duration;

use kustomer_client::types::{BulkJobDocument, ErrorDocument, MessageUpdate};
use kustomer_client::{Client, ClientBuilder, Error, RateLimiting, Response, Retry};

pub use self::clock::ScriptedClock;
pub use self::notifying_transport::NotifyingTransport;
pub use tests::server::{Request, ScriptedResponse, Server, Signal, Then};

/// The token of all clients of the tests. It must only appear in requests.
pub const TOKEN: &str = "canary-token-7f3a9c";

/// A client of this server.
pub fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

/// A builder for clients of this server, with a token, but without retries and rate limiter.
pub fn builder(server: &Server) -> ClientBuilder {
    Client::builder()
        .base_url(server.url())
        .token(TOKEN)
        .retry(Retry::Disabled)
        .rate_limiter(RateLimiting::Disabled)
}

/// Sends a minimal update.
pub async fn update(client: &Client) -> Result<Response<BulkJobDocument>, Error<ErrorDocument>> {
    client.bulk_batch_update_messages(vec![MessageUpdate::new("a")]).send().await
}

/// The output of a future. A future that hangs fails the test.
pub async fn in_time<T>(work: impl Future<Output = T>) -> T {
    let limit = Duration::from_secs(10);
    tokio::time::timeout(limit, work).await.expect("the client never completes")
}

/// The error of a minimal update that receives this response.
pub async fn failure(response: ScriptedResponse) -> Error<ErrorDocument> {
    let server = Server::start([response]).await;
    update(&client(&server)).await.unwrap_err()
}
