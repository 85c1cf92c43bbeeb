//! Sends requests and receives responses: the trait, and the implementation over the network.
//!
//! Depends on `request` and `system`.

mod http_failure;
mod http_transport;
mod outgoing;
mod transport_trait;

pub use self::http_transport::HttpTransport;
pub use self::transport_trait::{Phase, ResponseBody, Transport, TransportError};
