//! The client: what all requests have in common.
//!
//! Invariant: everything in it has been checked by the builder, and clones share it.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use http::HeaderMap;

use super::api::Api;
use super::base_url::BaseUrl;
use super::budget::Budget;
use super::clock::Clock;
use super::gate::GateChoice;
use super::observe::Observer;
use super::operation::Operation;
use super::options::{CallOptions, Limits};
use super::random::Random;
use super::request::RequestBuilder;
use super::security::Security;
use super::transport::Transport;

/// A client of the API. Cloning is cheap, and clones share connections.
#[derive(Clone)]
pub struct Client(Arc<Shared>);

/// What the clones of a client share.
pub(super) struct Shared {
    pub(super) api: &'static Api,
    pub(super) base_url: BaseUrl,
    pub(super) base_url_choice: BaseUrlChoice,
    pub(super) headers: HeaderMap,
    pub(super) security: Security,
    pub(super) limits: Limits,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) observer: Option<Arc<dyn Observer>>,
    pub(super) random: Arc<dyn Random>,
    pub(super) budget: Budget,
    pub(super) gate: GateChoice,
}

/// Who chose the base URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BaseUrlChoice {
    /// The description: operations may have servers of their own.
    Description,
    /// The caller: all operations go there.
    Caller,
}

impl Shared {
    /// The URL that the path of an operation continues, if there is one.
    pub(super) fn base_url(&self, operation: &Operation) -> Option<Cow<'_, BaseUrl>> {
        match (self.base_url_choice, operation.server) {
            (BaseUrlChoice::Description, Some(server)) => {
                self.base_url.resolve(server).ok().map(Cow::Owned)
            }
            _ => Some(Cow::Borrowed(&self.base_url)),
        }
    }
}

impl Client {
    pub(super) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    pub(super) fn shared(&self) -> &Shared {
        &self.0
    }

    /// Begins a request.
    #[must_use]
    pub fn request(&self, operation: &'static Operation, options: CallOptions) -> RequestBuilder {
        RequestBuilder::new(self.clone(), operation, options)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("api", &self.0.api.name)
            .field("base_url", &self.0.base_url.join("", ""))
            .field("limits", &self.0.limits)
            .finish_non_exhaustive()
    }
}
