//! The facts about the static part of every generated client.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that meets something unexpected is to fail there"
)]

mod base64;
mod classify;
mod config;
mod credentials;
mod dates;
mod decoding;
mod encoding;
mod errors;
mod events;
mod faults;
mod folders;
mod gate;
mod gate_crowds;
mod gate_order;
mod headers;
mod http_transport;
mod metrics;
mod multipart;
mod observing;
mod parameters;
mod polling;
mod polling_dropped;
mod reliability;
mod replies;
mod requests;
mod retries;
mod retry_after;
mod retry_budget;
mod retry_waits;
mod secrets;
mod shapes;
mod spans;
mod streams;
mod support;
mod tapes;
mod time_limits;
