//! Lists in pages: one operation for each way to the next page.

use std::fmt::Debug;

use obstacles_client::operations::pages_among_others::PagesAmongOthersSuccess;
use obstacles_client::types::{PagesByBodyCursorBody, WireItem, WirePair};
use obstacles_client::{Body, CallOptions, Client, ErrorKind, Items, PageError, PageRequest};
use serde_json::json;

use super::client;
use tests::server::{Request, ScriptedResponse, Server};

async fn with_pages<const N: usize>(pages: [&str; N]) -> (Server, Client) {
    let server = Server::start(pages.map(|page| ScriptedResponse::json(200, page))).await;
    let client = client(&server);
    (server, client)
}

/// The ids of all items.
async fn ids<R>(mut items: Items<R>) -> Vec<String>
where
    R: PageRequest<Item = WireItem>,
    R::ApiError: Debug,
{
    let mut ids = Vec::new();
    while let Some(item) = items.next().await.unwrap() {
        ids.push(item.id);
    }
    ids
}

fn lines(server: &Server) -> Vec<String> {
    server.requests().iter().map(|request| request.line().to_owned()).collect()
}

#[tokio::test]
async fn the_link_header_leads_to_the_next_page() {
    let page = |link: &str, body| {
        let headers = [("content-type", "application/json"), ("link", link)];
        ScriptedResponse::new(200, &headers, body)
    };
    let server = Server::start([
        page(r#"<?page=2>; rel="next", <?page=9>; rel="last""#, r#"[{"id":"a"},{"id":"b"}]"#),
        page(r#"</lists/7?page=3>; rel="next""#, r#"[{"id":"c"}]"#),
        page(r#"</>; rel="first""#, "[]"),
    ])
    .await;
    let options = CallOptions::new().header("x-own", "1");
    let request = client(&server).pages_by_header("a b").trace("t").per_page(2).options(options);
    assert_eq!(ids(request.items()).await, ["a", "b", "c"]);
    assert_eq!(
        lines(&server),
        [
            "GET /v1/wire/pages/header/a%20b?per_page=2 HTTP/1.1",
            "GET /v1/wire/pages/header/a%20b?page=2 HTTP/1.1",
            "GET /lists/7?page=3 HTTP/1.1"
        ]
    );
    for request in server.requests() {
        let header = |name| Request::header(&request, name);
        assert_eq!((header("trace"), header("x-own")), (Some("t"), Some("1")));
    }
}

#[tokio::test]
async fn an_error_of_a_page_is_typed_and_the_page_can_be_requested_again() {
    let headers = [("content-type", "application/json"), ("link", "<?page=2>; rel=next")];
    let server = Server::start([
        ScriptedResponse::new(200, &headers, r#"[{"id":"a"}]"#),
        ScriptedResponse::json(404, r#"{"a":"gone"}"#),
        ScriptedResponse::json(200, r#"[{"id":"b"}]"#),
    ])
    .await;
    let mut pages = client(&server).pages_by_header("x").pages();
    assert_eq!(pages.next().await.unwrap().unwrap()[0].id, "a");
    let error = pages.next().await.unwrap_err();
    assert_eq!(error.api().unwrap().a.as_deref(), Some("gone"));
    assert_eq!(pages.next().await.unwrap().unwrap()[0].id, "b");
    assert!(pages.next().await.unwrap().is_none());
    assert_eq!(lines(&server)[1], lines(&server)[2]);
}

#[tokio::test]
async fn the_last_item_is_the_cursor() {
    let (server, client) = with_pages([
        r#"{"data":[{"id":"a"},{"id":"b"}],"has_more":true}"#,
        r#"{"data":[{"id":"c"}],"has_more":false}"#,
    ])
    .await;
    assert_eq!(ids(client.pages_by_last_item().items()).await, ["a", "b", "c"]);
    assert_eq!(
        lines(&server),
        [
            "GET /v1/wire/pages/lastItem HTTP/1.1",
            "GET /v1/wire/pages/lastItem?starting_after=b HTTP/1.1"
        ]
    );
}

#[tokio::test]
async fn a_token_of_the_body_is_sent_until_it_is_empty() {
    let (server, client) =
        with_pages([r#"{"nextPageToken":"x&y"}"#, r#"{"nextPageToken":"","things":[{"id":"a"}]}"#])
            .await;
    assert_eq!(ids(client.pages_by_token().trace("t").items()).await, ["a"]);
    assert_eq!(
        lines(&server),
        [
            "GET /v1/wire/pages/token?trace=t HTTP/1.1",
            "GET /v1/wire/pages/token?pageToken=x%26y&trace=t HTTP/1.1"
        ]
    );
}

#[tokio::test]
async fn a_repeated_token_is_an_error() {
    let page = r#"{"nextPageToken":"x","things":[{"id":"a"}]}"#;
    let (_server, client) = with_pages([page, page]).await;
    let mut items = client.pages_by_token().items();
    for _ in 0..2 {
        assert_eq!(items.next().await.unwrap().unwrap().id, "a");
    }
    assert_eq!(items.next().await.unwrap_err().kind(), ErrorKind::Pagination);
}

#[tokio::test]
async fn a_link_of_the_body_is_a_path_or_null() {
    let (server, client) = with_pages([
        r#"{"data":[{"id":"a"}],"links":{"next":"/v1/wire/pages/link?page=2"}}"#,
        r#"{"data":[{"id":"b"}],"links":{"next":null}}"#,
    ])
    .await;
    assert_eq!(ids(client.pages_by_link().link("own").items()).await, ["a", "b"]);
    assert_eq!(
        lines(&server),
        ["GET /v1/wire/pages/link?link=own HTTP/1.1", "GET /v1/wire/pages/link?page=2 HTTP/1.1"]
    );
}

#[tokio::test]
async fn a_link_to_another_host_is_not_followed() {
    let (server, client) =
        with_pages([r#"{"data":[{"id":"a"}],"links":{"next":"https://example.com/x"}}"#]).await;
    let mut items = client.pages_by_link().items();
    assert_eq!(items.next().await.unwrap().unwrap().id, "a");
    assert_eq!(items.next().await.unwrap_err().kind(), ErrorKind::Pagination);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_offset_grows_by_the_items_received() {
    let (server, client) =
        with_pages([r#"[{"id":"a"},{"id":"b"}]"#, r#"[{"id":"c"}]"#, "[]"]).await;
    assert_eq!(ids(client.pages_by_offset(9).items()).await, ["a", "b", "c"]);
    assert_eq!(
        lines(&server),
        [
            "GET /v1/wire/pages/offset?limit=9 HTTP/1.1",
            "GET /v1/wire/pages/offset?limit=9&offset=2 HTTP/1.1",
            "GET /v1/wire/pages/offset?limit=9&offset=3 HTTP/1.1"
        ]
    );
}

#[tokio::test]
async fn page_numbers_start_with_the_default_and_end_with_the_total() {
    let (server, client) = with_pages([
        r#"{"list":[{"id":"a"}],"total_pages":2}"#,
        r#"{"list":[{"id":"b"}],"total_pages":2}"#,
    ])
    .await;
    assert_eq!(ids(client.pages_by_number().items()).await, ["a", "b"]);
    assert_eq!(
        lines(&server),
        ["GET /v1/wire/pages/number HTTP/1.1", "GET /v1/wire/pages/number?page=1 HTTP/1.1"]
    );
}

#[tokio::test]
async fn parameters_may_have_the_names_of_methods() {
    let page = |next: &str, body: &str| {
        let headers = [("content-type", "application/json"), ("next", next)];
        ScriptedResponse::new(200, &headers, body)
    };
    let server = Server::start([
        page("p2", r#"{"result":{"pages":["a",null],"has_more":true}}"#),
        page("p3", r#"{"result":{"pages":null,"has_more":true}}"#),
        page("p4", r#"{"result":{"pages":["b"],"has_more":false}}"#),
    ])
    .await;
    let pair = WirePair { a: Some("x".to_owned()), ..WirePair::default() };
    let request = client(&server).items("p1", pair).pages("1").items("2").link("3").total("4");
    let request = request.next("5").clone("6").has_more("7").into_items("8");
    let mut items = request.pages_2().max_pages(5).items();
    let mut all = Vec::new();
    while let Some(item) = items.next().await.unwrap() {
        all.push(item);
    }
    assert_eq!(all, [Some("a".to_owned()), None, Some("b".to_owned())]);
    let requests = server.requests();
    let positions: Vec<_> = requests.iter().map(|it| it.header("position")).collect();
    assert_eq!(positions, [Some("p1"), Some("p2"), Some("p3")]);
    assert!(requests.iter().all(|request| request.text() == r#"{"a":"x"}"#));
}

fn bodies(server: &Server) -> Vec<String> {
    server.requests().iter().map(|request| request.text().to_owned()).collect()
}

#[tokio::test]
async fn a_cursor_is_sent_in_the_body_beside_what_the_caller_sends() {
    let (server, client) = with_pages([
        r#"{"next":7,"things":[{"id":"a"}]}"#,
        r#"{"next":8,"things":[]}"#,
        r#"{"next":null,"things":[{"id":"b"}]}"#,
    ])
    .await;
    let raw = Body::raw(r#"{"text":"x","own":1}"#);
    assert_eq!(ids(client.pages_by_body_cursor(raw).items()).await, ["a", "b"]);
    let sent: Vec<_> = server.requests().iter().map(Request::json).collect();
    let with = |cursor| json!({ "text": "x", "own": 1, "page": { "cursor": cursor } });
    assert_eq!(sent, [json!({ "text": "x", "own": 1 }), with("7"), with("8")]);
}

#[tokio::test]
async fn a_repeated_cursor_of_a_body_is_an_error() {
    let page = r#"{"next":7,"things":[{"id":"a"}]}"#;
    let (_server, client) = with_pages([page, page]).await;
    let body = PagesByBodyCursorBody::new("x");
    let mut items = client.pages_by_body_cursor(body).items();
    for _ in 0..2 {
        assert_eq!(items.next().await.unwrap().unwrap().id, "a");
    }
    assert!(items.next().await.is_err());
}

#[tokio::test]
async fn an_offset_is_sent_in_a_body_that_the_caller_did_not_set() {
    let (server, client) =
        with_pages([r#"[{"id":"a"},{"id":"b"}]"#, r#"[{"id":"c"}]"#, "[]"]).await;
    assert_eq!(ids(client.pages_by_body_offset().items()).await, ["a", "b", "c"]);
    assert_eq!(bodies(&server), ["", r#"{"from":2}"#, r#"{"from":3}"#]);
}

#[tokio::test]
async fn the_number_of_a_page_may_be_a_float() {
    let (server, client) = with_pages([r#"[{"id":"a"}]"#, "[]"]).await;
    assert_eq!(ids(client.pages_by_float().items()).await, ["a"]);
    assert_eq!(lines(&server)[1], "GET /v1/wire/pages/float?page=2 HTTP/1.1");
}

#[tokio::test]
async fn pages_may_have_several_statuses_and_a_response_without_a_body_ends_the_list() {
    let server = Server::start([
        ScriptedResponse::json(200, r#"{"more":true,"next":"x","things":[{"id":"a"}]}"#),
        ScriptedResponse::json(206, r#"{"more":true,"next":"y","things":[{"id":"b"}]}"#),
        ScriptedResponse::new(204, &[], ""),
    ])
    .await;
    assert_eq!(ids(client(&server).pages_among_others().items()).await, ["a", "b"]);
    let path = "GET /v1/wire/pages/several";
    assert_eq!(
        lines(&server),
        [
            format!("{path} HTTP/1.1"),
            format!("{path}?after=x HTTP/1.1"),
            format!("{path}?after=y HTTP/1.1")
        ]
    );
}

#[tokio::test]
async fn a_response_that_is_no_page_is_read_as_what_it_is_and_is_an_error_of_items() {
    let not_ready = || ScriptedResponse::json(202, r#"{"a":"later"}"#);
    let last = || ScriptedResponse::json(200, r#"{"more":false,"things":[{"id":"a"}]}"#);
    let server = Server::start([not_ready(), not_ready(), last()]).await;
    let mut pages = client(&server).pages_among_others().pages();
    let page = pages.next().await.unwrap().unwrap();
    let PagesAmongOthersSuccess::Accepted(pair) = page.body() else { panic!("{page:?}") };
    assert_eq!(pair.a.as_deref(), Some("later"));
    assert!(pages.next().await.unwrap().is_none());
    let mut items = client(&server).pages_among_others().items();
    let error = items.next().await.unwrap_err();
    let source = std::error::Error::source(&error).and_then(|source| source.downcast_ref());
    assert!(matches!(source, Some(PageError::OtherResponse(status)) if status.as_u16() == 202));
    assert_eq!(items.next().await.unwrap().unwrap().id, "a");
    assert!(items.next().await.unwrap().is_none());
}

#[tokio::test]
async fn pages_are_recognized_beside_a_response_without_a_body() {
    let headers = [("content-type", "application/json"), ("link", "<?page=2>; rel=next")];
    let server = Server::start([
        ScriptedResponse::new(200, &headers, r#"[{"id":"a"}]"#),
        ScriptedResponse::new(204, &headers, ""),
    ])
    .await;
    assert_eq!(ids(client(&server).pages_or_nothing().items()).await, ["a"]);
    assert_eq!(lines(&server).len(), 2);
}
