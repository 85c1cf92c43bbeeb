//! Request bodies.

use obstacles_client::operations::wire_choice::WireChoiceBody;
use obstacles_client::operations::wire_mixed_parts::WireMixedPartsForm;
use obstacles_client::operations::wire_part_headers::WirePartHeadersForm;
use obstacles_client::operations::wire_parts::WirePartsForm;
use obstacles_client::operations::wire_related_parts::WireRelatedPartsForm;
use obstacles_client::transport::RequestBody;
use obstacles_client::types::{WireCat, WireDog, WireFormBody, WirePair, WireScores, WireTagged};
use obstacles_client::{FilePart, SequenceBody};
use serde_json::json;

use super::{BOUNDARY, sent, with_empty_response};

fn pair() -> WirePair {
    WirePair::default().a("x y").b(1)
}

const PAIR: &str = r#"{"a":"x y","b":1}"#;

#[tokio::test]
async fn json_has_the_declared_media_type_with_its_parameters() {
    let (server, client) = with_empty_response().await;
    client.wire_json(pair()).send().await.unwrap();
    let request = server.only_request();
    assert_eq!(sent(&request), (Some("application/json; charset=utf-8"), PAIR));
    let (server, client) = with_empty_response().await;
    client.wire_patch(pair()).send().await.unwrap();
    assert_eq!(sent(&server.only_request()), (Some("application/merge-patch+json"), PAIR));
}

#[tokio::test]
async fn a_discriminator_that_the_variant_does_not_declare_is_sent() {
    let (server, client) = with_empty_response().await;
    client.wire_tagged(WireTagged::from(WireCat::default().lives(9))).send().await.unwrap();
    assert_eq!(server.only_request().json(), json!({ "kind": "cat", "lives": 9 }));
    for value in [json!({ "kind": "cat" }), json!({ "kind": "dog" }), json!({ "kind": "puppy" })] {
        let read: WireTagged = serde_json::from_value(value.clone()).unwrap();
        assert!(!matches!(read, WireTagged::Unknown(_)), "{value}");
        assert_eq!(serde_json::to_value(read).unwrap(), value);
    }
}

#[tokio::test]
async fn a_setter_takes_the_members_that_the_description_does_not_declare() {
    let (server, client) = with_empty_response().await;
    let first = WireDog::default().additional_properties([("lost", json!(1))]);
    let dog = first.additional_properties([("kind", json!("puppy")), ("owner", json!(null))]);
    let names = dog.additional_properties.keys().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(names, ["kind", "owner"]);
    client.wire_tagged(WireTagged::from(dog)).send().await.unwrap();
    assert_eq!(server.only_request().json(), json!({ "kind": "puppy", "owner": null }));
    let (server, client) = with_empty_response().await;
    let scores = WireScores::new("n").additional_properties([("a".to_owned(), Some(7))]);
    assert_eq!(scores.additional_properties.get("a"), Some(&Some(7)));
    client.send_scores(scores).send().await.unwrap();
    assert_eq!(server.only_request().json(), json!({ "name": "n", "a": 7 }));
}

#[tokio::test]
async fn any_structured_media_type_is_json() {
    let (server, client) = with_empty_response().await;
    client.wire_range(pair()).send().await.unwrap();
    assert_eq!(sent(&server.only_request()), (Some("application/json"), PAIR));
}

#[tokio::test]
async fn json_without_a_schema_is_any_value() {
    let (server, client) = with_empty_response().await;
    client.wire_value(json!([1, null])).send().await.unwrap();
    assert_eq!(sent(&server.only_request()), (Some("application/json"), "[1,null]"));
}

#[tokio::test]
async fn items_are_sent_as_json_lines() {
    let items = [pair(), WirePair::default().a("line\nfeed")];
    let lines = "{\"a\":\"x y\",\"b\":1}\n{\"a\":\"line\\nfeed\"}\n";
    let (server, client) = with_empty_response().await;
    client.send_lines(items.clone()).send().await.unwrap();
    assert_eq!(sent(&server.only_request()), (Some("application/jsonl"), lines));
    let (server, client) = with_empty_response().await;
    let collected: SequenceBody<WirePair> = items.into_iter().filter(|it| it.b.is_some()).collect();
    client.send_lines(collected).send().await.unwrap();
    assert_eq!(sent(&server.only_request()).1, format!("{PAIR}\n"));
    let (server, client) = with_empty_response().await;
    client.send_lines(vec![]).send().await.unwrap();
    assert_eq!(sent(&server.only_request()), (Some("application/jsonl"), ""));
}

#[tokio::test]
async fn items_are_sent_as_a_json_text_sequence() {
    let (server, client) = with_empty_response().await;
    client.send_records().body([Some(1), None]).send().await.unwrap();
    let sequence = "\u{1e}1\n\u{1e}null\n";
    assert_eq!(sent(&server.only_request()), (Some("application/geo+json-seq"), sequence));
}

#[tokio::test]
async fn bytes_of_a_sequence_are_sent_unchanged() {
    let (server, client) = with_empty_response().await;
    let lines = "{\"a\": 1 }\r\n";
    let stream = RequestBody::reader(lines.as_bytes()).length(11);
    client.send_lines(SequenceBody::raw(stream)).send().await.unwrap();
    assert_eq!(sent(&server.only_request()), (Some("application/jsonl"), lines));
}

#[tokio::test]
async fn items_are_sent_as_lines_or_as_one_value() {
    let (server, client) = with_empty_response().await;
    let lines = SequenceBody::from(["5".to_owned()]);
    client.send_items(lines).send().await.unwrap();
    assert_eq!(sent(&server.only_request()), (Some("application/x-ndjson"), "\"5\"\n"));
    let (server, client) = with_empty_response().await;
    client.send_items(vec!["5".to_owned()]).send().await.unwrap();
    assert_eq!(sent(&server.only_request()), (Some("application/json"), "[\"5\"]"));
}

#[tokio::test]
async fn text_xml_and_bytes_are_sent_unchanged() {
    let (server, client) = with_empty_response().await;
    client.wire_text("# A").send().await.unwrap();
    assert_eq!(sent(&server.only_request()), (Some("text/markdown"), "# A"));
    let (server, client) = with_empty_response().await;
    client.wire_xml("<a/>").send().await.unwrap();
    assert_eq!(sent(&server.only_request()), (Some("application/xml"), "<a/>"));
    let (server, client) = with_empty_response().await;
    client.wire_bytes(vec![0, 255]).send().await.unwrap();
    let request = server.only_request();
    assert_eq!(request.header("content-type"), Some("application/octet-stream"));
    assert_eq!(request.body, [0, 255]);
}

#[tokio::test]
async fn a_stream_of_known_length_sends_content_length() {
    let (server, client) = with_empty_response().await;
    client.wire_bytes(RequestBody::reader(&b"abc"[..]).length(3)).send().await.unwrap();
    let request = server.only_request();
    assert_eq!(request.header("content-length"), Some("3"));
    assert_eq!(sent(&request), (Some("application/octet-stream"), "abc"));
}

#[tokio::test]
async fn without_an_optional_body_no_content_type_is_sent() {
    let (server, client) = with_empty_response().await;
    client.wire_optional().send().await.unwrap();
    assert_eq!(sent(&server.only_request()), (None, ""));
    let (server, client) = with_empty_response().await;
    client.wire_optional().body(pair()).send().await.unwrap();
    assert_eq!(sent(&server.only_request()), (Some("application/json"), PAIR));
}

#[tokio::test]
async fn get_and_delete_send_declared_bodies() {
    let (server, client) = with_empty_response().await;
    client.wire_get(pair()).send().await.unwrap();
    let request = server.only_request();
    assert_eq!((request.line(), request.text()), ("GET /v1/wire/search HTTP/1.1", PAIR));
    let (server, client) = with_empty_response().await;
    client.wire_delete(pair()).send().await.unwrap();
    let request = server.only_request();
    assert_eq!((request.line(), request.text()), ("DELETE /v1/wire/search HTTP/1.1", PAIR));
}

#[tokio::test]
async fn forms_explode_lists_and_have_objects_as_json_text_by_default() {
    let (server, client) = with_empty_response().await;
    let body = WireFormBody::default()
        .name("a b&c")
        .tags(["x", "y"])
        .nested([("n", pair())])
        .ids([1, 2])
        .words(["u", "v"])
        .deep(pair())
        .json(pair())
        .path("/a/b");
    client.wire_form(body).send().await.unwrap();
    let request = server.only_request();
    assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
    let mut members: Vec<&str> = request.text().split('&').collect();
    members.sort_unstable();
    assert_eq!(
        members,
        [
            "deep[a]=x%20y",
            "deep[b]=1",
            "ids=1,2",
            "json=%7B%22a%22%3A%22x%20y%22%2C%22b%22%3A1%7D",
            "name=a%20b%26c",
            "nested=%7B%22n%22%3A%7B%22a%22%3A%22x%20y%22%2C%22b%22%3A1%7D%7D",
            "path=/a/b",
            "tags=x",
            "tags=y",
            "words=u|v",
        ]
    );
}

#[tokio::test]
async fn multipart_parts_are_files_values_and_json() {
    let (server, client) = with_empty_response().await;
    let picture = FilePart::new("PNG").file_name("p.png");
    let body = WirePartsForm::new(RequestBody::reader(&b"abc"[..]).length(3))
        .pictures([picture, "WEBP".into()])
        .tags(["x", "y"])
        .pair(pair())
        .rows("1;2");
    client.wire_parts(body).send().await.unwrap();
    let request = server.only_request();
    let media_type = format!("multipart/form-data; boundary={BOUNDARY}");
    assert_eq!(request.header("content-type"), Some(media_type.as_str()));
    let part = |headers: &str, content: &str| {
        format!("--{BOUNDARY}\r\ncontent-disposition: form-data; {headers}\r\n\r\n{content}\r\n")
    };
    let parts = [
        part("name=\"file\"; filename=\"file\"\r\ncontent-type: application/octet-stream", "abc"),
        part("name=\"pictures\"; filename=\"p.png\"\r\ncontent-type: image/png", "PNG"),
        part("name=\"pictures\"; filename=\"pictures\"\r\ncontent-type: image/png", "WEBP"),
        part("name=\"tags\"", "x"),
        part("name=\"tags\"", "y"),
        part("name=\"pair\"\r\ncontent-type: application/json", PAIR),
        part("name=\"rows\"\r\ncontent-type: text/csv", "1;2"),
    ];
    assert_eq!(request.text(), parts.concat() + &format!("--{BOUNDARY}--\r\n"));
}

#[tokio::test]
async fn parts_by_position_have_no_names() {
    let (server, client) = with_empty_response().await;
    let form = WireMixedPartsForm::new(pair(), "a note").parts(["1", "2"]);
    client.wire_mixed_parts(form).send().await.unwrap();
    let request = server.only_request();
    let part = |media_type: &str, content: &str| {
        format!("--{BOUNDARY}\r\ncontent-type: {media_type}\r\n\r\n{content}\r\n")
    };
    let parts = [
        part("application/vnd.pair+json", PAIR),
        part("text/plain", "a note"),
        part("image/png", "1"),
        part("image/png", "2"),
    ];
    let (media_type, text) = sent(&request);
    assert_eq!(media_type, Some(format!("multipart/mixed; boundary={BOUNDARY}").as_str()));
    assert_eq!(text, parts.concat() + &format!("--{BOUNDARY}--\r\n"));
    let (server, client) = with_empty_response().await;
    let form = WireRelatedPartsForm::new([vec![1, 2], vec![]]);
    client.wire_related_parts().body(form).send().await.unwrap();
    let parts = [part("application/json", "[1,2]"), part("application/json", "[]")];
    let expected = parts.concat() + &format!("--{BOUNDARY}--\r\n");
    assert_eq!(server.only_request().text(), expected);
}

#[tokio::test]
async fn multipart_parts_send_their_declared_headers() {
    let (server, client) = with_empty_response().await;
    let body = WirePartHeadersForm::default()
        .tags(["x", "y"])
        .rows("1;2")
        .rows_x_ids([1, 2])
        .rows_x_pair(pair());
    client.wire_part_headers(body).send().await.unwrap();
    let part = |headers: &str, content: &str| {
        format!("--{BOUNDARY}\r\ncontent-disposition: form-data; {headers}\r\n\r\n{content}\r\n")
    };
    let rows = format!("name=\"rows\"\r\nx-ids: 1,2\r\nx-pair: {PAIR}");
    let parts = [
        part("name=\"tags\"\r\nx-kind: tag", "x"),
        part("name=\"tags\"\r\nx-kind: tag", "y"),
        part(&rows, "1;2"),
    ];
    let request = server.only_request();
    assert_eq!(request.text(), parts.concat() + &format!("--{BOUNDARY}--\r\n"));
}

#[tokio::test]
async fn headers_of_absent_parts_are_not_sent() {
    let (server, client) = with_empty_response().await;
    let body = WirePartHeadersForm::default().rows_x_ids([1]);
    client.wire_part_headers(body).send().await.unwrap();
    assert_eq!(server.only_request().text(), format!("--{BOUNDARY}--\r\n"));
}

#[tokio::test]
async fn the_type_of_the_body_selects_the_media_type() {
    let (server, client) = with_empty_response().await;
    client.wire_choice(pair()).send().await.unwrap();
    assert_eq!(sent(&server.only_request()), (Some("application/json"), PAIR));
    let (server, client) = with_empty_response().await;
    client.wire_choice("a;b").send().await.unwrap();
    assert_eq!(sent(&server.only_request()), (Some("text/csv"), "a;b"));
    let (server, client) = with_empty_response().await;
    client.wire_choice(WireChoiceBody::OctetStream("abc".into())).send().await.unwrap();
    assert_eq!(sent(&server.only_request()), (Some("application/octet-stream"), "abc"));
}
