//! The exact request of each operation.

use kustomer_client::types::{MessageStatus, MessageUpdate};
use kustomer_client::{CallOptions, Field};

use super::support::{ScriptedResponse, Server, TOKEN, builder, client, documents};

/// The version of the client's crate.
fn version() -> &'static str {
    let manifest = include_str!("../../generated/Cargo.toml");
    let version = manifest.split("\nversion = \"").nth(1).unwrap();
    version.split('"').next().unwrap()
}

#[tokio::test]
async fn an_update_is_a_put_with_a_json_array() {
    let server = Server::start([ScriptedResponse::json(200, documents::NEW_JOB)]).await;
    let update = MessageUpdate::new("5f8efdd5d3de932f344ca367")
        .status(MessageStatus::Sent)
        .subject(Field::Null);
    client(&server).bulk_batch_update_messages(vec![update]).send().await.unwrap();
    let request = server.only_request();
    assert_eq!(request.line(), "PUT /v1/messages/bulk HTTP/1.1");
    assert_eq!(
        request.text(),
        r#"[{"id":"5f8efdd5d3de932f344ca367","subject":null,"status":"sent"}]"#
    );
}

#[tokio::test]
async fn an_update_has_these_headers_and_no_others() {
    let server = Server::start([ScriptedResponse::json(200, documents::NEW_JOB)]).await;
    client(&server).bulk_batch_update_messages(vec![MessageUpdate::new("a")]).send().await.unwrap();
    assert_eq!(
        server.only_request().headers(),
        [
            ("accept", "application/json"),
            ("authorization", format!("Bearer {TOKEN}").as_str()),
            ("content-length", r#"[{"id":"a"}]"#.len().to_string().as_str()),
            ("content-type", "application/json"),
            ("host", server.host().as_str()),
            ("user-agent", format!("kustomer-client/{}", version()).as_str()),
        ]
    );
}

#[tokio::test]
async fn reading_a_job_is_a_get_of_its_id() {
    let server = Server::start([ScriptedResponse::json(200, documents::NEW_JOB)]).await;
    client(&server).get_bulk_operation("5b3be0417f8469003df370b8").send().await.unwrap();
    let request = server.only_request();
    assert_eq!(request.line(), "GET /v1/bulk/5b3be0417f8469003df370b8 HTTP/1.1");
    assert!(request.body.is_empty());
}

#[tokio::test]
async fn reading_batches_is_a_get_below_the_id_of_the_job() {
    let server = Server::start([ScriptedResponse::json(200, "[]")]).await;
    client(&server).get_bulk_operation_batches("5b3be0417f8469003df370b8").send().await.unwrap();
    let request = server.only_request();
    assert_eq!(request.line(), "GET /v1/bulk/5b3be0417f8469003df370b8/batches HTTP/1.1");
    assert!(request.body.is_empty());
}

#[tokio::test]
async fn a_read_has_these_headers_and_no_others() {
    let responses =
        [ScriptedResponse::json(200, documents::NEW_JOB), ScriptedResponse::json(200, "[]")];
    let server = Server::start(responses).await;
    let client = client(&server);
    client.get_bulk_operation("a").send().await.unwrap();
    client.get_bulk_operation_batches("a").send().await.unwrap();
    assert_eq!(server.requests().len(), 2);
    for request in server.requests() {
        assert_eq!(
            request.headers(),
            [
                ("accept", "application/json"),
                ("authorization", format!("Bearer {TOKEN}").as_str()),
                ("host", server.host().as_str()),
                ("user-agent", format!("kustomer-client/{}", version()).as_str()),
            ],
            "{}",
            request.line()
        );
    }
}

#[tokio::test]
async fn the_user_agent_of_the_application_comes_first() {
    let server = Server::start([ScriptedResponse::json(200, documents::NEW_JOB)]).await;
    let client = builder(&server).user_agent("importer/7").build().unwrap();
    client.get_bulk_operation("a").send().await.unwrap();
    let user_agent = format!("importer/7 kustomer-client/{}", version());
    assert_eq!(server.only_request().header("user-agent"), Some(user_agent.as_str()));
}

#[tokio::test]
async fn a_header_of_the_call_overrides_that_of_the_client() {
    let responses = [
        ScriptedResponse::json(200, documents::NEW_JOB),
        ScriptedResponse::json(200, documents::NEW_JOB),
    ];
    let server = Server::start(responses).await;
    let client = builder(&server).default_header("x-source", "client").build().unwrap();
    let options = CallOptions::new().header("x-source", "call");
    client.get_bulk_operation("a").send().await.unwrap();
    client.get_bulk_operation("a").options(options).send().await.unwrap();
    let [first, second] = server.requests().try_into().unwrap();
    assert_eq!(first.header("x-source"), Some("client"));
    assert_eq!(second.header("x-source"), Some("call"));
}

#[tokio::test]
async fn calls_of_one_client_share_a_connection() {
    let responses = [
        ScriptedResponse::json(200, documents::NEW_JOB),
        ScriptedResponse::json(200, documents::NEW_JOB),
    ];
    let server = Server::start(responses).await;
    let client = client(&server);
    client.get_bulk_operation("a").send().await.unwrap();
    client.clone().get_bulk_operation("b").send().await.unwrap();
    assert_eq!((server.requests().len(), server.connections()), (2, 1));
}
