//! An HTTP/1.1 server on loopback that follows a script, with the requests that it has received.

mod request;
mod response;
mod scripted;
mod signal;

pub use self::request::Request;
pub use self::response::{ScriptedResponse, Then};
pub use self::scripted::Server;
pub use self::signal::Signal;
