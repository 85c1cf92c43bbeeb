//! Building clients from their configuration.

use std::time::Duration;

use crate::runtime::auth::Credential;
use crate::runtime::client::{Api, CallOptions, ClientBuilder, ConfigError, Server};
use crate::runtime::system::Timeout;

use crate::tests::support::Harness;
use crate::tests::support::api::{API, operation};
use crate::tests::support::transport::ScriptedResponse;

fn builder() -> ClientBuilder {
    ClientBuilder::new(&API).server_variable("org", "acme")
}

fn problem(builder: ClientBuilder) -> ConfigError {
    builder.build().unwrap_err()
}

/// The base URL of the requests of a client.
fn base(change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> String {
    let harness = Harness::new([ScriptedResponse::empty(200)]);
    let client = change(harness.builder.clone()).build().unwrap();
    let operation = operation(|operation| operation.path = "/end");
    harness.run(client.execute::<()>(client.request(operation), CallOptions::new())).unwrap();
    harness.transport.request().uri().to_string().trim_end_matches("/end").to_owned()
}

#[test]
fn server_variables_are_substituted_in_the_url() {
    assert_eq!(base(|builder| builder), "https://acme.api.example.com/v1");
    assert_eq!(
        base(|builder| builder.server_variable("base", "a/b")),
        "https://acme.api.example.com/a/b"
    );
}

#[test]
fn a_base_url_replaces_the_servers() {
    let urls = [
        ("https://example.com", "https://example.com"),
        ("https://example.com:8443/a/", "https://example.com:8443/a"),
        ("http://localhost:1234", "http://localhost:1234"),
        ("http://LOCALHOST:1234", "http://LOCALHOST:1234"),
        ("http://127.0.0.9/x", "http://127.0.0.9/x"),
        ("http://[::1]:80", "http://[::1]:80"),
    ];
    for (url, expected) in urls {
        assert_eq!(base(|builder| builder.base_url(url)), expected);
    }
}

#[test]
fn a_variable_without_a_default_has_to_be_set() {
    assert_eq!(
        problem(ClientBuilder::new(&API)),
        ConfigError::MissingServerVariable { name: "org" }
    );
}

#[test]
fn a_variable_in_the_host_is_one_dns_label() {
    let long = "a".repeat(64);
    let names =
        ["", "a.b", "a/b", "a@b", "a:b", "a#", "-a", "a-", "ü", "a b", "a%2e", long.as_str()];
    for name in names {
        let problem = problem(builder().server_variable("org", name));
        assert_eq!(problem, ConfigError::ServerVariableNotHostLabel { name: "org" }, "{name}");
    }
    for name in ["a", "A-1", "0", &long[1..]] {
        assert!(builder().server_variable("org", name).build().is_ok(), "{name}");
    }
}

#[test]
fn a_variable_in_the_path_is_a_relative_path() {
    for text in ["", "..", "a/../b", "a//b", "/a", "a?b", "a#b", "a b", "%2e%2e"] {
        let problem = problem(builder().server_variable("base", text));
        assert_eq!(problem, ConfigError::ServerVariableNotPath { name: "base" }, "{text}");
    }
}

#[test]
fn a_variable_has_one_of_the_listed_values() {
    let builder = ClientBuilder::new(&API).server(2);
    assert!(builder.clone().server_variable("region", "us").build().is_ok());
    assert!(builder.clone().build().is_ok());
    let problem = problem(builder.server_variable("region", "mars"));
    assert_eq!(
        problem,
        ConfigError::ServerVariableNotAllowed { name: "region", allowed: &["eu", "us"] }
    );
    assert_eq!(problem.to_string(), "set the server variable `region` to one of: eu, us");
}

#[test]
fn a_variable_that_the_server_does_not_have_is_an_error() {
    let problem = problem(builder().server_variable("orgg", "acme"));
    assert_eq!(problem, ConfigError::UnknownServerVariable { name: "orgg".to_owned() });
}

#[test]
fn a_server_that_does_not_exist_is_an_error() {
    let problem = problem(builder().server(3));
    assert_eq!(problem, ConfigError::UnknownServer { index: 3, count: 3 });
}

#[test]
fn without_a_server_to_call_a_base_url_is_needed() {
    static NONE: Api = Api { name: "a", version: "1", servers: &[], schemes: &[] };
    assert_eq!(problem(ClientBuilder::new(&NONE)), ConfigError::MissingBaseUrl);
    assert_eq!(problem(ClientBuilder::new(&API).server(1)), ConfigError::MissingBaseUrl);
    for url in ["", "v1", "./v1"] {
        let servers = Box::leak(Box::new([Server { url, variables: &[] }]));
        let api = Box::leak(Box::new(Api { name: "a", version: "1", servers, schemes: &[] }));
        assert_eq!(problem(ClientBuilder::new(api)), ConfigError::MissingBaseUrl, "{url}");
    }
    assert!(ClientBuilder::new(&NONE).base_url("https://example.com").build().is_ok());
}

#[test]
fn each_wrong_base_url_has_its_own_error() {
    let urls = [
        ("", ConfigError::InvalidBaseUrl),
        ("example.com", ConfigError::InvalidBaseUrl),
        ("/v1", ConfigError::InvalidBaseUrl),
        ("https://", ConfigError::InvalidBaseUrl),
        ("https://example.com:99999", ConfigError::InvalidBaseUrl),
        ("https://exa mple.com", ConfigError::InvalidBaseUrl),
        ("http://example.com", ConfigError::InsecureBaseUrl),
        ("http://localhost.example.com", ConfigError::InsecureBaseUrl),
        ("http://127.0.0.1.example.com", ConfigError::InsecureBaseUrl),
        ("ftp://localhost", ConfigError::InsecureBaseUrl),
        ("https://user:password@example.com", ConfigError::CredentialsInBaseUrl),
        ("http://localhost@example.com", ConfigError::CredentialsInBaseUrl),
        ("https://example.com?a=b", ConfigError::QueryInBaseUrl),
        ("https://example.com/#a", ConfigError::QueryInBaseUrl),
    ];
    for (url, expected) in urls {
        assert_eq!(problem(builder().base_url(url)), expected, "{url}");
    }
}

#[test]
fn a_server_of_the_description_is_checked_like_a_base_url() {
    static PLAIN: Api = Api {
        name: "a",
        version: "1",
        servers: &[Server { url: "http://example.com", variables: &[] }],
        schemes: &[],
    };
    assert_eq!(problem(ClientBuilder::new(&PLAIN)), ConfigError::InsecureBaseUrl);
}

#[test]
fn each_wrong_credential_has_its_own_error() {
    let token = || Credential::token("t");
    let unknown = problem(builder().credential("tokenn", token()));
    assert_eq!(unknown, ConfigError::UnknownScheme { name: "tokenn".to_owned() });
    for (scheme, credential) in
        [("user", token()), ("signature", token()), ("token", Credential::basic("u", "p"))]
    {
        let problem = problem(builder().credential(scheme, credential));
        assert_eq!(problem, ConfigError::CredentialMismatch { scheme });
    }
    for text in ["", "ü", "a b", "a\n", "a\u{7f}"] {
        let problem = problem(builder().credential("token", Credential::token(text)));
        assert_eq!(problem, ConfigError::InvalidCredential { scheme: "token" }, "{text}");
    }
    for (user, password) in [("a:b", "p"), ("a\n", "p"), ("a", "p\0")] {
        let problem = problem(builder().credential("user", Credential::basic(user, password)));
        assert_eq!(problem, ConfigError::InvalidCredential { scheme: "user" });
    }
}

#[test]
fn zero_timeouts_and_a_zero_size_limit_are_rejected() {
    let zero = Duration::ZERO;
    assert_eq!(problem(builder().attempt_timeout(zero)), ConfigError::ZeroTimeout);
    assert_eq!(problem(builder().operation_timeout(zero)), ConfigError::ZeroTimeout);
    assert_eq!(problem(builder().connect_timeout(zero)), ConfigError::ZeroTimeout);
    assert_eq!(problem(builder().max_response_bytes(0)), ConfigError::ZeroResponseLimit);
    assert!(builder().connect_timeout(Timeout::Disabled).build().is_ok());
}

#[test]
fn each_wrong_header_has_its_own_error() {
    assert_eq!(problem(builder().user_agent("a\nb")), ConfigError::InvalidUserAgent);
    for (name, value) in [("a b", "c"), ("", "c"), ("x-a", "b\r\nc")] {
        let problem = problem(builder().default_header(name, value));
        assert_eq!(problem, ConfigError::InvalidHeader { name: name.to_owned() });
    }
}

#[test]
fn the_user_agent_of_the_application_precedes_that_of_the_client() {
    let harness = Harness::new([ScriptedResponse::empty(200)]);
    let client = harness.builder.clone().user_agent("shop/2").build().unwrap();
    let request = client.request(operation(|_| {}));
    harness.run(client.execute::<()>(request, CallOptions::new())).unwrap();
    assert_eq!(harness.transport.request().headers()["user-agent"], "shop/2 pets-client/1.2.3");
}

#[test]
fn plain_http_is_allowed_for_other_hosts_by_choice() {
    let url = "http://service.cluster.local:8080";
    assert_eq!(base(|builder| builder.allow_plain_http().base_url(url)), url);
    assert_eq!(problem(builder().base_url(url)), ConfigError::InsecureBaseUrl);

    let harness = Harness::new([ScriptedResponse::empty(200)]);
    let client = harness.builder.clone().allow_plain_http().build().unwrap();
    let options = CallOptions::new().base_url(url);
    harness.run(client.execute::<()>(client.request(operation(|_| {})), options)).unwrap();
    assert_eq!(harness.transport.request().uri().scheme_str(), Some("http"));
    let other = problem(builder().allow_plain_http().base_url("ftp://example.com"));
    assert_eq!(other, ConfigError::InsecureBaseUrl);
}
