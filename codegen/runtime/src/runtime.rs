//! The runtime of a client: everything that does not depend on the API.
//!
//! Each folder names in its documentation the folders that it depends on. From the lowest to the
//! highest: `json` and `system`; `scalars` and `request`; `transport` and `auth`; `response`;
//! `streams`, `resilience`, `observe`, `jobs` and `pages`; `client`; `testing`. All of them may use
//! `defaults`.

pub mod auth;
pub mod client;
pub mod defaults;
pub mod jobs;
pub mod json;
pub mod observe;
pub mod pages;
pub mod request;
pub mod resilience;
pub mod response;
pub mod scalars;
pub mod streams;
pub mod system;
#[cfg(feature = "testing")]
pub mod testing;
pub mod transport;
