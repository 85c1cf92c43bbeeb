//! What the server does with one request.

use super::signal::Signal;

/// One entry of a server's script: the bytes of a response, and what becomes of the connection.
pub struct ScriptedResponse {
    pub(crate) bytes: Vec<u8>,
    pub(crate) then: Then,
}

/// What becomes of a connection after the bytes of an answer.
pub enum Then {
    /// It is kept, for the next request.
    Keep,
    /// It ends.
    Close,
    /// It is reset.
    Reset,
    /// It is reset at once when it was made, before any request is read.
    ResetOnAccept,
    /// Nothing ever happens on it again. The signal rings.
    Stall(Signal),
}

impl ScriptedResponse {
    /// Exactly these bytes.
    pub fn bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), then: Then::Keep }
    }

    /// No bytes at all.
    pub fn nothing() -> Self {
        Self::bytes("")
    }

    /// A response with those headers and a body of the right length.
    pub fn new(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let length = body.as_ref().len().to_string();
        let headers = [headers, &[("content-length", &length)]].concat();
        Self::bytes([head(status, &headers).as_slice(), body.as_ref()].concat())
    }

    /// A response with a JSON body.
    pub fn json(status: u16, body: impl AsRef<[u8]>) -> Self {
        Self::new(status, &[("content-type", "application/json")], body)
    }

    /// The head of a JSON response of that length, without the body.
    pub fn announcement(status: u16, length: usize) -> Self {
        let length = length.to_string();
        let headers = [("content-type", "application/json"), ("content-length", length.as_str())];
        Self::bytes(head(status, &headers))
    }

    /// A JSON response whose length is not announced, in one chunk.
    pub fn chunked(status: u16, body: &str) -> Self {
        let headers = [("content-type", "application/json"), ("transfer-encoding", "chunked")];
        let chunk = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
        Self::bytes(head(status, &headers)).and(chunk)
    }

    /// The same answer with more bytes at its end.
    pub fn and(mut self, more: impl AsRef<[u8]>) -> Self {
        self.bytes.extend_from_slice(more.as_ref());
        self
    }

    /// The same answer with another end.
    pub fn then(self, then: Then) -> Self {
        Self { then, ..self }
    }
}

fn head(status: u16, headers: &[(&str, &str)]) -> Vec<u8> {
    let lines = headers.iter().map(|(name, value)| [*name, ": ", *value, "\r\n"].concat());
    let headers: Vec<_> = lines.collect();
    format!("HTTP/1.1 {status} Scripted\r\n{}\r\n", headers.concat()).into_bytes()
}
