//! Tests of the runtime of generated clients, in the folders of the runtime.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that meets something unexpected is to fail there"
)]

mod auth {
    mod client_credentials;
    mod credentials;
    mod redaction;
    mod token_cache;
}

mod bulk {
    mod chunks;
    mod crashes;
    mod ending;
    mod invariants;
    mod item_retries;
    mod journal;
    mod journal_model;
    mod random_case;
    mod random_run;
    mod refusals;
    mod response_fields;
    mod resume;
    mod settled_at_once;
    mod throughput;
    mod unknown_results;
    mod window;
}

mod client {
    mod blocking;
    mod builder;
    mod cancellation;
    mod timeouts;
}

mod jobs {
    mod cancellation;
    mod polling;
}

mod json {
    mod decoding;
    mod encoding;
    mod many_members;
    mod numbers;
    mod speed;
    mod syntax;
    mod tape;
    mod union_match;
}

mod observe {
    mod metrics;
    mod observer;
    mod propagation;
    mod spans;
}

mod pages {
    mod iteration;
    mod link_header;
    mod links;
}

mod request {
    mod building;
    mod multipart;
    mod parameters;
}

mod resilience {
    mod backoff;
    mod documented_defaults;
    mod fault_injection;
    mod idempotency_keys;
    mod random_server;
    mod rate_limit_model;
    mod rate_limiter;
    mod rate_limiter_concurrency;
    mod rate_limiter_order;
    mod rate_limits_of_operations;
    mod repeatable_streams;
    mod retries;
    mod retry_budget;
    mod retry_decisions;
}

mod response {
    mod errors;
    mod failure_class;
    mod raw_response;
    mod retry_after;
    mod typed_headers;
}

mod scalars {
    mod base64;
    mod date_conversions;
    mod dates;
}

mod streams;

mod folders;
mod support;

mod system {
    mod thread_timer;
}

mod transport {
    mod bundled_roots;
    mod compression;
    mod early_refusal;
    mod http_transport;
    mod transport_builder;
}
