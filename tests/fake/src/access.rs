//! API keys and their roles.

use http::HeaderMap;
use http::header::AUTHORIZATION;

use super::api_error::ApiError;

/// The key that has all roles, unless [`Setup::keys`](crate::Setup::keys) lists others.
pub const TOKEN: &str = "fake-token";

/// An API key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The bearer token.
    pub token: String,
    /// The roles of the key.
    pub roles: Vec<Role>,
}

/// A permission of an API key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// `org.permission.message.update`.
    UpdateMessages,
    /// `org.permission.bulk.read`.
    ReadJobs,
    /// `org.admin`: may set the author and the dates of a message.
    Admin,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 3] = [Self::UpdateMessages, Self::ReadJobs, Self::Admin];

    /// Returns the name of the role in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::UpdateMessages => "org.permission.message.update",
            Self::ReadJobs => "org.permission.bulk.read",
            Self::Admin => "org.admin",
        }
    }
}

/// The roles of the sender of a request.
#[derive(Clone, Debug)]
pub(super) struct Access(Vec<Role>);

impl Access {
    /// Authenticates the key in the headers.
    pub(super) fn authenticate(headers: &HeaderMap, keys: &[Key]) -> Result<Self, ApiError> {
        let token = headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        let access = match token {
            Some(TOKEN) if keys.is_empty() => Some(Self(Role::ALL.to_vec())),
            _ => keys
                .iter()
                .find(|key| Some(key.token.as_str()) == token)
                .map(|key| Self(key.roles.clone())),
        };
        access.ok_or_else(|| ApiError::new(401, "unauthorized", "The API key is not known."))
    }

    /// Fails unless the sender has `role`. The status is that of an unknown key.
    pub(super) fn require(&self, role: Role) -> Result<(), ApiError> {
        if self.0.contains(&role) {
            return Ok(());
        }
        let detail = format!("The API key lacks the role {}.", role.name());
        Err(ApiError::new(401, "unauthorized", detail))
    }
}
