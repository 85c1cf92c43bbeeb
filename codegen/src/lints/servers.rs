//! Finds URLs of servers that a client cannot send requests to.

use super::Report;
use crate::diagnostics::Diagnostic;
use crate::members::Found;
use crate::similar;

const CODE: &str = "unusable-server-url";

pub(super) fn check(server: &Found<'_, '_>, report: &mut Report) {
    let Some(url) = server.text("url") else { return };
    if report.is_allowed(CODE) {
        return;
    }
    let Some(problem) = problem(&resolved(server, url)) else { return };
    let pointer = server.pointer().child("url");
    report.push(match problem {
        Problem::Scheme(scheme) => {
            let message = format!("the scheme `{scheme}` is not that of HTTP");
            let label = "the client sends requests over `http` and `https` only";
            let diagnostic = Diagnostic::of_code(CODE, &pointer, message).label(label);
            match similar::within(["https", "http"].into_iter(), &scheme, 1) {
                Some(near) if url.starts_with(&scheme) => {
                    diagnostic.replace_by(&url.replacen(&scheme, near, 1))
                }
                _ => diagnostic.help("write a URL that starts with `https://`"),
            }
        }
        Problem::NoScheme => {
            let message = "the URL of this server has no scheme";
            let diagnostic = Diagnostic::of_code(CODE, &pointer, message)
                .label("this is a path relative to the description");
            if url.starts_with(|first: char| first.is_ascii_alphanumeric()) {
                diagnostic.replace_by(&format!("https://{url}"))
            } else {
                diagnostic.help("write a URL that starts with `https://`")
            }
        }
    });
}

enum Problem {
    Scheme(String),
    NoScheme,
}

/// What is wrong with a URL. A path from the root of a server is completed by the caller.
fn problem(url: &str) -> Option<Problem> {
    match url.split_once("://") {
        _ if url.is_empty() || url.starts_with(['/', '{', '.']) => None,
        Some(("http" | "https", _)) => None,
        Some((scheme, _)) if is_scheme(scheme) => {
            let is_http = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
            (!is_http).then(|| Problem::Scheme(scheme.to_owned()))
        }
        _ => Some(Problem::NoScheme),
    }
}

/// Whether this is a scheme (RFC 3986, section 3.1).
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '+' | '-' | '.'))
}

/// The URL with the default of a variable at its start.
fn resolved(server: &Found<'_, '_>, url: &str) -> String {
    let default = || {
        let (name, rest) = url.strip_prefix('{')?.split_once('}')?;
        let default = server.get("variables")?.get(name)?.get("default")?.as_str()?;
        Some(format!("{default}{rest}"))
    };
    default().unwrap_or_else(|| url.to_owned())
}
