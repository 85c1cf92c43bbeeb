//! Building requests from the arguments of an operation.

use crate::runtime::client::{CallOptions, ConfigError};
use crate::runtime::request::{
    Body, Explode, QueryString, RequestBody, RequestBuilder, RequestError, Reserved, Style,
    plain_cookie,
};
use crate::runtime::response::{Error, ErrorKind};
use bytes::Bytes;
use http::{Method, Request};
use serde_json::json;

use crate::tests::support::Harness;
use crate::tests::support::api::{get_pet, operation};
use crate::tests::support::transport::ScriptedResponse;

fn sent_by(path: &'static str, fill: impl FnOnce(&mut RequestBuilder<'_>)) -> Request<Bytes> {
    let harness = Harness::new([ScriptedResponse::empty(200)]);
    let client = harness.client();
    let mut request = client.request(operation(|operation| operation.path = path));
    fill(&mut request);
    harness.run(client.execute::<()>(request, CallOptions::new())).unwrap();
    harness.transport.request()
}

fn rejected(path: &'static str, fill: impl FnOnce(&mut RequestBuilder<'_>)) -> RequestError {
    let harness = Harness::new([]);
    let client = harness.client();
    let mut request = client.request(operation(|operation| operation.path = path));
    fill(&mut request);
    let error: Error<()> = harness.run(client.execute(request, CallOptions::new())).unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts(), harness.transport.count()),
        (ErrorKind::InvalidRequest, 0, 0)
    );
    problem(&error)
}

fn problem<E>(error: &Error<E>) -> RequestError {
    std::error::Error::source(error).unwrap().downcast_ref::<RequestError>().unwrap().clone()
}

fn invalid_option<E>(error: &Error<E>) -> ConfigError {
    std::error::Error::source(error).unwrap().downcast_ref::<ConfigError>().unwrap().clone()
}

fn header<'r>(request: &'r Request<Bytes>, name: &str) -> Option<&'r str> {
    request.headers().get(name).map(|value| value.to_str().unwrap())
}

#[test]
fn a_generated_operation_sends_its_declared_request() {
    let harness = Harness::new([ScriptedResponse::json(200, r#"{"id": 7}"#)]);
    let pet = harness.run(get_pet(&harness.client(), "a/b c", CallOptions::new())).unwrap();
    assert_eq!(pet.id, 7);
    let request = harness.transport.request();
    assert_eq!(request.method(), Method::GET);
    assert_eq!(request.uri(), "https://acme.api.example.com/v1/pets/a%2Fb%20c");
    assert_eq!(header(&request, "accept"), Some("application/json"));
    assert_eq!(header(&request, "authorization"), Some("Bearer t0ken"));
    assert_eq!(header(&request, "user-agent"), Some("pets-client/1.2.3"));
    assert!(request.body().is_empty());
}

#[test]
fn path_query_header_and_cookie_parameters_are_combined() {
    let request = sent_by("/a/{x}.{y}/b", |request| {
        request.path("x", Style::Simple, Explode::No, &1);
        request.path("y", Style::Matrix, Explode::No, &["s", "t"]);
        request.query("ids", Style::Form, Explode::Yes, &[1, 2]);
        request.query("none", Style::Form, Explode::Yes, &None::<i64>);
        request.query("pipes", Style::PipeDelimited, Explode::No, &["a", "b"]);
        request.query("deep", Style::DeepObject, Explode::Yes, &json!({"a": 1}));
        request.query_reserved("at", Style::Form, Explode::Yes, "a/b");
        request.header("x-tags", Style::Simple, Explode::No, &["a", "b"]);
        request.header("x-none", Style::Simple, Explode::No, &None::<i64>);
        request.cookie("c", Style::Form, Explode::Yes, &1);
        request.cookie("d", Style::Form, Explode::Yes, "x y");
    });
    assert_eq!(
        request.uri(),
        "https://acme.api.example.com/v1/a/1.;y=s,t/b?ids=1&ids=2&pipes=a|b&deep[a]=1&at=a/b"
    );
    assert_eq!(header(&request, "x-tags"), Some("a,b"));
    assert_eq!(header(&request, "x-none"), None);
    assert_eq!(header(&request, "cookie"), Some("c=1; d=x%20y"));
    assert_eq!(header(&request, "content-type"), None);
}

#[test]
fn plain_cookies_are_not_encoded() {
    let request = sent_by("/a", |request| {
        plain_cookie(request, "a", Explode::Yes, "x%20=y");
        plain_cookie(request, "b", Explode::Yes, &["1", "2"]);
        plain_cookie(request, "c", Explode::No, &["1", "2"]);
        plain_cookie(request, "d", Explode::Yes, &json!({"e": 1, "f": null, "g": true}));
        plain_cookie(request, "h", Explode::No, &json!({"e": 1, "g": true}));
        plain_cookie(request, "i", Explode::Yes, &None::<i64>);
        plain_cookie(request, "j", Explode::Yes, "");
    });
    let expected = "a=x%20=y; b=1; b=2; c=1,2; e=1; g=true; h=e,1,g,true; j=";
    assert_eq!(header(&request, "cookie"), Some(expected));
}

#[test]
fn a_plain_cookie_with_characters_that_no_cookie_has_is_an_error() {
    let values = ["a;b", "a b", "a,b", "\"", "\\", "a\n", "é"].map(|text| json!(text));
    let members = [json!(["a", ";"]), json!({ "a=b": 1 }), json!({ "a": { "b": ";" } })];
    for value in values.into_iter().chain(members) {
        let error = rejected("/a", |request| plain_cookie(request, "c", Explode::Yes, &value));
        assert_eq!(error, RequestError::Cookie { name: "c" }, "{value}");
    }
}

#[test]
fn bodies_are_sent_with_their_media_type() {
    let json =
        sent_by("/", |request| request.json("application/vnd.a+json", &json!({"a": 1}).into()));
    assert_eq!(
        (&json.body()[..], header(&json, "content-type")),
        (&br#"{"a":1}"#[..], Some("application/vnd.a+json"))
    );
    let raw = sent_by("/", |request| request.json("application/json", &Body::<i64>::raw("{ }")));
    assert_eq!(&raw.body()[..], b"{ }");
    let form = sent_by("/", |request| request.form(&json!({"a": ["x y", "&"]}), &[]));
    assert_eq!(
        (&form.body()[..], header(&form, "content-type")),
        (&b"a=x%20y&a=%26"[..], Some("application/x-www-form-urlencoded"))
    );
    let text = sent_by("/", |request| request.text("text/plain", "hi"));
    assert_eq!((&text.body()[..], header(&text, "content-type")), (&b"hi"[..], Some("text/plain")));
    let bytes = sent_by("/", |request| request.bytes("application/pdf", vec![0, 255]));
    assert_eq!(&bytes.body()[..], [0, 255]);
}

#[test]
fn a_value_stays_in_its_path_segment() {
    let path = |value: &str| {
        let request = sent_by("/pets/{id}/toys", |request| {
            request.path("id", Style::Simple, Explode::No, value);
        });
        request.uri().path().to_owned()
    };
    assert_eq!(path("%2e%2e"), "/v1/pets/%252e%252e/toys");
    assert_eq!(path("../x"), "/v1/pets/..%2Fx/toys");
    assert_eq!(path("..\\x"), "/v1/pets/..%5Cx/toys");
    assert_eq!(path("..."), "/v1/pets/.../toys");
    assert_eq!(path("?a#b"), "/v1/pets/%3Fa%23b/toys");
    assert_eq!(path("{id}"), "/v1/pets/%7Bid%7D/toys");
}

#[test]
fn dot_segments_as_path_values_are_rejected() {
    for value in ["", ".", ".."] {
        let problem = rejected("/pets/{id}/toys", |request| {
            request.path("id", Style::Simple, Explode::No, value);
        });
        assert_eq!(problem, RequestError::PathParameter { name: "id" });
    }
    let by_style = rejected("/pets/{id}", |request| {
        request.path("id", Style::Label, Explode::No, ".");
    });
    assert_eq!(by_style, RequestError::PathParameter { name: "id" });
    let by_two = rejected("/pets/{a}{b}", |request| {
        request.path("a", Style::Simple, Explode::No, ".");
        request.path("b", Style::Simple, Explode::No, ".");
    });
    assert!(matches!(by_two, RequestError::PathParameter { .. }));
    let by_null = rejected("/pets/{id}", |request| {
        request.path("id", Style::Simple, Explode::No, &None::<i64>);
    });
    assert_eq!(by_null, RequestError::PathParameter { name: "id" });
}

#[test]
fn two_dots_may_be_part_of_a_segment() {
    let request = sent_by("/{a}{b}x", |request| {
        request.path("a", Style::Simple, Explode::No, ".");
        request.path("b", Style::Simple, Explode::No, ".");
    });
    assert_eq!(request.uri().path(), "/v1/..x");
}

#[test]
fn a_path_with_missing_values_is_rejected() {
    assert_eq!(rejected("/pets/{id}", |_| {}), RequestError::PathIncomplete);
}

#[test]
fn invalid_headers_are_rejected() {
    for value in ["a\r\nx-b: c", "caf\u{e9}", "\u{7f}"] {
        let problem = rejected("/", |request| {
            request.header("x-a", Style::Simple, Explode::No, value);
        });
        assert_eq!(problem, RequestError::Header { name: "x-a".to_owned() }, "{value:?}");
    }
}

#[test]
fn values_that_cannot_be_serialized_are_rejected() {
    let keys = std::collections::BTreeMap::from([(vec![1], 1)]);
    let problem = rejected("/", |request| request.query("q", Style::Form, Explode::Yes, &keys));
    assert_eq!(problem, RequestError::Serialize { name: "q" });
    let problem = rejected("/", |request| request.json("application/json", &keys.clone().into()));
    assert_eq!(problem, RequestError::Serialize { name: "body" });
}

#[test]
fn the_first_problem_is_reported() {
    let problem = rejected("/{id}", |request| {
        request.header("x-a", Style::Simple, Explode::No, "\n");
        request.header("x-b", Style::Simple, Explode::No, "\n");
    });
    assert_eq!(problem, RequestError::Header { name: "x-a".to_owned() });
}

#[test]
fn a_url_that_is_too_long_is_rejected() {
    let problem = rejected("/", |request| {
        request.query("q", Style::Form, Explode::Yes, &"x".repeat(100_000));
    });
    assert_eq!(problem, RequestError::Url);
}

#[test]
fn headers_of_a_call_override_all_others() {
    let harness = Harness::new([ScriptedResponse::json(200, r#"{"id": 7}"#)]);
    let client = harness.builder.clone().default_header("x-a", "1").default_header("x-b", "2");
    let options = CallOptions::new().header("x-a", "3").header("accept", "text/csv");
    harness.run(get_pet(&client.build().unwrap(), "1", options)).unwrap();
    let request = harness.transport.request();
    let values = ["x-a", "x-b", "accept"].map(|name| header(&request, name).unwrap().to_owned());
    assert_eq!(values, ["3", "2", "text/csv"]);
}

#[test]
fn cookies_of_the_caller_and_the_operation_share_one_header() {
    let harness = Harness::new([ScriptedResponse::empty(200)]);
    let client = harness.builder.clone().default_header("cookie", "own=1").build().unwrap();
    let mut request = client.request(operation(|_| {}));
    request.cookie("c", Style::Form, Explode::Yes, &2);
    harness.run(client.execute::<()>(request, CallOptions::new())).unwrap();
    assert_eq!(header(&harness.transport.request(), "cookie"), Some("own=1; c=2"));
}

#[test]
fn calls_can_be_spawned_and_clients_shared() {
    fn is_send<T: Send>(_: &T) {}
    fn is_shared<T: Send + Sync + Clone + 'static>(_: &T) {}
    let client = Harness::new([]).client();
    is_shared(&client);
    is_send(&get_pet(&client, "1", CallOptions::new()));
}

#[test]
fn an_operation_can_have_its_own_server() {
    let uri = |server, base: Option<&str>| {
        let harness = Harness::new([ScriptedResponse::empty(200)]);
        let builder =
            base.map_or(harness.builder.clone(), |base| harness.builder.clone().base_url(base));
        let operation = operation(|operation| operation.server = Some(server));
        let client = builder.build().unwrap();
        let request = client.request(operation);
        harness
            .run(client.execute::<()>(request, CallOptions::new()))
            .map(|_| harness.transport.request().uri().to_string())
    };
    assert_eq!(uri("https://files.example.com/", None).unwrap(), "https://files.example.com/pets");
    assert_eq!(uri("/v2", None).unwrap(), "https://acme.api.example.com/v2/pets");
    assert_eq!(uri("v2", None).unwrap(), "https://acme.api.example.com/v2/pets");
    let own = uri("https://files.example.com", Some("http://localhost:8080/x/"));
    assert_eq!(own.unwrap(), "http://localhost:8080/x/pets");
    assert_eq!(problem(&uri("http://files.example.com", None).unwrap_err()), RequestError::Url);
}

#[test]
fn a_call_can_override_the_base_url() {
    let harness = Harness::new([ScriptedResponse::empty(200)]);
    let operation = operation(|operation| operation.server = Some("https://files.example.com"));
    let options = CallOptions::new().base_url("https://eu.example.com/up/");
    let client = harness.client();
    harness.run(client.execute::<()>(client.request(operation), options)).unwrap();
    assert_eq!(harness.transport.request().uri(), "https://eu.example.com/up/pets");
}

#[test]
fn the_base_url_of_a_call_is_checked_like_that_of_a_client() {
    let harness = Harness::new([]);
    let table = [
        ("http://example.com", ConfigError::InsecureBaseUrl),
        ("https://a:b@example.com", ConfigError::CredentialsInBaseUrl),
        ("https://example.com?a=b", ConfigError::QueryInBaseUrl),
        ("example", ConfigError::InvalidBaseUrl),
    ];
    for (url, expected) in table {
        let options = CallOptions::new().base_url(url);
        let error = harness.run(get_pet(&harness.client(), "1", options)).unwrap_err();
        assert_eq!(invalid_option(&error), expected, "{url}");
    }
}

#[test]
fn zero_timeouts_of_a_call_are_rejected() {
    let harness = Harness::new([]);
    let options = CallOptions::new().attempt_timeout(std::time::Duration::ZERO);
    let error = harness.run(get_pet(&harness.client(), "1", options)).unwrap_err();
    assert_eq!(invalid_option(&error), ConfigError::ZeroTimeout);
}

#[test]
fn the_whole_query_is_one_value() {
    let query = |form, value| {
        let styles = [("tags", Style::Form, Explode::No, Reserved::Encode)];
        let request = sent_by("/a", |request| request.query_string("q", form, &styles, &value));
        request.uri().query().map(str::to_owned)
    };
    let value = || json!({ "name": "a&b c", "tags": ["x", "y"] });
    assert_eq!(query(QueryString::Form, value()).unwrap(), "name=a%26b%20c&tags=x,y");
    let encoded = "%7B%22name%22%3A%22a%26b%20c%22%2C%22tags%22%3A%5B%22x%22%2C%22y%22%5D%7D";
    assert_eq!(query(QueryString::Json, value()).unwrap(), encoded);
    assert_eq!(query(QueryString::Text, json!("$.a[0] #")).unwrap(), "%24.a%5B0%5D%20%23");
    assert_eq!(query(QueryString::Form, json!({})), None);
}

fn sent_with_header(
    body: RequestBody,
    name: &str,
    value: &str,
) -> Result<Request<Bytes>, RequestError> {
    let harness = Harness::new([ScriptedResponse::empty(200)]);
    let client = harness.client();
    let mut request = client.request(operation(|operation| operation.method = Method::POST));
    request.bytes("text/plain", body);
    let options = CallOptions::new().header(name, value);
    let sent = harness.run(client.execute::<()>(request, options));
    sent.map(|_| harness.transport.request()).map_err(|error| problem(&error))
}

#[test]
fn headers_that_frame_a_message_are_refused() {
    for name in ["Content-Length", "transfer-encoding", "Host", "connection", "te", "upgrade"] {
        let problem = sent_with_header("hello".into(), name, "3").unwrap_err();
        let name = name.to_ascii_lowercase();
        assert_eq!(problem, RequestError::FramingHeader { name: name.clone() });
        let builder = Harness::new([]).builder.default_header(&name, "3");
        assert_eq!(builder.build().unwrap_err(), ConfigError::FramingHeader { name });
    }
}

#[test]
fn a_content_length_that_is_true_is_accepted() {
    let request = sent_with_header("hello".into(), "content-length", "5").unwrap();
    // The transport sets it.
    assert_eq!(header(&request, "content-length"), None);
    let stream = RequestBody::reader(&b"hello"[..]);
    assert!(sent_with_header(stream.clone(), "content-length", "5").is_ok());
    assert!(sent_with_header(stream.length(5), "content-length", "4").is_err());
}

#[test]
fn a_call_can_have_further_query_parameters() {
    let harness = Harness::new([ScriptedResponse::empty(200)]);
    let client = harness.client();
    let mut request = client.request(operation(|_| {}));
    request.query("a", Style::Form, Explode::Yes, &1);
    let options = CallOptions::new().query("debug[x]", "1&b=2").query("c", "ü");
    harness.run(client.execute::<()>(request, options)).unwrap();
    let uri = harness.transport.request().uri().clone();
    assert_eq!(uri.query(), Some("a=1&debug[x]=1%26b%3D2&c=%C3%BC"));
}
