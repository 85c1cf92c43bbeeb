//! What goes wrong between a client and the API, by rule or at random.
//!
//! Invariant: the same requests in the same order have the same faults.

use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};

/// What goes wrong with one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no connection. Over sockets, the connection ends before the request is read.
    Refuse,
    /// The connection ends before the API has the request.
    ResetBefore,
    /// The API does what it is asked, then the connection ends without an answer.
    ResetAfter,
    /// The API does what it is asked, and there is never an answer.
    LoseAnswer,
    /// A proxy answers in place of the API.
    Status(u16),
    /// The API's answer is late.
    Delay(Duration),
    /// The API's answer breaks off after so many bytes of its body.
    Truncate(usize),
    /// The API's answer has a body that is not JSON.
    Garble,
}

impl Fault {
    /// Whether the API does what it is asked.
    pub(super) fn reaches_the_api(&self) -> bool {
        !matches!(self, Self::Refuse | Self::ResetBefore | Self::Status(_))
    }

    /// Whether the client can tell that the API has not done what it was asked.
    #[must_use]
    pub fn is_surely_unprocessed(&self) -> bool {
        matches!(self, Self::Refuse | Self::Status(400..500))
    }
}

/// When something goes wrong: with the requests that it is about, after `skip` and for `times` of them.
#[derive(Clone, Debug)]
pub struct Rule {
    fault: Fault,
    method: Option<Method>,
    path: Option<String>,
    skip: u64,
    times: u64,
}

impl Rule {
    /// It goes wrong with the next request.
    #[must_use]
    pub fn new(fault: Fault) -> Self {
        Self { fault, method: None, path: None, skip: 0, times: 1 }
    }

    /// Only with requests of that method.
    #[must_use]
    pub fn method(self, method: Method) -> Self {
        Self { method: Some(method), ..self }
    }

    /// Only with requests whose path ends like that.
    #[must_use]
    pub fn path(self, end: impl Into<String>) -> Self {
        Self { path: Some(end.into()), ..self }
    }

    /// Not with the first so many.
    #[must_use]
    pub fn skip(self, requests: u64) -> Self {
        Self { skip: requests, ..self }
    }

    /// With so many, one after the other.
    #[must_use]
    pub fn times(self, requests: u64) -> Self {
        Self { times: requests, ..self }
    }

    /// Counts a request that it is about. Tells whether it goes wrong.
    fn applies(&mut self, request: &Request<Bytes>) -> bool {
        let is_about = self.method.as_ref().is_none_or(|method| method == request.method())
            && self.path.as_ref().is_none_or(|end| request.uri().path().ends_with(end.as_str()));
        if !is_about {
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

/// All that goes wrong: the first rule that applies, else what chance says.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    rules: Vec<Rule>,
    chance: Option<Chance>,
}

#[derive(Clone, Debug)]
struct Chance {
    state: u64,
    /// Of a thousand requests, how many fail.
    per_mille: u64,
    faults: Vec<Fault>,
}

impl Faults {
    /// What goes wrong by those rules.
    pub fn rules(rules: impl IntoIterator<Item = Rule>) -> Self {
        Self { rules: rules.into_iter().collect(), chance: None }
    }

    /// Of a thousand requests so many have one of the faults. The seed tells which.
    pub fn random(seed: u64, per_mille: u64, faults: impl IntoIterator<Item = Fault>) -> Self {
        let chance = Chance { state: seed, per_mille, faults: faults.into_iter().collect() };
        Self { rules: Vec::new(), chance: Some(chance) }
    }

    /// What goes wrong with the next request.
    pub(super) fn next(&mut self, request: &Request<Bytes>) -> Option<Fault> {
        let rule = self
            .rules
            .iter_mut()
            .find_map(|rule| rule.applies(request).then(|| rule.fault.clone()));
        rule.or_else(|| self.chance.as_mut().and_then(Chance::next))
    }
}

impl Chance {
    fn next(&mut self) -> Option<Fault> {
        let fails = self.number() % 1000 < self.per_mille;
        let index =
            usize::try_from(self.number()).unwrap_or_default().checked_rem(self.faults.len())?;
        self.faults.get(index).filter(|_| fails).cloned()
    }

    /// `SplitMix64`, by Guy Steele, Doug Lea and Christine Flood.
    fn number(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) >> 1
    }
}

/// What a client sees of a request.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// There is no connection.
    Refused,
    /// The connection ends without an answer.
    Reset,
    /// Nothing ever happens.
    Silence,
    /// A response, after that long. Its body may break off after so many bytes.
    Answer { delay: Duration, response: Response<Bytes>, cut: Option<usize> },
}

impl Outcome {
    /// What is left of the API's answer.
    pub(super) fn of(fault: Option<&Fault>, answer: Option<Response<Bytes>>) -> Self {
        let mut response = answer.unwrap_or_default();
        let (mut delay, mut cut) = (Duration::ZERO, None);
        match fault {
            None => {}
            Some(Fault::Refuse) => return Self::Refused,
            Some(Fault::ResetBefore | Fault::ResetAfter) => return Self::Reset,
            Some(Fault::LoseAnswer) => return Self::Silence,
            Some(Fault::Delay(duration)) => delay = *duration,
            Some(Fault::Truncate(bytes)) => cut = Some(*bytes),
            Some(Fault::Garble) => *response.body_mut() = Bytes::from_static(b"\xef\xbf\xbd{]"),
            Some(Fault::Status(status)) => {
                response = Response::new(Bytes::from_static(b"<html>a proxy</html>"));
                *response.status_mut() =
                    StatusCode::from_u16(*status).unwrap_or(StatusCode::BAD_GATEWAY);
            }
        }
        Self::Answer { delay, response, cut }
    }
}
