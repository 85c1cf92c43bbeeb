//! The polling configuration of a client: its policy, its clock and its random numbers.

use std::sync::Arc;

use super::poll_policy::PollPolicy;
use crate::runtime::system::{Clock, Random};

/// What a poller takes from a client.
#[derive(Clone)]
pub(crate) struct PollContext {
    pub(crate) policy: PollPolicy,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
}
