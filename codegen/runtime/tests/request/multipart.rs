//! The exact bytes of multipart bodies.

use std::sync::Arc;

use crate::runtime::client::CallOptions;
use crate::runtime::request::{FilePart, Multipart, OutgoingBody, RequestBody, RequestError};
use crate::runtime::response::{Error, ErrorKind};
use crate::runtime::system::Random;
use bytes::Bytes;
use http::Request;
use serde_json::json;

use crate::tests::support::Harness;
use crate::tests::support::api::operation;
use crate::tests::support::random::{Always, Seeded};
use crate::tests::support::transport::ScriptedResponse;

/// The boundary that results from a constant random number.
const BOUNDARY: &str = "000000000000002a000000000000002a";

fn send(random: impl Random, body: Multipart) -> Result<Request<Bytes>, Error<()>> {
    let harness = Harness::new([ScriptedResponse::empty(200)]);
    let client = harness.builder.clone().random(Arc::new(random)).build().unwrap();
    let mut request = client.request(operation(|_| {}));
    request.multipart("multipart/form-data", body);
    harness.run(client.execute(request, CallOptions::new())).map(|_| harness.transport.request())
}

/// The text of a body, with `--X` for its boundaries and LF line endings.
fn text(body: Multipart) -> String {
    let request = send(Always(42), body).unwrap();
    assert_eq!(
        request.headers()["content-type"],
        format!("multipart/form-data; boundary={BOUNDARY}")
    );
    let text = String::from_utf8(request.body().to_vec()).unwrap();
    text.replace(BOUNDARY, "X").replace("\r\n", "\n")
}

fn rejected(random: impl Random, body: Multipart) -> RequestError {
    let error = send(random, body).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::InvalidRequest, 0));
    std::error::Error::source(&error).unwrap().downcast_ref::<RequestError>().unwrap().clone()
}

#[test]
fn scalar_values_are_text_and_objects_are_json() {
    let mut body = Multipart::new();
    body.value("text", "x y/é");
    body.value("number", &1.0);
    body.value("flag", &true);
    body.value("object", &json!({ "a": 1 }));
    body.value("none", &None::<i64>);
    assert_eq!(
        text(body),
        "--X\ncontent-disposition: form-data; name=\"text\"\n\nx y/é\n\
         --X\ncontent-disposition: form-data; name=\"number\"\n\n1\n\
         --X\ncontent-disposition: form-data; name=\"flag\"\n\ntrue\n\
         --X\ncontent-disposition: form-data; name=\"object\"\n\
         content-type: application/json\n\n{\"a\":1}\n\
         --X--\n"
    );
}

#[test]
fn parts_without_a_name_have_their_media_type_and_position() {
    let mut body = Multipart::new();
    body.unnamed_value("application/json", &json!({ "a": 1 }));
    body.unnamed_value("application/json", &None::<i64>);
    body.unnamed_value("text/plain", "x");
    body.unnamed_file("image/png", FilePart::new("1").header("X-A", "b"));
    body.unnamed_file("image/png", FilePart::new("2").file_name("a\".gif").media_type("image/gif"));
    assert_eq!(
        text(body),
        "--X\ncontent-type: application/json\n\n{\"a\":1}\n\
         --X\ncontent-type: application/json\n\nnull\n\
         --X\ncontent-type: text/plain\n\nx\n\
         --X\ncontent-type: image/png\nx-a: b\n\n1\n\
         --X\ncontent-disposition: attachment; filename=\"a%22.gif\"\n\
         content-type: image/gif\n\n2\n\
         --X--\n"
    );
}

#[test]
fn lists_are_a_part_for_each_item() {
    let mut body = Multipart::new();
    body.value("tag", &json!(["a", null, { "b": 2 }]));
    assert_eq!(
        text(body),
        "--X\ncontent-disposition: form-data; name=\"tag\"\n\na\n\
         --X\ncontent-disposition: form-data; name=\"tag\"\n\
         content-type: application/json\n\n{\"b\":2}\n\
         --X--\n"
    );
}

#[test]
fn values_may_have_a_media_type() {
    let mut body = Multipart::new();
    body.value_as("list", "application/json", &[1, 2]);
    body.value_as("quoted", "application/problem+json", "a");
    body.value_as("plain", "text/csv", "a");
    body.value_as("none", "text/csv", &None::<i64>);
    assert_eq!(
        text(body),
        "--X\ncontent-disposition: form-data; name=\"list\"\n\
         content-type: application/json\n\n[1,2]\n\
         --X\ncontent-disposition: form-data; name=\"quoted\"\n\
         content-type: application/problem+json\n\n\"a\"\n\
         --X\ncontent-disposition: form-data; name=\"plain\"\ncontent-type: text/csv\n\na\n\
         --X--\n"
    );
}

#[test]
fn files_have_names_and_media_types() {
    let mut body = Multipart::new();
    let photo = FilePart::new(vec![1, 2]).file_name("a.png").media_type("image/png");
    body.files("photo", "application/octet-stream", [photo.header("X-Rotation", "90")]);
    body.files("plain", "application/octet-stream", ["b".into()]);
    assert_eq!(
        text(body),
        "--X\ncontent-disposition: form-data; name=\"photo\"; filename=\"a.png\"\n\
         content-type: image/png\nx-rotation: 90\n\n\u{1}\u{2}\n\
         --X\ncontent-disposition: form-data; name=\"plain\"; filename=\"plain\"\n\
         content-type: application/octet-stream\n\nb\n\
         --X--\n"
    );
}

#[test]
fn a_body_without_parts_is_the_closing_delimiter() {
    assert_eq!(text(Multipart::new()), "--X--\n");
}

#[test]
fn names_cannot_break_out_of_their_quotes() {
    let mut body = Multipart::new();
    body.files("a", "text/plain", [FilePart::new("x").file_name("a\"; name=\"b\r\nc: d")]);
    assert_eq!(
        text(body),
        "--X\ncontent-disposition: form-data; name=\"a\"; \
         filename=\"a%22; name=%22b%0D%0Ac: d\"\ncontent-type: text/plain\n\nx\n--X--\n"
    );
}

#[test]
fn headers_of_parts_cannot_break_out_of_their_line() {
    for file in [FilePart::new("x").media_type("a\r\nb: c"), FilePart::new("x").header("a\n", "b")]
    {
        let mut body = Multipart::new();
        body.files("a", "text/plain", [file]);
        assert!(matches!(rejected(Always(42), body), RequestError::Header { .. }));
    }
}

#[test]
fn a_boundary_that_occurs_in_a_part_is_replaced() {
    let mut body = Multipart::new();
    let first = {
        let random = Seeded::new(1);
        format!("{:016x}{:016x}", random.next(), random.next())
    };
    body.value("a", &format!("x{first}x"));
    let request = send(Seeded::new(1), body.clone()).unwrap();
    assert!(!request.headers()["content-type"].to_str().unwrap().contains(&first));
    body.value("b", BOUNDARY);
    assert_eq!(rejected(Always(42), body), RequestError::Boundary);
}

#[test]
fn values_that_cannot_be_serialized_are_rejected() {
    let mut body = Multipart::new();
    body.value("keys", &std::collections::BTreeMap::from([(vec![1], 1)]));
    assert_eq!(rejected(Always(42), body), RequestError::Serialize { name: "keys" });
}

/// The body with a file of this content, as passed to the transport.
fn streamed(content: RequestBody) -> RequestBody {
    use crate::runtime::system::BoxFuture;
    use crate::runtime::transport::ResponseBody;
    use crate::runtime::transport::Transport;
    use crate::runtime::transport::TransportError;
    use std::sync::Mutex;

    struct Keep(Mutex<Option<RequestBody>>);

    impl Transport for Keep {
        fn send(
            &self,
            request: Request<RequestBody>,
        ) -> BoxFuture<'_, Result<http::Response<Box<dyn ResponseBody>>, TransportError>> {
            *self.0.lock().unwrap() = Some(request.into_body());
            Box::pin(std::future::pending())
        }
    }

    let keep = Arc::new(Keep(Mutex::default()));
    let harness = Harness::new([]);
    let builder = harness.builder.clone().transport(keep.clone()).random(Arc::new(Always(42)));
    let client = builder.build().unwrap();
    let mut request = client.request(operation(|_| {}));
    let mut body = Multipart::new();
    body.files("a", "text/plain", [content.into()]);
    body.value("b", "c");
    request.multipart("multipart/form-data", body);
    harness.run(client.execute::<()>(request, CallOptions::new())).unwrap_err();
    keep.0.lock().unwrap().take().unwrap()
}

#[test]
fn a_streamed_file_makes_the_body_a_stream() {
    let whole = streamed("abc".into());
    let known = streamed(RequestBody::reader(&b"abc"[..]).length(3));
    assert_eq!(known.known_length(), whole.known_length());
    assert_eq!(streamed(RequestBody::reader(&b"abc"[..])).known_length(), None);
    let Some(OutgoingBody::Stream(mut stream)) = known.open() else { panic!("it is a stream") };
    let mut sent = Vec::new();
    let read = async {
        while let Some(frame) = std::future::poll_fn(|context| {
            http_body::Body::poll_frame(std::pin::Pin::new(&mut stream), context)
        })
        .await
        {
            sent.extend_from_slice(frame.unwrap().data_ref().unwrap());
        }
    };
    Harness::new([]).run(read);
    assert_eq!(&sent[..], &whole.as_bytes().unwrap()[..]);
}

#[test]
fn names_of_files_and_fields_are_utf_8() {
    let mut body = Multipart::new();
    body.files("größe", "text/plain", [FilePart::new("x").file_name("Übersicht 日本.pdf")]);
    assert_eq!(
        text(body),
        "--X\ncontent-disposition: form-data; name=\"größe\"; filename=\"Übersicht 日本.pdf\"\n\
         content-type: text/plain\n\nx\n--X--\n"
    );
}

#[test]
fn debug_of_a_file_shows_no_values_of_headers() {
    let file = FilePart::new("x").header("x-secret", "canary").file_name("canary.pdf");
    let shown = format!("{file:?}");
    assert!(shown.contains("x-secret") && !shown.contains("canary"), "{shown}");
}

#[test]
fn lengths_that_exceed_64_bits_together_are_unknown() {
    let mut body = Multipart::new();
    let huge = || RequestBody::reader(&b""[..]).length(u64::MAX).into();
    body.files("a", "text/plain", [huge(), huge()]);
    assert!(send(Always(42), body).is_ok());
}
