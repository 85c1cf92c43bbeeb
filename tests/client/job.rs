//! The job document that is returned by an update and by a read.

use kustomer_client::types::{BulkJobStatus, MessageStatus, MessageUpdate};
use kustomer_client::{Client, Field};
use serde_json::json;

use super::support::{ScriptedResponse, Server, TOKEN, client, documents};

#[tokio::test]
async fn the_documented_example_works() -> Result<(), Box<dyn std::error::Error>> {
    let server = Server::start([ScriptedResponse::json(200, documents::NEW_JOB)]).await;
    let client = Client::builder().base_url(server.url()).token(TOKEN).build()?;
    let update = MessageUpdate::new("5f8efdd5d3de932f344ca367")
        .status(MessageStatus::Sent)
        .subject(Field::Null);
    let job = client.bulk_batch_update_messages(vec![update]).send().await?;
    let line = format!("{} is {}", job.data.id, job.data.attributes.status);
    assert_eq!(line, "5b3be0417f8469003df370b8 is queued");
    Ok(())
}

#[tokio::test]
async fn statuses_200_and_201_are_both_a_job() {
    for status in [200, 201] {
        let server = Server::start([ScriptedResponse::json(status, documents::NEW_JOB)]).await;
        let call = client(&server).bulk_batch_update_messages(vec![MessageUpdate::new("a")]);
        let job = call.send().await.unwrap();
        assert_eq!(job.status(), status);
        assert_eq!(job.data.id, "5b3be0417f8469003df370b8");
    }
}

#[tokio::test]
async fn a_new_job_has_only_type_id_and_status() {
    let server = Server::start([ScriptedResponse::json(200, documents::NEW_JOB)]).await;
    let job = client(&server).get_bulk_operation("a").send().await.unwrap().into_body();
    assert_eq!(job.data.r#type, "bulk");
    assert_eq!(job.data.id, "5b3be0417f8469003df370b8");
    assert_eq!((job.data.relationships, job.data.links), (None, None));
    let attributes = job.data.attributes;
    assert_eq!(attributes.status, BulkJobStatus::Queued);
    assert_eq!((attributes.ids, attributes.context, attributes.v2), (None, None, None));
    assert_eq!((attributes.payload, attributes.batches), (None, None));
    assert_eq!((attributes.created_at, attributes.updated_at), (None, None));
    assert_eq!(attributes.completed, None);
}

#[tokio::test]
async fn all_members_of_a_job_are_decoded() {
    let document = json!({"data": {
        "type": "bulk",
        "id": "5b3bddb67f8469003df370a4",
        "attributes": {
            "ids": ["a", "b"],
            "context": "api.sobjects.messages.bulk-create",
            "status": "complete",
            "v2": true,
            "payload": {"api": {
                "data": [{"id": "a"}],
                "path": "/v1/messages",
                "user": {
                    "id": "5a96dac46dd73800112fab30",
                    "userType": "user",
                    "roles": ["org"],
                    "orgName": "mycompany",
                    "subject": "s",
                    "org": "5a96dac36dd73800112fab2e",
                },
                "requestId": "5b3bddb6b6e494001779fa38",
                "service": "sobjects",
                "method": "PUT",
            }},
            "batches": {"complete": 1, "total": 2},
            "createdAt": "2018-07-03T20:33:58.486Z",
            "updatedAt": "2018-07-03T20:34:03.873Z",
            "completed": true,
        },
        "relationships": {
            "org": {"links": {"self": "/v1/orgs/o"}, "data": {"type": "org", "id": "o"}},
            "createdBy": {"links": {"self": "/v1/users/u"}, "data": {"type": "user", "id": "u"}},
        },
        "links": {"self": "/v1/bulk/5b3bddb67f8469003df370a4"},
    }});
    let server = Server::start([ScriptedResponse::json(200, document.to_string())]).await;
    let job = client(&server).get_bulk_operation("a").send().await.unwrap();
    let attributes = &job.data.attributes;
    assert_eq!(attributes.status, BulkJobStatus::Complete);
    assert_eq!(attributes.created_at.as_ref().unwrap().unix_millis(), Some(1_530_650_038_486));
    assert_eq!(attributes.batches.as_ref().unwrap().total, Some(2));
    // No member is lost: the decoded document contains everything.
    assert_eq!(serde_json::to_value(job.body()).unwrap(), document);
}

#[tokio::test]
async fn the_headers_are_returned_with_the_job() {
    let headers = [
        ("content-type", "application/json; charset=utf-8"),
        ("x-ratelimit-limit", "1000"),
        ("x-ratelimit-remaining", "997"),
        ("x-request-id", "5b3bddb6b6e494001779fa38"),
    ];
    let server = Server::start([ScriptedResponse::new(200, &headers, documents::NEW_JOB)]).await;
    let job = client(&server).get_bulk_operation("a").send().await.unwrap();
    assert_eq!(job.headers()["x-ratelimit-remaining"], "997");
    assert_eq!(job.request_id(), Some("5b3bddb6b6e494001779fa38"));
}

#[tokio::test]
async fn a_response_links_to_the_job_and_its_batches() {
    let responses = [
        ScriptedResponse::json(200, documents::NEW_JOB),
        ScriptedResponse::json(200, documents::NEW_JOB),
        ScriptedResponse::json(200, "[]"),
    ];
    let server = Server::start(responses).await;
    let client = client(&server);
    let update = vec![MessageUpdate::new("a")];
    let accepted = client.bulk_batch_update_messages(update).send().await.unwrap();
    let job = accepted.get_bulk_operation(&client).send().await.unwrap();
    job.get_bulk_operation_batches(&client).send().await.unwrap();
    let lines: Vec<String> =
        server.requests().iter().map(|request| request.line().to_owned()).collect();
    assert_eq!(
        lines,
        [
            "PUT /v1/messages/bulk HTTP/1.1",
            "GET /v1/bulk/5b3be0417f8469003df370b8 HTTP/1.1",
            "GET /v1/bulk/5b3be0417f8469003df370b8/batches HTTP/1.1",
        ]
    );
}
