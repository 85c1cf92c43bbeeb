//! Methods of OpenAPI 3.2, and a parameter that is the whole query.

use obstacles_client::operations::wire_search::OPERATION;
use obstacles_client::types::WirePair;

use super::{sent, with_empty_response};

#[tokio::test]
async fn a_query_has_a_body_and_one_value_as_query() {
    let (server, client) = with_empty_response().await;
    let pair = WirePair::default().a("x y").b(1);
    client.wire_query(pair, vec![1, 2]).send().await.unwrap();
    let request = server.only_request();
    assert_eq!(request.line(), "QUERY /v1/wire/methods?a=x%20y&b=1 HTTP/1.1");
    assert_eq!(sent(&request), (Some("application/json"), "[1,2]"));
}

#[tokio::test]
async fn an_additional_method_is_sent_as_it_is_written() {
    let (server, client) = with_empty_response().await;
    client.wire_search().send().await.unwrap();
    assert_eq!(server.only_request().line(), "M-Search /v1/wire/methods HTTP/1.1");
    assert_eq!(OPERATION.method.as_str(), "M-Search");
}
