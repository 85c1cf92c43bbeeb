//! Sends requests and receives responses: the trait, and the implementation over the network.
//!
//! Depends on `request` and `system`.

mod http_failure;
mod http_transport;
mod http_transport_builder;
mod interruptible_body;
mod outgoing;
mod redirects;
#[cfg(feature = "rustls")]
mod rustls_config;
mod tls_settings;
mod transport_trait;

pub use self::http_transport::HttpTransport;
pub use self::http_transport_builder::HttpTransportBuilder;
pub use self::redirects::Redirects;
pub use self::tls_settings::TlsVersion;
pub use self::transport_trait::{Phase, ResponseBody, Transport, TransportError};
