//! Configurations that the client builder rejects.

use std::time::Duration;

use kustomer_client::auth::Credential;
use kustomer_client::{Client, ClientBuilder, ConfigError};

use super::support::TOKEN;

fn config_error(configure: impl FnOnce(ClientBuilder) -> ClientBuilder) -> ConfigError {
    configure(Client::builder().org("acme").token(TOKEN)).build().unwrap_err()
}

#[test]
fn plain_http_to_a_remote_host_is_rejected() {
    for url in [
        "http://acme.api.kustomerapp.com/v1",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://192.168.0.1",
        "http://10.0.0.1:8080",
        "http://0.0.0.0",
        "http://[2001:db8::1]",
        "ftp://127.0.0.1",
    ] {
        let error = config_error(|builder| builder.base_url(url));
        assert_eq!(error, ConfigError::InsecureBaseUrl, "{url}");
    }
}

#[test]
fn plain_http_to_localhost_is_accepted() {
    for url in ["http://127.0.0.1:1", "http://localhost/v1", "http://[::1]:1/", "http://127.1.2.3"]
    {
        let builder = Client::builder().token(TOKEN).base_url(url);
        assert!(builder.build().is_ok(), "{url}");
    }
}

#[test]
fn a_base_url_without_a_host_is_rejected() {
    for url in ["", "acme", "/v1", "https://", "https:///v1", "https://a b/", "https://a:99999"] {
        let error = config_error(|builder| builder.base_url(url));
        assert_eq!(error, ConfigError::InvalidBaseUrl, "{url:?}");
    }
}

#[test]
fn a_base_url_with_credentials_or_a_query_is_rejected() {
    let error = config_error(|builder| builder.base_url("https://user:password@example.com"));
    assert_eq!(error, ConfigError::CredentialsInBaseUrl);
    for url in ["https://example.com/?a=b", "https://example.com/#a"] {
        let error = config_error(|builder| builder.base_url(url));
        assert_eq!(error, ConfigError::QueryInBaseUrl, "{url}");
    }
}

#[test]
fn an_invalid_token_is_rejected() {
    for token in ["", " ", "a b", "a\n", "a\r\nx-injected: b", "ü", "\u{7f}"] {
        let error = config_error(|builder| builder.token(token));
        assert_eq!(error, ConfigError::InvalidCredential { scheme: "BearerAuth" }, "{token:?}");
    }
}

#[test]
fn a_credential_for_another_scheme_is_rejected() {
    let error = config_error(|builder| builder.credential("Other", Credential::token("a")));
    assert_eq!(error, ConfigError::UnknownScheme { name: String::from("Other") });
    let error =
        config_error(|builder| builder.credential("BearerAuth", Credential::basic("a", "b")));
    assert_eq!(error, ConfigError::CredentialMismatch { scheme: "BearerAuth" });
}

#[test]
fn invalid_headers_are_rejected() {
    let error = config_error(|builder| builder.user_agent("a\nb"));
    assert_eq!(error, ConfigError::InvalidUserAgent);
    for (name, value) in [("x y", "a"), ("x-y", "a\r\nb"), ("", "a")] {
        let error = config_error(|builder| builder.default_header(name, value));
        assert_eq!(error, ConfigError::InvalidHeader { name: name.to_owned() });
    }
}

#[test]
fn zero_limits_are_rejected() {
    let error = config_error(|builder| builder.attempt_timeout(Duration::ZERO));
    assert_eq!(error, ConfigError::ZeroTimeout);
    let error = config_error(|builder| builder.operation_timeout(Duration::ZERO));
    assert_eq!(error, ConfigError::ZeroTimeout);
    let error = config_error(|builder| builder.connect_timeout(Duration::ZERO));
    assert_eq!(error, ConfigError::ZeroTimeout);
    let error = config_error(|builder| builder.max_response_bytes(0));
    assert_eq!(error, ConfigError::ZeroResponseLimit);
}

#[test]
fn an_unknown_server_variable_is_rejected() {
    let error = Client::builder().token(TOKEN).server(4).build().unwrap_err();
    assert_eq!(error, ConfigError::UnknownServer { index: 4, count: 4 });
    let error = config_error(|builder| builder.server_variable("region", "eu"));
    assert_eq!(error, ConfigError::UnknownServerVariable { name: String::from("region") });
}
