//! Faults between a client and the API, injected by rule or at random.
//!
//! Invariant: the same requests in the same order get the same faults.

use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request};

/// A fault that is injected into one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The connection is refused. A [`Server`](crate::Server) closes it before it reads the request.
    Refuse,
    /// The connection is closed before the API processes the request.
    ResetBefore,
    /// The API processes the request, then the connection is closed without a response.
    ResetAfter,
    /// The API processes the request, and no response is ever sent.
    LoseResponse,
    /// A proxy responds with this status; the request does not reach the API.
    Status(u16),
    /// The response of the API is delayed.
    Delay(Duration),
    /// The body of the response ends after this number of bytes.
    Truncate(usize),
    /// The body of the response is not JSON.
    Garble,
}

impl Fault {
    /// Returns whether the API processes the request.
    pub(super) fn reaches_the_api(&self) -> bool {
        !matches!(self, Self::Refuse | Self::ResetBefore | Self::Status(_))
    }

    /// Returns whether the client can be certain that the API did not process the request.
    #[must_use]
    pub fn is_surely_unprocessed(&self) -> bool {
        matches!(self, Self::Refuse | Self::Status(400..500))
    }
}

/// Injects a fault into matching requests: into `times` of them, after the first `skip`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    fault: Fault,
    method: Option<Method>,
    path: Option<String>,
    skip: u64,
    times: u64,
}

impl Rule {
    /// Injects `fault` into the next request.
    #[must_use]
    pub fn new(fault: Fault) -> Self {
        Self { fault, method: None, path: None, skip: 0, times: 1 }
    }

    /// Matches only requests with this method.
    #[must_use]
    pub fn method(self, method: Method) -> Self {
        Self { method: Some(method), ..self }
    }

    /// Matches only requests whose path ends with `suffix`.
    #[must_use]
    pub fn path(self, suffix: impl Into<String>) -> Self {
        Self { path: Some(suffix.into()), ..self }
    }

    /// Skips the first `requests` matching requests.
    #[must_use]
    pub fn skip(self, requests: u64) -> Self {
        Self { skip: requests, ..self }
    }

    /// Injects the fault into this number of consecutive matching requests.
    #[must_use]
    pub fn times(self, requests: u64) -> Self {
        Self { times: requests, ..self }
    }

    /// Counts a matching request and returns whether it gets the fault.
    fn applies(&mut self, request: &Request<Bytes>) -> bool {
        let matches = self.method.as_ref().is_none_or(|method| method == request.method())
            && self.path.as_ref().is_none_or(|end| request.uri().path().ends_with(end.as_str()));
        if !matches {
            return false;
        }
        if self.skip > 0 {
            self.skip -= 1;
            return false;
        }
        let applies = self.times > 0;
        self.times = self.times.saturating_sub(1);
        applies
    }
}

/// The faults to inject: that of the first rule that applies, else one at random.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    rules: Vec<Rule>,
    random: Option<RandomFaults>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct RandomFaults {
    /// The state of the random number generator.
    state: u64,
    per_mille: u64,
    faults: Vec<Fault>,
}

impl Faults {
    /// Injects faults by these rules.
    pub fn rules(rules: impl IntoIterator<Item = Rule>) -> Self {
        Self { rules: rules.into_iter().collect(), random: None }
    }

    /// Injects one of `faults` into `per_mille` of a thousand requests on average. The same seed gives
    /// the same sequence.
    pub fn random(seed: u64, per_mille: u64, faults: impl IntoIterator<Item = Fault>) -> Self {
        Self::default().and_random(seed, per_mille, faults)
    }

    /// Injects random faults as well, into requests to which no rule applies. See
    /// [`random`](Self::random).
    #[must_use]
    pub fn and_random(
        self,
        seed: u64,
        per_mille: u64,
        faults: impl IntoIterator<Item = Fault>,
    ) -> Self {
        let faults = faults.into_iter().collect();
        Self { random: Some(RandomFaults { state: seed, per_mille, faults }), ..self }
    }

    /// Returns the fault of the next request.
    pub(super) fn next(&mut self, request: &Request<Bytes>) -> Option<Fault> {
        let rule = self
            .rules
            .iter_mut()
            .find_map(|rule| rule.applies(request).then(|| rule.fault.clone()));
        rule.or_else(|| self.random.as_mut().and_then(RandomFaults::next))
    }
}

impl RandomFaults {
    fn next(&mut self) -> Option<Fault> {
        let applies = self.number() % 1000 < self.per_mille;
        let index =
            usize::try_from(self.number()).unwrap_or_default().checked_rem(self.faults.len())?;
        self.faults.get(index).filter(|_| applies).cloned()
    }

    /// `SplitMix64`, by Guy Steele, Doug Lea and Christine Flood.
    fn number(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) >> 1
    }
}
