//! The guide to a client, for the front page of its documentation and its README: dependency, quick
//! start, errors, many requests, features.
//!
//! Invariant: the examples are made from the API, and compile as they are.

use quote::{format_ident, quote};

use super::operation_table::Medium;
use super::type_ref::tokens;
use super::{Origin, manifest};
use crate::format::File;
use crate::rust::{Api, Operation, TypeRef};

/// The lines of the guide.
pub(super) fn lines(api: &Api, origin: Origin<'_>, medium: Medium) -> Vec<String> {
    let guide = Guide { api, crate_name: origin.crate_name, medium };
    let mut lines = guide.dependency();
    lines.extend(guide.quick_start());
    lines.extend(guide.errors());
    lines.extend(guide.many_requests());
    lines.extend(guide.features());
    lines
}

/// `examples/quick_start.rs`: a program that makes one call.
pub(super) fn example(api: &Api, origin: Origin<'_>) -> (String, File) {
    let guide = Guide { api, crate_name: origin.crate_name, medium: Medium::Readme };
    let krate = format_ident!("{}", origin.crate_name.replace('-', "_"));
    let statements = tokens(&guide.first_call().join("\n"));
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
                #statements
                Ok(())
            }
        });
    } else {
        items.push(quote! {
            fn main() -> Result<(), Box<dyn Error>> {
                #statements
                Ok(())
            }
        });
    }
    let docs = vec!["Creates a client and makes one call.".to_owned()];
    ("examples/quick_start.rs".to_owned(), File::new(docs, items))
}

struct Guide<'a> {
    api: &'a Api,
    crate_name: &'a str,
    medium: Medium,
}

impl Guide<'_> {
    fn dependency(&self) -> Vec<String> {
        let version = manifest::version(&self.api.version);
        let mut lines = self.section("Dependency");
        lines.extend(["```toml".to_owned(), "[dependencies]".to_owned()]);
        lines.push(format!("{} = \"{version}\"", self.crate_name));
        lines.extend([
            "tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }".to_owned(),
            "```".to_owned(),
        ]);
        lines
    }

    fn quick_start(&self) -> Vec<String> {
        let mut lines = self.section("Quick start");
        lines.extend(self.example(&["Client"], &self.first_call()));
        lines
    }

    /// The statements that create a client and, if an operation allows it, make a call.
    fn first_call(&self) -> Vec<String> {
        let mut statements =
            vec![format!("let client = Client::builder(){}.build()?;", self.settings())];
        if let Some(call) = self.call() {
            statements.push(format!("let response = client{call}.send().await?;"));
            statements.push("println!(\"{}\", response.status());".to_owned());
        } else {
            statements.push("println!(\"{client:?}\");".to_owned());
        }
        statements
    }

    fn errors(&self) -> Vec<String> {
        let Some(call) = self.call() else { return Vec::new() };
        let mut lines = self.section("Errors");
        lines.extend(self.paragraph(&[
            "A call fails with an [`Error`]. [`Error::api`] is the decoded body of an error response,",
            "[`Error::kind`] says what happened, and predicates such as [`Error::is_rate_limited`] say",
            "what to do. Calls that failed in passing have already been retried.",
        ]));
        lines.push(String::new());
        let code = [
            format!("match client{call}.send().await {{"),
            "    Ok(response) => println!(\"{}\", response.status()),".to_owned(),
            "    Err(error) if error.is_rate_limited() => {".to_owned(),
            "        println!(\"try again in {:?}\", error.retry_after());".to_owned(),
            "    }".to_owned(),
            "    Err(error) => match error.api() {".to_owned(),
            "        Some(body) => println!(\"{:?}: {body:?}\", error.status()),".to_owned(),
            "        None => return Err(error.into()),".to_owned(),
            "    },".to_owned(),
            "}".to_owned(),
        ];
        lines.extend(self.with_client(&code));
        lines
    }

    fn many_requests(&self) -> Vec<String> {
        let mut lines = self.section("Many requests");
        lines.extend(self.paragraph(&[
            "A [`Client`] is cheap to clone. Clones share connections, a budget of retries, and what is",
            "known of the server's rate limit, so that calls from many tasks stay below it.",
        ]));
        if let Some((operation, item, max)) = self.list_operation() {
            let name = operation.name.as_str();
            lines.push(String::new());
            lines.push(format!(
                "`{}` takes at most {max} items; longer lists are sent in chunks:",
                name.trim_start_matches("r#")
            ));
            lines.push(String::new());
            let arguments = format!("client: Client, items: Vec<types::{item}>");
            let code = [
                format!("for chunk in items.chunks({max}) {{"),
                format!("    client.{name}(chunk.to_vec()).send().await?;"),
                "}".to_owned(),
            ];
            lines.extend(self.function(&["Client", "types"], &arguments, &code));
        }
        lines
    }

    fn features(&self) -> Vec<String> {
        let mut lines = self.section("Features");
        lines.extend(FEATURES.lines().map(str::to_owned));
        lines
    }

    fn section(&self, title: &str) -> Vec<String> {
        vec![String::new(), format!("{} {title}", self.medium.heading()), String::new()]
    }

    /// A paragraph whose links are code in the README.
    fn paragraph(&self, lines: &[&str]) -> Vec<String> {
        let line = |line: &&str| match self.medium {
            Medium::Rustdoc => (*line).to_owned(),
            Medium::Readme => line.replace("[`", "`").replace("`]", "`"),
        };
        lines.iter().map(line).collect()
    }

    fn with_client(&self, code: &[String]) -> Vec<String> {
        self.function(&["Client"], "client: Client", code)
    }

    fn example(&self, imports: &[&str], code: &[String]) -> Vec<String> {
        self.function(imports, "", code)
    }

    /// An example: an asynchronous function with that body, which compiles and is not called.
    fn function(&self, imports: &[&str], arguments: &str, code: &[String]) -> Vec<String> {
        let krate = self.crate_name.replace('-', "_");
        let import = match imports {
            [only] => format!("use {krate}::{only};"),
            several => format!("use {krate}::{{{}}};", several.join(", ")),
        };
        let head =
            format!("async fn run({arguments}) -> Result<(), Box<dyn std::error::Error>> {{");
        let (open, hidden) = match self.medium {
            Medium::Rustdoc => ("```", "# "),
            Medium::Readme => ("```rust", ""),
        };
        let indent = if hidden.is_empty() { "    " } else { "" };
        let mut lines = vec![open.to_owned(), import, String::new(), format!("{hidden}{head}")];
        lines.extend(code.iter().map(|line| format!("{indent}{line}")));
        lines.extend([format!("{hidden}{indent}Ok(())"), format!("{hidden}}}"), "```".to_owned()]);
        lines
    }

    /// The settings without which no client can be built.
    fn settings(&self) -> String {
        let mut settings = String::new();
        let server = self.api.servers.first().filter(|server| is_absolute(&server.url));
        if server.is_none() {
            settings.push_str(".base_url(\"https://api.example.com\")");
        }
        let variables = server.into_iter().flat_map(|server| &server.variables);
        for variable in variables.filter(|variable| variable.default.is_none()) {
            let value = variable.allowed.first().map_or("example", String::as_str);
            let value = value.escape_default();
            settings.push_str(&format!(".{}(\"{value}\")", variable.method.as_str()));
        }
        let has_token = self.api.schemes.iter().any(|it| it.method.as_str() == "token");
        settings.push_str(if has_token { ".token(\"secret\")" } else { "" });
        settings
    }

    /// A call of the first operation whose required arguments are strings or integers, as a method
    /// of the client.
    fn call(&self) -> Option<String> {
        self.api.operations.iter().filter(|operation| !operation.docs.deprecated).find_map(call)
    }

    /// The first operation that takes nothing but a list of limited length, with the type of its
    /// items and their number.
    fn list_operation(&self) -> Option<(&Operation, &str, usize)> {
        self.api.operations.iter().find_map(|operation| {
            let has_parameters = operation.parameters.iter().any(|parameter| parameter.required);
            let body = operation.body.as_ref().filter(|body| body.required && !has_parameters)?;
            let items = body.items.as_ref()?;
            let TypeRef::Named(id) = items.ty else { return None };
            (!operation.docs.deprecated)
                .then(|| (operation, self.api.type_of(id).name.as_str(), items.max))
        })
    }
}

/// Whether requests can be sent to the URL. A relative one depends on where the description was
/// read from (OpenAPI 3.1, Server Object).
fn is_absolute(url: &str) -> bool {
    url.contains("://")
}

fn call(operation: &Operation) -> Option<String> {
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
    let arguments: Vec<&str> = arguments.collect::<Option<_>>()?;
    Some(format!(".{}({})", operation.name.as_str(), arguments.join(", ")))
}

const FEATURES: &str = "\
| feature | |
|---|---|
| `rustls` | TLS by rustls with ring; enabled by default |
| `native-tls` | TLS by the library of the operating system |
| `http2` | HTTP/2, if the server supports it |
| `blocking` | the trait `Wait`: `.wait()` in place of `.await` |
| `testing` | a mock transport and a paused clock, for tests of programs that use this crate |
| `tracing` | a `tracing` span for each call |
| `opentelemetry-0-33` | the duration of each request as an OpenTelemetry metric |
| `reqwest-0-13` | a `reqwest::Client` of the program for all requests |";
