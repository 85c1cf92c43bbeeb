//! The guide to a client, for the front page of its documentation and its README: dependency, quick
//! start, errors, many requests, features.
//!
//! Invariant: the examples are made from the API, and compile as they are.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::operation_table::Medium;
use super::release::Release;
use super::type_ref::tokens;
use super::{Origin, bulk_example, surface};
use crate::format::File;
use crate::ident::{CrateName, TypeName};
use crate::rust::{Api, Operation, TypeRef};
use crate::text::{Line, line, markdown, toml_string};

/// The lines of the guide. `paths` are those in the code of the crate.
pub(super) fn lines(
    api: &Api,
    origin: &Origin,
    release: &Release,
    paths: &BTreeSet<String>,
    medium: Medium,
) -> Vec<Line> {
    let guide = Guide { api, crate_name: &origin.crate_name, medium };
    let mut lines = guide.dependency(release);
    lines.extend(guide.quick_start());
    lines.extend(guide.errors());
    lines.extend(guide.many_requests());
    lines.extend(guide.features(paths));
    lines
}

/// The first sentence of the documentation.
pub(super) fn title(api: &Api) -> Line {
    line!["Client for ", markdown::summary(api.title.trim().trim_end_matches('.')), "."]
}

/// `examples/quick_start.rs`: a program that makes one call.
pub(super) fn example(api: &Api, origin: &Origin) -> (String, File) {
    let guide = Guide { api, crate_name: &origin.crate_name, medium: Medium::Readme };
    let krate = &origin.crate_name;
    let statements: Vec<TokenStream> = guide.first_call().iter().map(tokens).collect();
    let mut items = vec![
        quote!(
            use std::error::Error;
        ),
        quote!(use #krate::Client;),
    ];
    if guide.call().is_some() {
        items.push(quote! {
            fn main() -> Result<(), Box<dyn Error>> {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
                runtime.block_on(run())
            }
        });
        items.push(quote! {
            async fn run() -> Result<(), Box<dyn Error>> {
                #(#statements)*
                Ok(())
            }
        });
    } else {
        items.push(quote! {
            fn main() -> Result<(), Box<dyn Error>> {
                #(#statements)*
                Ok(())
            }
        });
    }
    let docs = vec!["Creates a client and makes one call.".into()];
    ("examples/quick_start.rs".to_owned(), File::new(docs, items))
}

struct Guide<'a> {
    api: &'a Api,
    crate_name: &'a CrateName,
    medium: Medium,
}

impl Guide<'_> {
    fn dependency(&self, release: &Release) -> Vec<Line> {
        let mut lines = self.section("Dependency");
        let tokio = "tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }";
        lines.extend(["```toml".into(), "[dependencies]".into()]);
        lines.push(line![self.crate_name, " = ", toml_string(&release.version)]);
        lines.extend([tokio.into(), "```".into()]);
        lines
    }

    fn quick_start(&self) -> Vec<Line> {
        let mut lines = self.section("Quick start");
        lines.extend(self.example(&["Client"], &self.first_call()));
        lines
    }

    /// The statements that create a client and, if an operation allows it, make a call.
    fn first_call(&self) -> Vec<Line> {
        let mut statements =
            vec![line!["let client = Client::builder()", self.settings(), ".build()?;"]];
        if let Some(call) = self.call() {
            statements.push(line!["let response = client", call, ".send().await?;"]);
            statements.push("println!(\"{}\", response.status());".into());
        } else {
            statements.push("println!(\"{client:?}\");".into());
        }
        statements
    }

    fn errors(&self) -> Vec<Line> {
        let Some(call) = self.call() else { return Vec::new() };
        let mut lines = self.section("Errors");
        lines.extend(self.paragraph(&[
            "A call fails with an [`Error`]. [`Error::api`] is the decoded body of an error response,",
            "[`Error::kind`] says what happened, and predicates such as [`Error::is_rate_limited`] say",
            "what to do. Calls that failed in passing have already been retried.",
        ]));
        lines.push(Line::default());
        let code = [
            line!["match client", call, ".send().await {"],
            "    Ok(response) => println!(\"{}\", response.status()),".into(),
            "    Err(error) if error.is_rate_limited() => {".into(),
            "        println!(\"try again in {:?}\", error.retry_after());".into(),
            "    }".into(),
            "    Err(error) => match error.api() {".into(),
            "        Some(body) => println!(\"{:?}: {body:?}\", error.status()),".into(),
            "        None => return Err(error.into()),".into(),
            "    },".into(),
            "}".into(),
        ];
        lines.extend(self.with_client(&code));
        lines
    }

    fn many_requests(&self) -> Vec<Line> {
        let mut lines = self.section("Many requests");
        lines.extend(self.paragraph(&[
            "A [`Client`] is cheap to clone. Clones share connections, a budget of retries, and what is",
            "known of the server's rate limit, so that calls from many tasks stay below it.",
        ]));
        lines.extend(self.bulk());
        if let Some((operation, item, max)) = self.list_operation() {
            let name = &operation.name;
            lines.push(Line::default());
            let text = " items; longer lists are sent in chunks:";
            lines.push(line!["`", name.shown(), "` takes at most ", max, text]);
            lines.push(Line::default());
            let arguments = line!["client: Client, items: Vec<types::", item, ">"];
            let code = [
                line!["for chunk in items.chunks(", max, ") {"],
                line!["    client.", name, "(chunk.to_vec()).send().await?;"],
                "}".into(),
            ];
            lines.extend(self.function(&["Client", "types"], &arguments, &code));
        }
        lines
    }

    /// The first method for any number of items.
    fn bulk(&self) -> Vec<Line> {
        let mut operations = self.api.operations.iter().filter(|it| !it.docs.deprecated);
        let Some(bulk) = operations.find_map(|operation| operation.bulk.as_ref()) else {
            return Vec::new();
        };
        let mut lines = bulk_example::guide(self.api).collect::<Vec<_>>();
        let name = &bulk.name;
        let text = "` takes any number of items. It sends them in as few requests as the API allows, reads";
        lines.extend([Line::default(), line!["`", name.shown(), text]]);
        lines.extend(["the results, and tells what became of each:".into(), Line::default()]);
        let item = &self.api.type_of(bulk.body.item).name;
        let arguments = line!["client: Client, items: Vec<types::", item, ">"];
        let code = [
            line!["let mut updates = client.", name, "().run(items);"],
            "while let Some(outcome) = updates.next().await? {".into(),
            "    if !outcome.result.is_updated() {".into(),
            "        println!(\"{}: {:?}\", outcome.id, outcome.result);".into(),
            "    }".into(),
            "}".into(),
            "println!(\"{} updated\", updates.summary().updated);".into(),
        ];
        lines.extend(self.function(&["Client", "types"], &arguments, &code));
        lines
    }

    fn features(&self, paths: &BTreeSet<String>) -> Vec<Line> {
        let mut lines = self.section("Features");
        lines.extend(Line::all(FEATURES));
        if surface::has_dates(paths) {
            lines.extend(Line::all(DATE_FEATURES));
        }
        lines
    }

    fn section(&self, title: &'static str) -> Vec<Line> {
        vec![Line::default(), line![self.medium.heading(), " ", title], Line::default()]
    }

    /// A paragraph whose links are code in the README.
    fn paragraph(&self, lines: &[&'static str]) -> Vec<Line> {
        let line = |line: &&'static str| match self.medium {
            Medium::Rustdoc => Line::from(*line),
            Medium::Readme => Line::from(*line).replace("[`", "`").replace("`]", "`"),
        };
        lines.iter().map(line).collect()
    }

    fn with_client(&self, code: &[Line]) -> Vec<Line> {
        self.function(&["Client"], &"client: Client".into(), code)
    }

    fn example(&self, imports: &[&'static str], code: &[Line]) -> Vec<Line> {
        self.function(imports, &Line::default(), code)
    }

    /// An example: an asynchronous function with that body, which compiles and is not called.
    fn function(&self, imports: &[&'static str], arguments: &Line, code: &[Line]) -> Vec<Line> {
        let krate = self.crate_name.to_token_stream();
        let import = match imports {
            [only] => line!["use ", krate, "::", *only, ";"],
            several => line!["use ", krate, "::{", Line::joined(several, ", "), "};"],
        };
        let head =
            line!["async fn run(", arguments, ") -> Result<(), Box<dyn std::error::Error>> {"];
        let (open, hidden) = match self.medium {
            Medium::Rustdoc => ("```", "# "),
            Medium::Readme => ("```rust", ""),
        };
        let indent = if hidden.is_empty() { "    " } else { "" };
        let mut lines = vec![open.into(), import, Line::default(), line![hidden, head]];
        lines.extend(code.iter().map(|line| line![indent, line]));
        lines.extend([line![hidden, indent, "Ok(())"], line![hidden, "}"], "```".into()]);
        lines
    }

    /// The settings without which no client can be built.
    fn settings(&self) -> Line {
        let mut settings = Line::default();
        let server = self.api.servers.first().filter(|server| is_absolute(&server.url));
        if server.is_none() {
            settings = ".base_url(\"https://api.example.com\")".into();
        }
        let variables = server.into_iter().flat_map(|server| &server.variables);
        for variable in variables.filter(|variable| variable.default.is_none()) {
            let value = variable.allowed.first().map_or("example", String::as_str);
            let value = Literal::string(value);
            settings = line![settings, ".", variable.method, "(", value, ")"];
        }
        let has_token = self.api.schemes.iter().any(|it| it.method.as_str() == "token");
        line![settings, if has_token { ".token(\"secret\")" } else { "" }]
    }

    /// A call of the first operation whose required arguments are strings or integers, as a method
    /// of the client.
    fn call(&self) -> Option<Line> {
        self.api.operations.iter().filter(|operation| !operation.docs.deprecated).find_map(call)
    }

    /// The first operation that takes nothing but a list of limited length and has no method for any
    /// number of items, with the type of its items and their number.
    fn list_operation(&self) -> Option<(&Operation, &TypeName, usize)> {
        self.api.operations.iter().filter(|it| it.bulk.is_none()).find_map(|operation| {
            let has_parameters = operation.parameters.iter().any(|parameter| parameter.required);
            let body = operation.body.as_ref().filter(|body| body.required && !has_parameters)?;
            let items = body.items.as_ref()?;
            let TypeRef::Named(id) = items.ty else { return None };
            (!operation.docs.deprecated).then(|| (operation, &self.api.type_of(id).name, items.max))
        })
    }
}

/// Whether requests can be sent to the URL. A relative one depends on where the description was
/// read from (OpenAPI 3.1, Server Object).
fn is_absolute(url: &str) -> bool {
    url.contains("://")
}

fn call(operation: &Operation) -> Option<Line> {
    let has_body = operation.body.as_ref().is_some_and(|body| body.required);
    if has_body || operation.required_name.is_some() {
        return None;
    }
    let required = operation.parameters.iter().filter(|parameter| parameter.required);
    let arguments = required.map(|parameter| match parameter.ty {
        TypeRef::String => Some("\"example\""),
        TypeRef::Integer(_) => Some("1"),
        _ => None,
    });
    let arguments: Vec<&'static str> = arguments.collect::<Option<_>>()?;
    Some(line![".", operation.name, "(", Line::joined(&arguments, ", "), ")"])
}

const FEATURES: &str = "\
| feature | |
|---|---|
| `client` | the client; enabled by default. Without it, there are the types and their JSON only |
| `rustls` | TLS by rustls with ring; enabled by default |
| `native-tls` | TLS by the library of the operating system |
| `bundled-roots` | `HttpTransportBuilder::bundled_roots`: Mozilla's root certificates in place of those of the system |
| `gzip` | `HttpTransportBuilder::gzip`: responses that the server compresses |
| `http2` | HTTP/2, if the server supports it |
| `blocking` | the trait `Wait`: `.wait()` in place of `.await` |
| `testing` | a mock transport and a paused clock, for tests of programs that use this crate |
| `tracing` | `tracing` spans of each call and its attempts |
| `opentelemetry-0-33` | OpenTelemetry: the duration of each request as a metric, and the trace in its headers |
| `reqwest-0-13` | a `reqwest::Client` of the program for all requests |";

const DATE_FEATURES: &str = "\
| `jiff-1`, `chrono-0-4`, `time-0-3` | conversions of dates to and from those of `jiff`, `chrono` and `time` |";
