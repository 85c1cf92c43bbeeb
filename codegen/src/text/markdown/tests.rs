//! What a text of a description becomes, and what it cannot become.

use pulldown_cmark::{Event, Parser, Tag};

use super::check::harmless;
use super::{cell, item, lines, summary};
use crate::text::{Line, line};

fn written(text: &str) -> String {
    let lines = lines(text);
    lines.iter().map(Line::as_str).collect::<Vec<_>>().join("\n")
}

#[test]
fn ordinary_text_stays_as_it_is() {
    for text in [
        "A sentence with `code`, *emphasis*, **strong text** and a [link](https://example.com/a).",
        "Names such as _id, snake_case, a*b and 5 * 3 < 4.",
        "Intro:\n- an item\n- another one\n  - inside\n\nAnd more.",
        "1. one\n2. two\n   - inside\n\n10) ten",
        "> quoted text",
        "# Heading\nText",
        "| a | b |\n|:--|--:|\n| 1 | 2 \\| 3 |",
        "```text\nlet a = \"```\";\n```",
        "~~gone~~ a\\\nb",
        "above\n\n___\n\n- - ___\n\n    below",
        "![image](https://example.com/a.png)",
        "<https://example.com>",
    ] {
        let expected =
            text.replace("```text\nlet a = \"```\";\n```", "````text\nlet a = \"```\";\n````");
        assert_eq!(written(text), expected);
    }
}

#[test]
fn plain_text_is_written_like_parsed_text() {
    let word = "word, \u{e9}t\u{e9} (a/b) 'c' - d 50 % {e} ";
    for text in [
        "a".to_owned(),
        "a\nb\n\n\nc \n".to_owned(),
        word.repeat(20),
        "\n\na 1. b\n".to_owned(),
        String::new(),
    ] {
        let parsed = super::blocks::written(&text);
        assert_eq!(super::plain::lines(&text), Some(parsed), "{text:?}");
    }
    for text in ["- a", "1. a", "    a", "a  \nb", "a*b", "a:b", "---", "a\n=", "+ a"] {
        assert_eq!(super::plain::lines(text), None, "{text:?}");
    }
}

#[test]
fn code_of_any_language_is_text() {
    assert_eq!(written("```rust\nfn a() {}\n```"), "```text\nfn a() {}\n```");
    assert_eq!(written("~~~\n```\na\n~~~"), "````text\n```\na\n````");
    assert_eq!(written("a\n\n    code\n"), "a\n\n```text\ncode\n```");
    assert_eq!(written("> ~~~\n> code\n> ~~~"), "> ```text\n> code\n> ```");
    assert_eq!(written("- ~~~rust\n  code"), "- ```text\n  code\n  ```");
}

#[test]
fn html_and_links_to_elsewhere_are_text() {
    assert_eq!(written("a <b>c</b>"), "a \\<b>c\\</b>");
    assert_eq!(written("<p>\n*a*\n</p>"), "\\<p> *a* \\</p>");
    assert_eq!(written("\\\\<script>"), "\\\\\\<script>");
    assert_eq!(written("[a](javascript:b)"), "\\[a\\](javascript:b)");
    assert_eq!(written("[`Type`] and [a][b]"), "\\[`Type`\\] and \\[a\\]\\[b\\]");
    assert_eq!(written("[a][b]\n\n[b]: https://example.com 't'"), "[a](https://example.com)");
    assert_eq!(written("&lt;b&gt; &copy; &amp;lt;"), "\\<b> © \\&lt;");
    assert_eq!(written("<{1}@example.com> 3 <5 @"), "{1}@example.com 3 <5 @");
    assert_eq!(written("\\<{1}@example.com>"), "\\<{1}@example.com>");
    assert_eq!(written("<!a\u{10}<\u{10}{@b>"), "\\<!a\\<{@b>");
    assert_eq!(written("\\https://example.com"), "\\\\<https://example.com>");
    assert_eq!(written("see https://example.com/a_b_c."), "see <https://example.com/a_b_c>.");
}

#[test]
fn no_line_starts_a_block_that_the_text_has_not() {
    let word = "x".repeat(88);
    for start in ["#", "-", "+", "1.", ">", "~~~", "===", "---", "|"] {
        let escaped = written(&format!("\\{start} a"));
        let first = Parser::new(&escaped).next();
        assert_eq!(first, Some(Event::Start(Tag::Paragraph)), "{escaped}");
        let wrapped = written(&format!("{word} {start} a b"));
        assert_eq!(Parser::new(&wrapped).filter(|it| matches!(it, Event::Start(_))).count(), 1);
    }
}

#[test]
fn characters_that_are_not_visible_do_not_come_out() {
    assert_eq!(written("a\u{202e}b\u{0}c\rd\u{2028}e\tf"), "abc d e f");
    assert_eq!(written("<\u{202e}b> &#x202e; &#10;"), "\\<b>");
}

#[test]
fn a_summary_is_the_first_paragraph_in_one_line() {
    assert_eq!(summary("a\nb `c`\n\nd").as_str(), "a b `c`");
    assert_eq!(summary("- a\n- b").as_str(), "a");
    assert_eq!(summary("# A\nb").as_str(), "A");
    assert_eq!(cell("a | `b|c`").as_str(), "a \\| `b\\|c`");
    assert_eq!(summary("").as_str(), "");
}

#[test]
fn a_list_item_has_one_paragraph() {
    assert_eq!(item(&line!["`a`:"], "b\nc"), Some(vec![line!["- `a`: b c"]]));
    assert_eq!(item(&line!["`a`:"], "b\n\nc"), None);
    assert_eq!(item(&line!["`a`:"], "- b"), None);
    assert_eq!(item(&line!["`a`:"], ""), Some(vec![line!["- `a`:"]]));
}

#[test]
fn deep_nesting_is_shown_flat() {
    let text = written(&format!("{} a", "> ".repeat(1_000)));
    assert_eq!(text, format!("{}a", "> ".repeat(16)));
}

const PARTS: &[&str] = &[
    "a",
    "b c",
    " ",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "*",
    "**",
    "_",
    "`",
    "``",
    "```",
    "~",
    "~~",
    "~~~",
    "[",
    "]",
    "(",
    ")",
    "](",
    "!",
    "!",
    "<",
    ">",
    "</b>",
    "<b>",
    "<!--",
    "-->",
    "&",
    "&lt;",
    "#",
    "# ",
    "- ",
    "+ ",
    "* ",
    "1. ",
    "> ",
    "|",
    "|---|\n",
    "\\",
    "\"",
    "'",
    ":",
    "https://example.com/",
    "javascript:a",
    "[a](https://example.com)",
    "`a`",
    "**a**",
    "===\n",
    "---\n",
    "\u{202e}",
    "\r",
    "&#10;",
    "&#96;",
    "[a]: https://example.com\n",
    "{",
    "}",
    "$",
    "^",
    "=",
    "http://",
    "<!a ",
    "</p>\n",
    "5. ",
    "- - ",
    "@a>",
    "1@",
    "\u{10}",
    "\u{a0}",
];

/// Deterministic pseudo-random numbers.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit
    }
}

#[test]
fn a_list_after_html_is_no_part_of_its_text() {
    assert_eq!(written("<p>a</p>\n</p>\n\n5. b"), "\\<p>a\\</p> \\</p>\n\n5. b");
    assert_eq!(written("<!a `>\n5.     b"), "\\<!a \\`>\n\n5. ```text\n   b\n   ```");
    harmless("<!a `>\n5.\t     >>");
}

#[test]
fn markers_of_empty_items_are_no_rule() {
    assert_eq!(written("-\n  -\n    -"), "- - - &#32;");
    assert_eq!(written("> *\n>   *\n>     *\n>\n>       a"), "> * * * &#32;\n>\n>     a");
    harmless("-\n  -\n    -\n\n      a\n\n          b");
}

/// `MARKDOWN_TEXTS` is the number of texts, for a longer run.
#[test]
fn random_markdown_is_harmless() {
    let texts = std::env::var("MARKDOWN_TEXTS").ok().and_then(|number| number.parse().ok());
    let mut numbers = Numbers(11);
    for _ in 0..texts.unwrap_or(20_000) {
        let length = 1 + numbers.below(14);
        let parts = (0..length).filter_map(|_| PARTS.get(numbers.below(PARTS.len())).copied());
        harmless(&parts.collect::<String>());
    }
}
