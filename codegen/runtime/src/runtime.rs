//! The parts that every client is made of, from the lowest to the highest.

pub mod auth;
pub mod client;
pub mod defaults;
pub mod jobs;
pub mod json;
pub mod observe;
pub mod request;
pub mod resilience;
pub mod response;
pub mod scalars;
pub mod streams;
pub mod system;
#[cfg(feature = "testing")]
pub mod testing;
pub mod transport;
