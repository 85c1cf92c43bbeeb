//! The wire format of parameters of each kind, in each style and location.
//!
//! One operation for each style and `explode`. A row has a name, the call of an operation of
//! `obstacles/parameters.yaml`, and what the server receives.

mod cookies;
mod encoding;
mod headers;
mod path_templates;
mod paths;
mod queries;
mod query_styles;

use std::fmt::Debug;

use obstacles_client::types::{WireNest, WirePair};
use obstacles_client::{Client, Error, Response};

use super::client;
use tests::server::{Request, ScriptedResponse, Server};

/// A server with a response for each row, and a client of it.
struct Table {
    server: Server,
    client: Client,
}

impl Table {
    async fn start() -> Self {
        let response = || ScriptedResponse::bytes("HTTP/1.1 204 Scripted\r\n\r\n");
        let server = Server::start(std::iter::repeat_with(response).take(40)).await;
        Self { client: client(&server), server }
    }

    /// The request that the server received.
    async fn received<E: Debug>(
        &self,
        call: impl Future<Output = Result<Response<()>, Error<E>>>,
    ) -> Request {
        Box::pin(call).await.unwrap();
        self.server.requests().pop().unwrap()
    }

    /// The query of the call.
    async fn query<E: Debug>(
        &self,
        call: impl Future<Output = Result<Response<()>, Error<E>>>,
    ) -> String {
        let request = self.received(Box::pin(call)).await;
        let target = request.line().split(' ').nth(1).unwrap().to_owned();
        target.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
    }

    /// The value of one header of the call, if it was sent.
    async fn header<E: Debug>(
        &self,
        name: &str,
        call: impl Future<Output = Result<Response<()>, Error<E>>>,
    ) -> String {
        let request = self.received(Box::pin(call)).await;
        request.header(name).unwrap_or_default().to_owned()
    }

    /// The headers of the call that are parameters.
    async fn own_headers<E: Debug>(
        &self,
        call: impl Future<Output = Result<Response<()>, Error<E>>>,
    ) -> String {
        let request = self.received(Box::pin(call)).await;
        let others = ["accept", "host", "user-agent"];
        let own = request.headers().into_iter().filter(|(name, _)| !others.contains(name));
        own.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n")
    }
}

fn pair() -> WirePair {
    WirePair::default().a("x y").b(1)
}

fn nest() -> WireNest {
    WireNest::default().name("n").list([1, 2]).pair(pair())
}

/// Sends one value of each kind in separate calls, and compares what is received:
/// one row for each kind of value.
macro_rules! cells {
    ($received:expr, $call:expr, { $($cell:ident: $sent:expr,)+ }) => {
        $(
            let call = cells!(@$cell $call);
            assert_eq!(($received)(call.send()).await, $sent, "{}: {}", stringify!($call), stringify!($cell));
        )+
    };
    (@text $call:expr) => { $call.text("a b") };
    (@empty_text $call:expr) => { $call.text("") };
    (@integer $call:expr) => { $call.count(-7) };
    (@number $call:expr) => { $call.amount(0.5) };
    (@whole_number $call:expr) => { $call.amount(3.0) };
    (@boolean $call:expr) => { $call.flag(true) };
    (@date $call:expr) => { $call.day("2026-01-02".parse::<obstacles_client::Date>().unwrap()) };
    (@date_time $call:expr) => { $call.time("2026-01-02T03:04:05+01:00".parse::<obstacles_client::DateTime>().unwrap()) };
    (@list $call:expr) => { $call.list(["a", "b c"]) };
    (@empty_list $call:expr) => { $call.list([""; 0]) };
    (@object $call:expr) => { $call.pair(crate::wire::parameters::pair()) };
    (@empty_object $call:expr) => { $call.pair(obstacles_client::types::WirePair::default()) };
    (@value_of_an_enum $call:expr) => { $call.color(obstacles_client::types::WireColor::DarkRed) };
    (@unknown_value_of_an_enum $call:expr) => { $call.color("light red") };
    (@union_of_a_scalar $call:expr) => { $call.either(5) };
    (@union_of_a_list $call:expr) => { $call.either(vec![1, 2]) };
    (@nullable $call:expr) => { $call.nullable("n") };
}
use cells;
