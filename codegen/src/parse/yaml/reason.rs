//! What `libyaml` says about a text, what that means, and what is to be done.
//!
//! The table is complete for the mistakes that people make; a reason that is not in it is passed on
//! as it is.

/// What `libyaml` says, what is meant, and what helps.
type Row = (&'static str, &'static str, &'static str);

const REASONS: [Row; 17] = [
    (
        "mapping values are not allowed",
        "a name with a colon cannot stand here",
        "put quotes around a text that contains `: `, or check the indentation",
    ),
    (
        "did not find expected key",
        "the name of a member is expected here",
        "check the indentation, and put quotes around the whole of a text that contains some",
    ),
    (
        "could not find expected ':'",
        "the line before this is no member, because it has no colon",
        "write `name: value`, with a blank behind the colon",
    ),
    (
        "while scanning a quoted scalar",
        "a quote is opened here and never closed",
        "close it; within single quotes a quote is written twice",
    ),
    (
        "did not find expected ',' or '}'",
        "a comma or a closing `}` is expected here",
        "put quotes around a text that contains brackets, braces or commas",
    ),
    (
        "did not find expected ',' or ']'",
        "a comma or a closing `]` is expected here",
        "put quotes around a text that contains brackets, braces or commas",
    ),
    (
        "block sequence entries are not allowed",
        "an item of a list cannot stand here",
        "put each `- item` on a line of its own",
    ),
    (
        "did not find expected '-' indicator",
        "another item of the list is expected here",
        "check the indentation, and begin each item with `- `",
    ),
    (
        "unknown anchor",
        "there is no anchor of this name before this alias",
        "define it with `&name` earlier, or put quotes around a text that begins with `*`",
    ),
    (
        "did not find expected alphabetic or numeric character",
        "`*` and `&` at the start of a text mean an alias or an anchor",
        "put quotes around the text, as in `'*/*'`",
    ),
    (
        "found unknown escape character",
        "this backslash means nothing",
        "use single quotes, in which a backslash stands for itself",
    ),
    (
        "did not find expected node content",
        "a value cannot begin like this",
        "put quotes around the text",
    ),
    (
        "did not find expected <document start>",
        "this does not belong to what stands before it",
        "check the indentation: what belongs together begins in the same column",
    ),
    (
        "control characters are not allowed",
        "this character is not allowed",
        "remove it, or write it as `\\x07` within double quotes",
    ),
    (
        "expected a string",
        "a name must be a text",
        "put quotes around a name that begins with a bracket or a brace",
    ),
    (
        "found character that cannot start any token",
        "a text cannot begin with this character",
        "put quotes around the text",
    ),
    (
        "found undefined tag handle",
        "there is no such tag",
        "put quotes around a text that begins with `!`",
    ),
];

const TAB: Row = ("", "there is a tab where only blanks may stand", "indent with blanks");

/// What is wrong and what helps, if that is known; `rest` is the text from the place on.
pub(super) fn reason(message: &str, rest: &str) -> (String, Option<&'static str>) {
    let of_tab = rest.starts_with('\t').then_some(&TAB);
    let row = of_tab.or_else(|| REASONS.iter().find(|(reason, ..)| message.contains(reason)));
    match row {
        Some((_, meaning, help)) => ((*meaning).to_owned(), Some(help)),
        None => (message.split(" at line ").next().unwrap_or_default().to_owned(), None),
    }
}
