//! `README.md` of the generated crate.

use super::operation_table::{self, Links};
use super::{Origin, docs};
use crate::format;
use crate::rust::Api;

/// The text of the file.
pub(super) fn text(api: &Api, origin: Origin<'_>) -> String {
    let Origin { crate_name, source } = origin;
    let mut text = format!("{}\n# {crate_name}\n\n", format::header("<!--", source, " -->"));
    text.push_str(&format!("Client for {}.\n\n", docs::summary(&api.title).trim_end_matches('.')));
    for line in docs::lines(&api.docs.text) {
        text.push_str(&line);
        text.push('\n');
    }
    text.push_str(&format!(
        "\n[`RELIABILITY.md`](RELIABILITY.md) tells what the client does when something fails.\n\nThis crate is generated from `{source}`. Changes belong there; the next run overwrites what is here.\n"
    ));
    for line in operation_table::lines(api, Links::None) {
        text.push_str(&line);
        text.push('\n');
    }
    text.push_str(FEATURES);
    text
}

const FEATURES: &str = "
## Features

| feature | |
|---|---|
| `rustls` | TLS by rustls with ring; on by default |
| `native-tls` | TLS by the library of the system |
| `http2` | HTTP/2, where the server has it |
| `blocking` | calls that block the thread: with the trait `Wait` in scope, `.wait()` in place of `.await` |
| `testing` | a transport that follows a script, for tests of programs that use this crate |
| `tracing` | a span of `tracing` for each call |
| `opentelemetry-0-33` | the duration of each request as a metric of OpenTelemetry |
| `reqwest-0-13` | a `reqwest::Client` of the program's own for all requests |
";
