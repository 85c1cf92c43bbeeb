//! What the tests have in common: a scripted server, a scripted clock, and documents.

mod answer;
mod bell;
mod clock;
pub mod documents;
mod recorder;
mod request;
mod server;

use kustomer_client::{Client, ClientBuilder};

pub use self::answer::{Answer, Then};
pub use self::bell::Bell;
pub use self::clock::ScriptedClock;
pub use self::recorder::Recorder;
pub use self::request::Request;
pub use self::server::Server;

/// The token of all clients here. It must not appear anywhere but in requests.
pub const TOKEN: &str = "canary-token-7f3a9c";

/// A client of that server.
pub fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

/// A builder for clients of that server, with a token.
pub fn builder(server: &Server) -> ClientBuilder {
    Client::builder().base_url(server.url()).token(TOKEN)
}
