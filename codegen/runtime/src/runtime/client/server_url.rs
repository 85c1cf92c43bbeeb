//! Expands the URL template of a server.
//!
//! Invariant: a value cannot change the other parts of the URL. Before the path it is one DNS label
//! (RFC 1035, section 2.3.1), so that it cannot name another domain. Within the path it consists of
//! unreserved characters.

use std::collections::BTreeMap;

use super::api::{Server, Variable};
use super::config_error::ConfigError;

/// Replaces the variables by their values or defaults.
pub(crate) fn expand(
    server: &Server,
    values: &BTreeMap<String, String>,
) -> Result<String, ConfigError> {
    if let Some(name) =
        values.keys().find(|name| server.variables.iter().all(|variable| variable.name != **name))
    {
        return Err(ConfigError::UnknownServerVariable { name: name.clone() });
    }
    server.variables.iter().try_fold(server.url.to_owned(), |url, variable| {
        let placeholder = format!("{{{}}}", variable.name);
        let value = match values.get(variable.name) {
            Some(value) => check(variable, value, is_before_path(server.url, &placeholder))?,
            None => variable
                .default
                .ok_or(ConfigError::MissingServerVariable { name: variable.name })?,
        };
        Ok(url.replace(&placeholder, value))
    })
}

fn check<'v>(
    variable: &Variable,
    value: &'v str,
    before_path: bool,
) -> Result<&'v str, ConfigError> {
    let name = variable.name;
    if variable.allowed.contains(&value) {
        Ok(value)
    } else if !variable.allowed.is_empty() {
        Err(ConfigError::ServerVariableNotAllowed { name, allowed: variable.allowed })
    } else if before_path && !is_dns_label(value) {
        Err(ConfigError::ServerVariableNotHostLabel { name })
    } else if !before_path && !is_path(value) {
        Err(ConfigError::ServerVariableNotPath { name })
    } else {
        Ok(value)
    }
}

fn is_before_path(url: &str, placeholder: &str) -> bool {
    let authority = url.find("://").map_or(0, |scheme| scheme + "://".len());
    let path = url
        .get(authority..)
        .and_then(|rest| rest.find('/'))
        .map_or(url.len(), |slash| authority + slash);
    url.find(placeholder).is_some_and(|place| place < path)
}

fn is_dns_label(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

fn is_path(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.split('/')
        .all(|segment| !matches!(segment, "" | "." | "..") && segment.bytes().all(is_plain))
}
