//! A scripted HTTP/1.1 server on loopback, which records the requests that it receives.

mod request;
mod response;
mod scripted;
mod signal;

pub use self::request::Request;
pub use self::response::{ScriptedResponse, Then};
pub use self::scripted::Server;
pub use self::signal::Signal;
