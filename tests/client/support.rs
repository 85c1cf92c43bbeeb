//! What the tests have in common: a scripted server, a scripted clock, and documents.

mod clock;
pub mod documents;
mod notifying_transport;

use std::time::Duration;

use kustomer_client::types::{BulkJobDocument, ErrorDocument, MessageUpdate};
use kustomer_client::{Client, ClientBuilder, Error, RateLimiting, Response, Retry};

pub use self::clock::ScriptedClock;
pub use self::notifying_transport::NotifyingTransport;
pub use tests::server::{Request, ScriptedResponse, Server, Signal, Then};

/// The token of all clients here. It must not appear anywhere but in requests.
pub const TOKEN: &str = "canary-token-7f3a9c";

/// A client of that server.
pub fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

/// A builder for clients of that server, with a token. They send each request once, and at once.
pub fn builder(server: &Server) -> ClientBuilder {
    Client::builder()
        .base_url(server.url())
        .token(TOKEN)
        .retry(Retry::Disabled)
        .rate_limiter(RateLimiting::Disabled)
}

/// Sends a small update.
pub async fn update(client: &Client) -> Result<Response<BulkJobDocument>, Error<ErrorDocument>> {
    client.bulk_batch_update_messages(vec![MessageUpdate::new("a")]).send().await
}

/// What the work gives. Work that hangs is a failure, not a test that never ends.
pub async fn in_time<T>(work: impl Future<Output = T>) -> T {
    let limit = Duration::from_secs(10);
    tokio::time::timeout(limit, work).await.expect("the client waits for ever")
}

/// The error of a small update that a server gives this answer to.
pub async fn failure(answer: ScriptedResponse) -> Error<ErrorDocument> {
    let server = Server::start([answer]).await;
    update(&client(&server)).await.unwrap_err()
}
