//! What the generated crate exports from its runtime, at its root and in a few modules.
//!
//! Everything else in the runtime is private. Invariant: each type that occurs in the signature of
//! an exported item is exported as well, apart from traits that only generated code implements.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::client_credentials;
use super::type_ref::tokens;
use crate::rust::Api;
use crate::text::{Line, line};

/// When something is exported.
#[derive(Clone, Copy)]
enum When {
    Always,
    /// If generated code names the first of the names.
    IfUsed,
    /// If an operation declares problem details as an error.
    IfProblems,
    /// With the client, if an operation has a method for any number of items.
    IfBulk,
    /// If a security scheme has the flow `clientCredentials` of OAuth 2.
    IfClientCredentials,
    /// With this feature.
    Feature(&'static str),
}

/// The feature of everything but types and their JSON.
const CLIENT: &str = "client";

/// The folders of the runtime that types need.
const OF_TYPES: &[&str] = &["json", "scalars"];

/// Names of one folder of the runtime.
struct Export {
    folder: &'static str,
    names: &'static [&'static str],
    when: When,
}

const fn export(folder: &'static str, names: &'static [&'static str], when: When) -> Export {
    Export { folder, names, when }
}

/// At the root of the crate.
const ROOT: &[Export] = &[
    export("client", &["CallOptions", "Client", "ClientBuilder", "ConfigError"], When::Always),
    export("client", &["Wait"], When::Feature("blocking")),
    export("jobs", &["PollPolicy", "PollPolicyError"], When::Always),
    export("jobs", &["Poller", "JobResult", "PollRequest", "Progress"], When::IfUsed),
    export("json", &["Field"], When::Always),
    export("pages", &["Pages", "Items", "PageError", "PageRequest"], When::IfUsed),
    export("request", &["Body"], When::IfUsed),
    export("request", &["Multipart", "FilePart"], When::IfUsed),
    export("request", &["SequenceBody"], When::IfUsed),
    export("request", &["Idempotence", "Operation", "RequestError"], When::Always),
    export("resilience", &["RateLimitStatus", "RateLimiter", "RateLimiting"], When::Always),
    export(
        "resilience",
        &[
            "FailedRequest",
            "Retry",
            "RetryBudget",
            "RetryDecision",
            "RetryPolicy",
            "RetryPolicyError",
        ],
        When::Always,
    ),
    export("response", &["ByteStream", "Error", "ErrorKind", "Response"], When::Always),
    export("response", &["Header"], When::IfUsed),
    export("response", &["Problem"], When::IfProblems),
    export("scalars", &["Base64"], When::IfUsed),
    export("scalars", &["Base64Url"], When::IfUsed),
    export("scalars", &["Date"], When::IfUsed),
    export("scalars", &["DateTime"], When::IfUsed),
    export("streams", &["EventStream"], When::IfUsed),
    export("streams", &["JsonLines"], When::IfUsed),
    export("streams", &["JsonSequence"], When::IfUsed),
    export("streams", &["ReconnectingEvents", "Reconnection"], When::IfUsed),
    export("system", &["Clock", "Random", "SystemClock", "SystemRandom", "Timeout"], When::Always),
];

/// A module of the crate that consists of exports.
struct Module {
    name: &'static str,
    docs: &'static str,
    when: When,
    exports: &'static [Export],
}

const MODULES: &[Module] = &[
    Module {
        name: "auth",
        docs: " Credentials and the tokens in them.",
        when: When::Feature(CLIENT),
        exports: &[
            export("auth", &["Credential", "Token", "TokenProvider"], When::Always),
            export("auth", &["ClientCredentials", "TOKEN_REQUEST"], When::IfClientCredentials),
        ],
    },
    Module {
        name: "bulk",
        docs: " Many items in few requests, each with its outcome.",
        when: When::IfBulk,
        exports: &[export(
            "bulk",
            &[
                "Bulk",
                "BulkError",
                "BulkRequest",
                "Closed",
                "Failure",
                "Handle",
                "ItemResult",
                "Journal",
                "JournalError",
                "JournalStorage",
                "Outcome",
                "Report",
                "Run",
                "Sender",
                "Summary",
                "UnknownReason",
            ],
            When::Always,
        )],
    },
    Module {
        name: "json",
        docs: " Decoding of JSON text, and its errors.",
        when: When::Always,
        exports: &[export(
            "json",
            &["DecodeError", "DecodeErrorKind", "Kind", "from_slice", "from_str"],
            When::Always,
        )],
    },
    Module {
        name: "observe",
        docs: " Observers of calls.",
        when: When::Feature(CLIENT),
        exports: &[
            export("observe", &["Event", "EventKind", "Observer", "Outcome"], When::Always),
            export("observe", &["Metrics"], When::Feature("opentelemetry-0-33")),
        ],
    },
    Module {
        name: "transport",
        docs: " Transports and the bodies that they send and receive.",
        when: When::Feature(CLIENT),
        exports: &[
            export(
                "request",
                &["BodyStream", "BoxError", "OutgoingBody", "RequestBody"],
                When::Always,
            ),
            export("system", &["BoxFuture"], When::Always),
            export(
                "transport",
                &[
                    "HttpTransport",
                    "HttpTransportBuilder",
                    "Phase",
                    "Redirects",
                    "ResponseBody",
                    "TlsVersion",
                    "Transport",
                    "TransportError",
                ],
                When::Always,
            ),
        ],
    },
    Module {
        name: "testing",
        docs: " Tests without a network and without waiting.",
        when: When::Feature("testing"),
        exports: &[export(
            "testing",
            &["MockResponse", "MockTransport", "PausedClock", "VerifyError"],
            When::Always,
        )],
    },
];

/// The exports at the root, one line for each folder and feature.
pub(super) fn root(api: &Api, paths: &BTreeSet<String>) -> TokenStream {
    lines(ROOT.iter().filter(is_declared(api)), paths, Some(CLIENT))
}

/// Whether the API declares what an export is for.
fn is_declared(api: &Api) -> impl Fn(&&Export) -> bool {
    let has_problems = api.operations.iter().any(|operation| operation.has_problems);
    let has_flow = client_credentials::is_used(api);
    move |export| match export.when {
        When::IfProblems => has_problems,
        When::IfClientCredentials => has_flow,
        When::Always | When::IfUsed | When::IfBulk | When::Feature(_) => true,
    }
}

/// Whether the crate exports a type for dates.
pub(super) fn has_dates(paths: &BTreeSet<String>) -> bool {
    ["Date", "DateTime"].iter().any(|name| paths.iter().any(|text| imports(text, name)))
}

/// The modules of exports.
pub(super) fn modules(api: &Api) -> Vec<TokenStream> {
    let has_bulk = api.operations.iter().any(|operation| operation.bulk.is_some());
    let is_open = |module: &&Module| has_bulk || !matches!(module.when, When::IfBulk);
    let is_declared = is_declared(api);
    let module = |Module { name, docs, when, exports }: &Module| {
        let name = format_ident!("{name}");
        let feature = when.attribute();
        // A module with a feature has what that feature implies.
        let client = feature.is_none().then_some(CLIENT);
        let exports = exports.iter().filter(&is_declared);
        let lines = lines(exports, &BTreeSet::new(), client);
        quote!(#[doc = #docs] #feature pub mod #name { #lines })
    };
    MODULES.iter().filter(is_open).map(module).collect()
}

/// One line for each folder and feature. `client` is the feature that the client needs here.
fn lines<'e>(
    exports: impl IntoIterator<Item = &'e Export>,
    paths: &BTreeSet<String>,
    client: Option<&'static str>,
) -> TokenStream {
    let mut lines: BTreeMap<(Option<&'static str>, &'static str), Vec<&'static str>> =
        BTreeMap::new();
    for Export { folder, names, when } in exports {
        let client = client.filter(|_| !OF_TYPES.contains(folder));
        let (feature, is_exported) = match (when, names) {
            (When::Always | When::IfProblems | When::IfBulk | When::IfClientCredentials, _) => {
                (client, true)
            }
            (When::IfUsed, [first, ..]) => (client, paths.iter().any(|text| imports(text, first))),
            (When::IfUsed, []) => (client, false),
            (When::Feature(feature), _) => (Some(*feature), true),
        };
        if is_exported {
            lines.entry((feature, folder)).or_default().extend(*names);
        }
    }
    let lines = lines.into_iter().map(|((feature, folder), mut names)| {
        names.sort_unstable();
        let names = match names.as_slice() {
            [only] => Line::from(*only),
            several => line!["{", Line::joined(several, ", "), "}"],
        };
        let feature = feature.map(|feature| quote!(#[cfg(feature = #feature)]));
        let path = tokens(&line!["crate::runtime::", folder, "::", names]);
        quote!(#feature pub use #path;)
    });
    quote!(#(#lines)*)
}

/// Whether a file names something at the root of the crate.
fn imports(text: &str, name: &str) -> bool {
    text.split("crate::").skip(1).any(|rest| {
        let list = rest.strip_prefix('{').and_then(|group| group.split('}').next());
        let names = list.unwrap_or_else(|| rest.split([';', '<', ' ', ':']).next().unwrap_or(""));
        names.split(',').any(|listed| listed.trim() == name)
    })
}

impl When {
    fn attribute(self) -> Option<TokenStream> {
        match self {
            Self::Always | Self::IfUsed | Self::IfProblems | Self::IfClientCredentials => None,
            Self::IfBulk => Self::Feature(CLIENT).attribute(),
            Self::Feature(feature) => Some(quote!(#[cfg(feature = #feature)])),
        }
    }
}
