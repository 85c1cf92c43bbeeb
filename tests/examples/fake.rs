//! The fake of the API as a server to try things on by hand: `cargo run -p tests --example fake`.

use std::error::Error;
use std::sync::Arc;

use kustomer_client::runtime::clock::SystemClock;
use tests::fake::{Kustomer, Server, Setup, TOKEN};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = Server::start(Kustomer::new(Setup::default(), Arc::new(SystemClock))).await?;
    println!("listens at {} for the token {TOKEN}, until it is stopped", server.url());
    std::future::pending().await
}
