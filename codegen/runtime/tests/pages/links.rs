//! Links to the next page: resolved against the URL of the request, and followed to its origin only.

use std::error::Error as _;

use crate::runtime::client::CallOptions;
use crate::runtime::pages::{PageError, Pages};
use crate::runtime::response::ErrorKind;

use crate::tests::support::Harness;
use crate::tests::support::list::{ListThings, Shape, linked_page, list, page, pages, targets};

const FIRST: &str = "/v1/things/big?color=red";

/// The targets of the requests for pages that contain these links, after the first.
fn followed(links: &[&str]) -> Vec<String> {
    let with_link = |link: &&str| page(&format!(r#""items":[1],"next":"{link}""#));
    let harness = Harness::new(links.iter().map(with_link).chain([page("")]));
    let mut pages = pages(&harness, Shape::LinkInBody);
    while harness.run(pages.next()).unwrap().is_some() {}
    let mut targets = targets(&harness);
    assert_eq!(targets.remove(0), FIRST);
    targets
}

#[test]
fn a_link_replaces_the_path_and_the_query() {
    assert_eq!(
        followed(&["https://acme.api.example.com/other/7?page=2", "/v2/things?page=3"]),
        ["/other/7?page=2", "/v2/things?page=3"]
    );
}

#[test]
fn a_relative_link_is_relative_to_the_url_of_its_request() {
    let cases = [
        ("?page=2", "/v1/things/big?page=2"),
        ("small?page=2", "/v1/things/small?page=2"),
        ("./small", "/v1/things/small"),
        ("../x", "/v1/x"),
        ("../../../../x", "/x"),
        ("..", "/v1/"),
        ("//acme.api.example.com/x", "/x"),
        ("/x?a=/b?c#fragment", "/x?a=/b?c"),
        ("https://acme.api.example.com", "/"),
        ("HTTPS://ACME.api.example.com:443/x", "/x"),
        (" /x ", "/x"),
    ];
    for (link, target) in cases {
        assert_eq!(followed(&[link]), [target], "{link}");
    }
    assert_eq!(
        followed(&["/a/b?page=2", "?page=3", "c?page=4", "?page=5"]),
        ["/a/b?page=2", "/a/b?page=3", "/a/c?page=4", "/a/c?page=5"]
    );
    assert_eq!(followed(&["b/c", "d"]), ["/v1/things/b/c", "/v1/things/b/d"]);
}

#[test]
fn an_empty_link_ends_the_list() {
    assert_eq!(followed(&[""]), [""; 0]);
    assert_eq!(followed(&["  "]), [""; 0]);
}

#[test]
fn a_link_to_another_origin_is_not_followed() {
    let links = [
        "https://evil.example/v1/things?page=2",
        "//evil.example/x",
        "http://acme.api.example.com/x",
        "https://acme.api.example.com:8443/x",
        "https://user@acme.api.example.com/x",
        "https://acme.api.example.com@evil.example/x",
        "https:/x",
        "file:///etc/passwd",
        "mailto:somebody",
        "https://",
    ];
    for link in links {
        let harness = Harness::new([page(&format!(r#""items":[1],"next":"{link}""#))]);
        let mut pages = pages(&harness, Shape::LinkInBody);
        assert!(harness.run(pages.next()).unwrap().is_some());
        let error = harness.run(pages.next()).expect_err(link);
        assert_eq!(error.kind(), ErrorKind::Pagination, "{link}");
        let source = error.source().and_then(|source| source.downcast_ref());
        assert_eq!(source, Some(&PageError::OtherOrigin), "{link}");
        assert_eq!((harness.transport.count(), error.attempts()), (1, 0));
    }
}

#[test]
fn text_that_looks_like_a_host_stays_in_the_path() {
    let harness = Harness::new([page(r#""next":"/@evil.example/x""#), page("")]);
    let mut pages = pages(&harness, Shape::LinkInBody);
    while harness.run(pages.next()).unwrap().is_some() {}
    let requests = harness.transport.requests();
    assert_eq!(requests[1].uri().host(), Some("acme.api.example.com"));
    assert_eq!(requests[1].uri().path(), "/@evil.example/x");
}

#[test]
fn a_link_with_characters_that_no_url_has_is_an_invalid_request() {
    let harness = Harness::new([page(r#""next":"/a b""#)]);
    let mut pages = pages(&harness, Shape::LinkInBody);
    harness.run(pages.next()).unwrap();
    assert_eq!(harness.run(pages.next()).unwrap_err().kind(), ErrorKind::InvalidRequest);
}

#[test]
fn a_repeated_link_is_an_error() {
    let next = || page(r#""items":[1],"next":"?page=2""#);
    let harness = Harness::new([next(), next()]);
    let mut pages = pages(&harness, Shape::LinkInBody);
    for _ in 0..2 {
        assert!(harness.run(pages.next()).unwrap().is_some());
    }
    assert_eq!(harness.run(pages.next()).unwrap_err().kind(), ErrorKind::Pagination);
}

#[test]
fn the_link_header_is_followed_with_the_headers_and_credentials_of_the_request() {
    let link = r#"<https://acme.api.example.com/list/7?page=2>; rel="next", </>; rel=first"#;
    let harness = Harness::new([linked_page(link), linked_page(r#"</>; rel="first""#)]);
    let options = CallOptions::new().header("x-trace", "t1");
    let mut pages = Pages::new(ListThings { options, ..list(&harness, Shape::LinkInHeader) });
    while harness.run(pages.next()).unwrap().is_some() {}
    let requests = harness.transport.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[1].uri(), "https://acme.api.example.com/list/7?page=2");
    assert_eq!(requests[1].headers(), requests[0].headers());
    assert_eq!(requests[1].headers()["authorization"], "Bearer t0ken");
}

#[test]
fn the_base_url_of_the_options_is_the_origin() {
    let next = "https://other.example/base/things?page=2";
    let harness = Harness::new([page(&format!(r#""next":"{next}""#)), page("")]);
    let options = CallOptions::new().base_url("https://other.example/base");
    let mut pages = Pages::new(ListThings { options, ..list(&harness, Shape::LinkInBody) });
    while harness.run(pages.next()).unwrap().is_some() {}
    let requests = harness.transport.requests();
    assert_eq!(requests[0].uri(), "https://other.example/base/things/big?color=red");
    assert_eq!(requests[1].uri(), next);
}
