//! Scripted responses.

use super::signal::Signal;

/// The bytes of a response, and what happens to the connection afterwards.
pub struct ScriptedResponse {
    pub(crate) bytes: Vec<u8>,
    pub(crate) then: Then,
}

/// What happens to a connection after a response.
pub enum Then {
    /// It is kept open for the next request.
    Keep,
    /// It is closed.
    Close,
    /// It is reset.
    Reset,
    /// It is reset on accept, before a request is read.
    ResetOnAccept,
    /// It stalls. The signal is notified.
    Stall(Signal),
}

impl ScriptedResponse {
    /// Exactly these bytes.
    pub fn bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), then: Then::Keep }
    }

    /// No bytes.
    pub fn nothing() -> Self {
        Self::bytes("")
    }

    /// A response with these headers, this body and its `content-length`.
    pub fn new(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let length = body.as_ref().len().to_string();
        let headers = [headers, &[("content-length", &length)]].concat();
        Self::bytes([head(status, &headers).as_slice(), body.as_ref()].concat())
    }

    /// A response with a JSON body.
    pub fn json(status: u16, body: impl AsRef<[u8]>) -> Self {
        Self::new(status, &[("content-type", "application/json")], body)
    }

    /// The head of a JSON response with this `content-length`, without the body.
    pub fn head(status: u16, length: usize) -> Self {
        let length = length.to_string();
        let headers = [("content-type", "application/json"), ("content-length", length.as_str())];
        Self::bytes(head(status, &headers))
    }

    /// A JSON response with chunked encoding, in one chunk.
    pub fn chunked(status: u16, body: &str) -> Self {
        let headers = [("content-type", "application/json"), ("transfer-encoding", "chunked")];
        let chunk = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
        Self::bytes(head(status, &headers)).and(chunk)
    }

    /// Appends bytes to the response.
    pub fn and(mut self, more: impl AsRef<[u8]>) -> Self {
        self.bytes.extend_from_slice(more.as_ref());
        self
    }

    /// Sets what happens to the connection afterwards.
    pub fn then(self, then: Then) -> Self {
        Self { then, ..self }
    }
}

fn head(status: u16, headers: &[(&str, &str)]) -> Vec<u8> {
    let lines = headers.iter().map(|(name, value)| [*name, ": ", *value, "\r\n"].concat());
    let headers: Vec<_> = lines.collect();
    format!("HTTP/1.1 {status} Scripted\r\n{}\r\n", headers.concat()).into_bytes()
}
