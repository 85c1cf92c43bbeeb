//! Keys and their roles.

use http::HeaderMap;
use http::header::AUTHORIZATION;

use super::refusal::Refusal;

/// The key that may do everything, unless a setup has keys of its own.
pub const TOKEN: &str = "fake-token";

/// An API key.
#[derive(Clone, Debug)]
pub struct Key {
    /// Its text, as it stands after `Bearer`.
    pub token: String,
    /// What it may do.
    pub roles: Vec<Role>,
}

/// Something that a key may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// `org.permission.message.update`.
    UpdateMessages,
    /// `org.permission.bulk.read`.
    ReadJobs,
    /// `org.admin`: to set who made a message, and when.
    Admin,
}

impl Role {
    fn name(self) -> &'static str {
        match self {
            Self::UpdateMessages => "org.permission.message.update",
            Self::ReadJobs => "org.permission.bulk.read",
            Self::Admin => "org.admin",
        }
    }
}

/// What the sender of a request may do.
#[derive(Clone, Debug)]
pub(super) struct Access(Vec<Role>);

impl Access {
    /// The access of the key in the headers.
    pub(super) fn of(headers: &HeaderMap, keys: &[Key]) -> Result<Self, Refusal> {
        let token = headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        let everything = || Self(vec![Role::UpdateMessages, Role::ReadJobs, Role::Admin]);
        let found = match token {
            Some(TOKEN) if keys.is_empty() => Some(everything()),
            _ => keys
                .iter()
                .find(|key| Some(key.token.as_str()) == token)
                .map(|key| Self(key.roles.clone())),
        };
        found.ok_or_else(|| Refusal::new(401, "unauthorized", "The API key is not known."))
    }

    /// A missing role is answered like a missing key.
    pub(super) fn require(&self, role: Role) -> Result<(), Refusal> {
        if self.0.contains(&role) {
            return Ok(());
        }
        let detail = format!("The API key lacks the role {}.", role.name());
        Err(Refusal::new(401, "unauthorized", detail))
    }
}
