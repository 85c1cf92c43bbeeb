//! Explains the errors of `libyaml`.
//!
//! The table covers common mistakes. Other messages are reported unchanged.

/// A message of `libyaml`, its explanation, and the help text.
type Row = (&'static str, &'static str, &'static str);

const REASONS: [Row; 17] = [
    (
        "mapping values are not allowed",
        "a key is not allowed here",
        "quote a string that contains `: `, or check the indentation",
    ),
    (
        "did not find expected key",
        "expected a key",
        "check the indentation, and quote strings that contain quotes",
    ),
    (
        "could not find expected ':'",
        "the line before this has no colon",
        "write `key: value`, with a space after the colon",
    ),
    (
        "while scanning a quoted scalar",
        "unterminated quoted string",
        "add the closing quote; within single quotes, a quote is written twice",
    ),
    (
        "did not find expected ',' or '}'",
        "expected a comma or a closing `}`",
        "quote a string that contains brackets, braces or commas",
    ),
    (
        "did not find expected ',' or ']'",
        "expected a comma or a closing `]`",
        "quote a string that contains brackets, braces or commas",
    ),
    (
        "block sequence entries are not allowed",
        "a list item is not allowed here",
        "put each `- item` on a line of its own",
    ),
    (
        "did not find expected '-' indicator",
        "expected another list item",
        "check the indentation, and start each item with `- `",
    ),
    (
        "unknown anchor",
        "this alias has no preceding anchor",
        "define it with `&name` earlier, or quote a string that starts with `*`",
    ),
    (
        "did not find expected alphabetic or numeric character",
        "`*` and `&` at the start of a value denote an alias or an anchor",
        "quote the string, as in `'*/*'`",
    ),
    (
        "found unknown escape character",
        "unknown escape sequence",
        "use single quotes, in which a backslash is literal",
    ),
    ("did not find expected node content", "a value cannot start like this", "quote the string"),
    (
        "did not find expected <document start>",
        "this does not belong to the preceding lines",
        "check the indentation; items of the same level start in the same column",
    ),
    (
        "control characters are not allowed",
        "this character is not allowed",
        "remove it, or escape it as `\\x07` within double quotes",
    ),
    (
        "expected a string",
        "a key must be a string",
        "quote a key that starts with a bracket or a brace",
    ),
    (
        "found character that cannot start any token",
        "a value cannot start with this character",
        "quote the string",
    ),
    ("found undefined tag handle", "unknown tag", "quote a string that starts with `!`"),
];

const TAB: Row = ("", "a tab is not allowed here", "indent with spaces");

/// The explanation of a message and a help text, if known. `rest` is the text from the error on.
pub(super) fn reason(message: &str, rest: &str) -> (String, Option<&'static str>) {
    let of_tab = rest.starts_with('\t').then_some(&TAB);
    let row = of_tab.or_else(|| REASONS.iter().find(|(reason, ..)| message.contains(reason)));
    match row {
        Some((_, meaning, help)) => ((*meaning).to_owned(), Some(help)),
        None => (message.split(" at line ").next().unwrap_or_default().to_owned(), None),
    }
}
