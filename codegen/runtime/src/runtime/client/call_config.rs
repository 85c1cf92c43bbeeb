//! Timeouts, limits and policies of a client, which the options of a call replace.

use std::time::Duration;

use super::call_options::CallOptions;
use super::config_error::ConfigError;
use crate::runtime::defaults::{
    ATTEMPT_TIMEOUT, MAX_RESPONSE_BYTES, OPERATION_TIMEOUT, SILENCE_TIMEOUT,
};
use crate::runtime::jobs::PollPolicy;
use crate::runtime::resilience::Retry;
use crate::runtime::system::Timeout;

/// The configuration of calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CallConfig {
    pub(crate) attempt_timeout: Timeout,
    pub(crate) operation_timeout: Timeout,
    pub(crate) silence_timeout: Timeout,
    pub(crate) max_response_bytes: usize,
    pub(crate) retry: Retry,
    pub(crate) polling: PollPolicy,
}

impl Default for CallConfig {
    fn default() -> Self {
        Self {
            attempt_timeout: Timeout::After(ATTEMPT_TIMEOUT),
            operation_timeout: Timeout::After(OPERATION_TIMEOUT),
            silence_timeout: Timeout::After(SILENCE_TIMEOUT),
            max_response_bytes: MAX_RESPONSE_BYTES,
            retry: Retry::default(),
            polling: PollPolicy::default(),
        }
    }
}

impl CallConfig {
    /// The configuration of a call with these options.
    pub(crate) fn with(&self, options: &CallOptions) -> Self {
        Self {
            attempt_timeout: options.attempt_timeout.unwrap_or(self.attempt_timeout),
            operation_timeout: options.operation_timeout.unwrap_or(self.operation_timeout),
            silence_timeout: options.silence_timeout.unwrap_or(self.silence_timeout),
            max_response_bytes: options.max_response_bytes.unwrap_or(self.max_response_bytes),
            retry: options.retry.as_ref().unwrap_or(&self.retry).clone(),
            polling: self.polling,
        }
    }

    /// Checks that every value is usable.
    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        let zero = Timeout::After(Duration::ZERO);
        if [self.attempt_timeout, self.operation_timeout, self.silence_timeout].contains(&zero) {
            return Err(ConfigError::ZeroTimeout);
        }
        if self.max_response_bytes == 0 {
            return Err(ConfigError::ZeroResponseLimit);
        }
        self.polling.check().map_err(ConfigError::Polling)?;
        self.retry.check().map_err(ConfigError::Retry)
    }
}
