//! The `Link` header: relations, parameters and quoted strings.

use http::HeaderMap;
use http::header::LINK;

use crate::runtime::pages::linked;

fn next(values: &[&str]) -> Option<String> {
    let mut headers = HeaderMap::new();
    for value in values {
        headers.append(LINK, value.parse().unwrap());
    }
    linked(&headers, "next")
}

#[test]
fn the_first_link_with_the_relation_is_found() {
    let found = [
        r#"</2>; rel="next""#,
        "</2>;rel=next",
        r#"</1>; rel="prev", </2>; rel="next", </9>; rel="last""#,
        r#"</2>; title="a, b; <c>"; rel="next""#,
        r#"</1>; title="</x>; rel=next, \" rel=next"; rel=prev, </2>; rel=next"#,
        r#"</2> ; REL = "last Next""#,
        "</1>; rel=prev; rel=next, </2>; rel=next",
        r##"</1>; rel=next; anchor="#part", </2>; rel=next"##,
        "</2>; rel=next; hreflang",
        ", </2>; rel=next,",
    ];
    for value in found {
        assert_eq!(next(&[value]).as_deref(), Some("/2"), "{value}");
    }
    assert_eq!(next(&["</1>; rel=prev", "</2>; rel=next"]).as_deref(), Some("/2"));
    assert_eq!(next(&["</a,b;c>; rel=next"]).as_deref(), Some("/a,b;c"));
}

#[test]
fn a_header_without_the_relation_has_no_next_link() {
    let others = ["", "</1>", "</1>; rel=nextish", "</1; rel=next", "next", r#"</1>; x="rel=next"#];
    for value in others {
        assert_eq!(next(&[value]), None, "{value}");
    }
    assert_eq!(next(&[]), None);
}
