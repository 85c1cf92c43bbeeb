//! An HTTP/1.1 server on loopback that follows a script.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};

use super::request::Request;
use super::response::{ScriptedResponse, Then};

/// A server that gives the answers of its script, one for each request, and keeps the requests.
/// After the script it closes connections without an answer.
pub struct Server {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

struct State {
    script: VecDeque<ScriptedResponse>,
    requests: Vec<Request>,
    connections: usize,
}

impl Server {
    /// Starts a server with a script.
    pub async fn start(script: impl IntoIterator<Item = ScriptedResponse>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let script = script.into_iter().collect();
        let state = Arc::new(Mutex::new(State { script, requests: Vec::new(), connections: 0 }));
        tokio::spawn(accept(listener, Arc::clone(&state)));
        Self { address, state }
    }

    /// The URL of an address where nothing listens.
    pub async fn url_of_none() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        url(listener.local_addr().unwrap())
    }

    /// The base URL, with the path that the servers of the description have.
    pub fn url(&self) -> String {
        url(self.address)
    }

    /// Host and port.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// The requests so far.
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
        let answer = guard.script.pop_front_if(|next| matches!(next.then, Then::ResetOnAccept));
        drop(guard);
        match answer {
            Some(_) => stream.set_zero_linger().unwrap(),
            None => drop(tokio::spawn(serve(stream, Arc::clone(&state)))),
        }
    }
}

async fn serve(mut stream: TcpStream, state: Arc<Mutex<State>>) {
    while let Some(request) = Request::read(&mut stream).await {
        let answer = {
            let mut state = state.lock().unwrap();
            state.requests.push(request);
            state.script.pop_front()
        };
        let Some(answer) = answer else { return };
        // A client that is no longer there is a matter of the test.
        let _ = stream.write_all(&answer.bytes).await;
        match answer.then {
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
