//! A request as the server received it.

use serde_json::Value;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

/// The exact text of the head of a request, and the exact bytes of its body.
#[derive(Clone, Debug)]
pub struct Request {
    head: String,
    pub body: Vec<u8>,
}

impl Request {
    /// The request line.
    pub fn line(&self) -> &str {
        self.head.lines().next().unwrap()
    }

    /// All headers, sorted by name.
    pub fn headers(&self) -> Vec<(&str, &str)> {
        let lines = self.head.lines().skip(1).take_while(|line| !line.is_empty());
        let mut headers: Vec<_> = lines.map(|line| line.split_once(": ").unwrap()).collect();
        headers.sort_unstable();
        headers
    }

    /// The only header with this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let values: Vec<_> =
            self.headers().into_iter().filter(|(other, _)| *other == name).collect();
        assert!(values.len() <= 1, "{name} is sent {} times", values.len());
        values.first().map(|(_, value)| *value)
    }

    /// The body as text.
    pub fn text(&self) -> &str {
        str::from_utf8(&self.body).unwrap()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The next request of the connection, or `None` at its end.
    pub async fn read(stream: &mut TcpStream) -> Option<Self> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await.ok()?);
        }
        let mut request = Self { head: String::from_utf8(head).unwrap(), body: Vec::new() };
        let length = request.header("content-length").map_or(0, |text| text.parse().unwrap());
        request.body.resize(length, 0);
        stream.read_exact(&mut request.body).await.ok()?;
        Some(request)
    }
}
