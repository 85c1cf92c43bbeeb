//! The servers of the description, and the host of an organization.

use std::sync::Arc;

use kustomer_client::operations::get_bulk_operation::OPERATION;
use kustomer_client::testing::{MockResponse, MockTransport};
use kustomer_client::{Client, ClientBuilder, ConfigError};

use super::support::{TOKEN, documents};

/// The URL of a call of the configured client.
async fn url(configure: impl FnOnce(ClientBuilder) -> ClientBuilder) -> String {
    let mock = MockTransport::new();
    mock.on(&OPERATION, [MockResponse::bytes(200, "application/json", documents::NEW_JOB)]);
    let builder = Client::builder().token(TOKEN).transport(Arc::new(mock.clone()));
    let client = configure(builder).build().unwrap();
    client.get_bulk_operation("a").send().await.unwrap();
    mock.verify().unwrap();
    mock.requests().iter().map(|request| request.uri().to_string()).collect()
}

#[tokio::test]
async fn the_org_is_the_host() {
    let url = url(|builder| builder.org("acme")).await;
    assert_eq!(url, "https://acme.api.kustomerapp.com/v1/bulk/a");
}

#[tokio::test]
async fn each_region_has_its_host() {
    let us = url(ClientBuilder::us_server).await;
    assert_eq!(us, "https://api.kustomerapp.com/v1/bulk/a");
    let eu = url(ClientBuilder::eu_server).await;
    assert_eq!(eu, "https://api.prod2.kustomerapp.com/v1/bulk/a");
    let india = url(ClientBuilder::india_server).await;
    assert_eq!(india, "https://api.prod4.kustomerapp.com/v1/bulk/a");
}

#[tokio::test]
async fn a_base_url_replaces_the_servers() {
    for base in ["https://proxy.example.com:8443/x", "https://proxy.example.com:8443/x/"] {
        let url = url(|builder| builder.org("acme").base_url(base)).await;
        assert_eq!(url, "https://proxy.example.com:8443/x/bulk/a");
    }
}

#[test]
fn a_missing_org_is_rejected() {
    let error = Client::builder().token(TOKEN).build().unwrap_err();
    assert_eq!(error, ConfigError::MissingServerVariable { name: "org" });
    assert_eq!(error.to_string(), "set the server variable `org`");
}

#[test]
fn an_org_that_is_not_a_dns_label_is_rejected() {
    let long = "a".repeat(64);
    let orgs = [
        "",
        "-",
        "-a",
        "a-",
        "a.b",
        "a.",
        ".a",
        "a/b",
        "a b",
        "a@b",
        "a:1",
        "a#",
        "a?",
        "a%2e",
        "evil.example.com/",
        "evil.example.com#",
        "user:pass@evil",
        "ü",
        "a_b",
        "a\n",
        "{org}",
        long.as_str(),
    ];
    for org in orgs {
        let error = Client::builder().org(org).token(TOKEN).build().unwrap_err();
        assert_eq!(error, ConfigError::ServerVariableNotHostLabel { name: "org" }, "{org:?}");
    }
}

#[tokio::test]
async fn an_org_that_is_a_dns_label_is_accepted() {
    let long = "a".repeat(63);
    for org in ["a", "A-1", "0", "a--b", long.as_str()] {
        let url = url(|builder| builder.org(org)).await;
        // Host names are case-insensitive.
        assert!(url.eq_ignore_ascii_case(&format!("https://{org}.api.kustomerapp.com/v1/bulk/a")));
    }
}
