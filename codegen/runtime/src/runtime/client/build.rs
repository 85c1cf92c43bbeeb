//! Checks the configuration of a client and creates it.
//!
//! The functions are not methods of the builder, whose names belong to the API: a server variable or
//! a security scheme may have any name.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::USER_AGENT;
use http::{HeaderMap, HeaderValue};

use super::api::Server;
use super::api_client::{BaseUrlSource, Client, ClientInner};
use super::builder::ClientBuilder;
use super::config_error::ConfigError;
use super::server_url;
use crate::runtime::auth::{Credential, CredentialMismatch, Scheme, SchemeCredential, Security};
use crate::runtime::request::{BaseUrl, header, is_framing};
use crate::runtime::resilience::TokenBucket;
use crate::runtime::system::Timeout;
use crate::runtime::transport::{HttpTransport, Transport};

/// Creates the client of a builder.
pub(crate) fn client(builder: ClientBuilder) -> Result<Client, ConfigError> {
    check_config(&builder)?;
    let (base_url, base_url_source) = resolve_base_url(&builder)?;
    let transport = transport(&builder, &base_url)?;
    Ok(Client::new(ClientInner {
        api: builder.api,
        base_url,
        base_url_source,
        plain_http: builder.plain_http,
        headers: default_headers(&builder)?,
        security: security(&builder)?,
        config: builder.config,
        transport,
        clock: builder.clock,
        random: builder.random,
        retry_tokens: Arc::new(TokenBucket::default()),
        rate_limiting: builder.rate_limiting,
        observer: builder.observer,
    }))
}

fn transport(
    builder: &ClientBuilder,
    base_url: &BaseUrl,
) -> Result<Arc<dyn Transport>, ConfigError> {
    if let Some(transport) = &builder.transport {
        return Ok(Arc::clone(transport));
    }
    if base_url.is_https() && !cfg!(any(feature = "rustls", feature = "native-tls")) {
        return Err(ConfigError::WithoutTls);
    }
    match HttpTransport::new(builder.connect_timeout) {
        Ok(transport) => Ok(Arc::new(transport)),
        Err(error) => Err(ConfigError::Transport { cause: causes(&error) }),
    }
}

/// An error and its causes as one text.
fn causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text.extend([": ", &cause.to_string()]);
        next = cause.source();
    }
    text
}

fn check_config(builder: &ClientBuilder) -> Result<(), ConfigError> {
    if builder.connect_timeout == Timeout::After(Duration::ZERO) {
        return Err(ConfigError::ZeroTimeout);
    }
    builder.config.check()
}

fn resolve_base_url(builder: &ClientBuilder) -> Result<(BaseUrl, BaseUrlSource), ConfigError> {
    if let Some(url) = &builder.base_url {
        return Ok((BaseUrl::parse(url, builder.plain_http)?, BaseUrlSource::Caller));
    }
    let url = server_url::expand(select_server(builder)?, &builder.server_variables)?;
    if !url.contains("://") {
        return Err(ConfigError::MissingBaseUrl);
    }
    Ok((BaseUrl::parse(&url, builder.plain_http)?, BaseUrlSource::Description))
}

fn select_server(builder: &ClientBuilder) -> Result<&'static Server, ConfigError> {
    let (index, servers) = (builder.server, builder.api.servers);
    match servers.get(index) {
        Some(server) => Ok(server),
        None if servers.is_empty() => Err(ConfigError::MissingBaseUrl),
        None => Err(ConfigError::UnknownServer { index, count: servers.len() }),
    }
}

fn default_headers(builder: &ClientBuilder) -> Result<HeaderMap, ConfigError> {
    let mut headers = HeaderMap::new();
    headers.insert(USER_AGENT, user_agent_header(builder)?);
    for (name, value) in &builder.headers {
        let (name, value) = header(name, Bytes::copy_from_slice(value.as_bytes()))
            .ok_or_else(|| ConfigError::InvalidHeader { name: name.clone() })?;
        if is_framing(&name) {
            return Err(ConfigError::FramingHeader { name: name.to_string() });
        }
        headers.insert(name, value);
    }
    Ok(headers)
}

fn user_agent_header(builder: &ClientBuilder) -> Result<HeaderValue, ConfigError> {
    let own = format!("{}/{}", builder.api.name, builder.api.version);
    let text =
        builder.user_agent.as_ref().map_or_else(|| own.clone(), |name| format!("{name} {own}"));
    HeaderValue::from_str(&text).map_err(|_| ConfigError::InvalidUserAgent)
}

fn security(builder: &ClientBuilder) -> Result<Security, ConfigError> {
    let schemes = builder.api.schemes;
    let credentials = builder
        .credentials
        .iter()
        .map(|(name, credential)| scheme_credential(schemes, name, credential.clone()));
    Ok(Security { schemes, credentials: credentials.collect::<Result<_, _>>()? })
}

/// Finds the scheme of a credential and checks that they fit.
pub(crate) fn scheme_credential(
    schemes: &'static [Scheme],
    name: &str,
    credential: Credential,
) -> Result<SchemeCredential, ConfigError> {
    let scheme = schemes.iter().find(|scheme| scheme.name == name);
    let scheme = scheme.ok_or_else(|| ConfigError::UnknownScheme { name: name.to_owned() })?;
    check(scheme, &credential)?;
    Ok((scheme, credential))
}

/// Checks that a credential fits its scheme.
fn check(scheme: &'static Scheme, credential: &Credential) -> Result<(), ConfigError> {
    let scheme_name = scheme.name;
    credential.check(scheme).map_err(|mismatch| match mismatch {
        CredentialMismatch::Kind => ConfigError::CredentialMismatch { scheme: scheme_name },
        CredentialMismatch::Characters => ConfigError::InvalidCredential { scheme: scheme_name },
    })
}
