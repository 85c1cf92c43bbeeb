//! A scripted HTTP/1.1 server on loopback.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};

use super::request::Request;
use super::response::{ScriptedResponse, Then};

/// A server that returns the scripted responses, one for each request, and records the requests.
/// After the last response it closes connections without a response.
pub struct Server {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

struct State {
    responses: VecDeque<ScriptedResponse>,
    requests: Vec<Request>,
    connections: usize,
}

impl Server {
    /// Starts a server with these responses.
    pub async fn start(responses: impl IntoIterator<Item = ScriptedResponse>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let responses = responses.into_iter().collect();
        let state = Arc::new(Mutex::new(State { responses, requests: Vec::new(), connections: 0 }));
        tokio::spawn(accept(listener, Arc::clone(&state)));
        Self { address, state }
    }

    /// The URL of an address without a listener.
    pub async fn unreachable_url() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        url(listener.local_addr().unwrap())
    }

    /// The base URL, with the path of the servers in the description.
    pub fn url(&self) -> String {
        url(self.address)
    }

    /// Host and port.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// The requests received so far.
    pub fn requests(&self) -> Vec<Request> {
        self.state.lock().unwrap().requests.clone()
    }

    /// The request, if there was exactly one.
    pub fn only_request(&self) -> Request {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests.into_iter().next().unwrap()
    }

    /// The number of connections so far.
    pub fn connections(&self) -> usize {
        self.state.lock().unwrap().connections
    }
}

fn url(address: SocketAddr) -> String {
    format!("http://{address}/v1")
}

async fn accept(listener: TcpListener, state: Arc<Mutex<State>>) {
    while let Ok((stream, _)) = listener.accept().await {
        let mut guard = state.lock().unwrap();
        guard.connections += 1;
        let response =
            guard.responses.pop_front_if(|next| matches!(next.then, Then::ResetOnAccept));
        drop(guard);
        match response {
            Some(_) => stream.set_zero_linger().unwrap(),
            None => drop(tokio::spawn(serve(stream, Arc::clone(&state)))),
        }
    }
}

async fn serve(mut stream: TcpStream, state: Arc<Mutex<State>>) {
    while let Some(request) = Request::read(&mut stream).await {
        let response = {
            let mut state = state.lock().unwrap();
            state.requests.push(request);
            state.responses.pop_front()
        };
        let Some(response) = response else { return };
        // Errors are ignored: the client may have closed the connection.
        let _ = stream.write_all(&response.bytes).await;
        match response.then {
            Then::Keep => {}
            Then::Close => return,
            Then::Reset | Then::ResetOnAccept => return stream.set_zero_linger().unwrap(),
            Then::Stall(signal) => {
                signal.notify();
                return std::future::pending().await;
            }
        }
    }
}
