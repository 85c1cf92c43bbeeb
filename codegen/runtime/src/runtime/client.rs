//! The client: its configuration, and calls with retries, rate limits and timeouts.
//!
//! Depends on `auth`, `jobs`, `observe`, `pages`, `request`, `resilience`, `response`, `system`
//! and `transport`.

mod api;
mod api_client;
mod attempt;
mod authorization;
#[cfg(feature = "blocking")]
mod blocking;
mod build;
mod builder;
mod call;
mod call_config;
mod call_options;
mod config_error;
mod page_call;
mod server_url;
mod token_endpoint;

pub(crate) use self::api::{Api, Server, Variable};
pub use self::api_client::Client;
#[cfg(feature = "blocking")]
pub use self::blocking::Wait;
pub use self::builder::ClientBuilder;
pub use self::call_options::CallOptions;
pub use self::config_error::ConfigError;
pub(crate) use self::page_call::execute_page;
pub(crate) use self::token_endpoint::with_client_credentials;
