//! The runtime of a client: everything that does not depend on the API.
//!
//! Each folder names in its documentation the folders that it depends on. From the lowest to the
//! highest: `json` and `system`; `scalars` and `request`; `transport` and `auth`; `response`;
//! `streams`, `resilience`, `observe`, `jobs` and `pages`; `client`; `bulk` and `testing`. All of them may use
//! `defaults`.
//!
//! `json` and `scalars` are what types need, and all that there is without the feature `client`.

#[cfg(feature = "client")]
pub mod auth;
#[cfg(feature = "client")]
pub mod bulk;
#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "client")]
pub mod defaults;
#[cfg(feature = "client")]
pub mod jobs;
pub mod json;
#[cfg(feature = "client")]
pub mod observe;
#[cfg(feature = "client")]
pub mod pages;
#[cfg(feature = "client")]
pub mod request;
#[cfg(feature = "client")]
pub mod resilience;
#[cfg(feature = "client")]
pub mod response;
pub mod scalars;
#[cfg(feature = "client")]
pub mod streams;
#[cfg(feature = "client")]
pub mod system;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "client")]
pub mod transport;
