//! Sends the examples of requests in the description to a server that validates them, and compares
//! its responses with the examples of responses.
//!
//! `cargo xtask conformance` starts such a server, Prism, and runs this with its URL. Each response
//! is selected by Prism's `Prefer` header, so that a rejected request results in another status.

mod description;

use std::error::Error as StdError;
use std::process::ExitCode;

use kustomer_client::types::{BulkMessageUpdates, ErrorDocument};
use kustomer_client::{Body, CallOptions, Client, Error, RateLimiting, Response, Retry};
use serde::Serialize;
use serde_json::Value;

use self::description::{Description, ExampleResponse};

type Problem = Box<dyn StdError>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(exchanges) => {
            println!("{exchanges} exchanges are as described");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            println!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<usize, Problem> {
    let url = std::env::args().nth(1).ok_or("the URL of a server is missing")?;
    let conformance = Conformance {
        client: Client::builder()
            .base_url(url)
            .token("any-token")
            .retry(Retry::Disabled)
            .rate_limiter(RateLimiting::Disabled)
            .build()?,
        description: Description::read()?,
    };
    conformance.checks_are_on().await?;
    Ok(conformance.updates().await? + conformance.jobs().await? + conformance.batches().await?)
}

struct Conformance {
    client: Client,
    description: Description,
}

impl Conformance {
    /// Checks that the server rejects invalid requests.
    async fn checks_are_on(&self) -> Result<(), Problem> {
        let body = Body::raw(r#"[{"subject":"no id"}]"#);
        let call = self.client.bulk_batch_update_messages(body);
        match call.send().await {
            Err(error) if error.is_client_error() => Ok(()),
            _ => Err("the server takes an update without an id, so that it checks nothing".into()),
        }
    }

    async fn updates(&self) -> Result<usize, Problem> {
        let operation = self.description.operation("/messages/bulk", "put")?;
        let ids: Vec<String> = operation.parameter("ids")?;
        let mut exchanges = 0;
        for (name, example) in operation.bodies()? {
            let body: BulkMessageUpdates = serde_json::from_value(example)?;
            for ids in [None, Some(&ids)] {
                for response in operation.responses()? {
                    let mut call = self.client.bulk_batch_update_messages(body.clone());
                    if let Some(ids) = ids {
                        call = call.ids(ids.clone());
                    }
                    let outcome = call.options(prefer(&response)).send().await;
                    let with = if ids.is_some() { ", ids" } else { "" };
                    compare(&format!("PUT /messages/bulk ({name}{with})"), &response, outcome)?;
                    exchanges += 1;
                }
            }
        }
        Ok(exchanges)
    }

    async fn jobs(&self) -> Result<usize, Problem> {
        let operation = self.description.operation("/bulk/{id}", "get")?;
        let id: String = operation.parameter("id")?;
        let responses = operation.responses()?;
        for response in &responses {
            let call = self.client.get_bulk_operation(&id).options(prefer(response));
            compare("GET /bulk/{id}", response, call.send().await)?;
        }
        Ok(responses.len())
    }

    async fn batches(&self) -> Result<usize, Problem> {
        let operation = self.description.operation("/bulk/{id}/batches", "get")?;
        let id: String = operation.parameter("id")?;
        let responses = operation.responses()?;
        for response in &responses {
            let call = self.client.get_bulk_operation_batches(&id).options(prefer(response));
            compare("GET /bulk/{id}/batches", response, call.send().await)?;
        }
        Ok(responses.len())
    }
}

/// Selects a response: <https://docs.stoplight.io/docs/prism/beeaea054c9d0-http-mocking>.
fn prefer(response: &ExampleResponse) -> CallOptions {
    let example = response.example.as_ref().map(|name| format!(", example={name}"));
    let value = format!("code={}{}", response.status, example.unwrap_or_default());
    CallOptions::new().header("prefer", value)
}

/// Checks that the call returned the selected response, typed and without loss.
fn compare<T: Serialize>(
    request: &str,
    response: &ExampleResponse,
    outcome: Result<Response<T>, Error<ErrorDocument>>,
) -> Result<(), Problem> {
    let (status, body) = match outcome {
        Ok(response) => (response.status(), serde_json::to_value(response.body())?),
        Err(error) => {
            let status = error.status().ok_or_else(|| format!("{request}: {error}"))?;
            let body = error.api().map(serde_json::to_value).transpose()?;
            (status, body.unwrap_or(Value::Null))
        }
    };
    let ExampleResponse { status: wanted, example, body: wanted_body } = response;
    let name = example.as_deref().unwrap_or_default();
    if status.as_u16() != *wanted {
        return Err(format!("{request}: returned {status} instead of {wanted}").into());
    }
    if body != *wanted_body {
        return Err(format!("{request}: {wanted} {name} is read as {body}").into());
    }
    println!("{request}: {wanted} {name}");
    Ok(())
}
