//! Responses to what a call returns and fails with.
//!
//! An exact code goes before its class, a class before `default`. Statuses that the description does
//! not mention are no part of an outcome: the client reports them with everything that came.

mod content;
mod errors;
mod status;

use self::content::{Alternative, alternatives};
pub(super) use self::errors::Errors;
use self::status::shown;
pub(super) use self::status::status_name;
use super::docs::docs;
use super::operations::Named;
use super::types::Types;
use crate::ident::{Scope, TypeName, VariantName};
use crate::ir::{self, Response, StatusPattern};
use crate::rust::{Arm, Content, Docs, Outcome, OutcomeKind, OutcomeVariant, Reply, StatusRange};

/// What comes back from an operation.
pub(super) struct Outcomes {
    pub(super) success: Outcome,
    pub(super) error: Outcome,
    pub(super) accept: Vec<String>,
    pub(super) streams: Vec<(StatusRange, String)>,
}

/// The outcomes of an operation.
pub(super) fn outcomes(
    ir: &ir::Operation,
    named: &Named,
    types: &Types<'_>,
    errors: &mut Errors,
) -> Outcomes {
    let (successes, failures): (Vec<&Response>, Vec<&Response>) =
        ir.responses.iter().partition(|response| success_statuses(ir, response).is_some());
    let successes = cases(successes, &ir.method, Side::Success, types);
    let failures = cases(failures, &ir.method, Side::Error, types);
    let own = TypeName::new(&format!("{} Success", named.type_name.as_str()));
    Outcomes {
        accept: accept(&successes),
        streams: streams(&successes),
        success: outcome(
            &successes,
            |case| docs(&case.response.docs, || case.says()),
            |variants| OutcomeKind::Own { name: own, variants },
        ),
        error: outcome(&failures, Case::plain_docs, |variants| {
            let statuses: Vec<String> =
                failures.iter().map(|case| status_name(case.response.status)).collect();
            OutcomeKind::Shared { name: errors.name(&statuses, &variants), variants }
        }),
    }
}

/// The status codes that a response stands for, if it is a success.
pub(super) fn success_statuses(ir: &ir::Operation, response: &Response) -> Option<StatusRange> {
    let is_success = match response.status {
        StatusPattern::Default => !ir.responses.iter().any(|other| is_success(other.status)),
        status => is_success(status),
    };
    is_success.then(|| statuses(response.status, Some(DEFAULT_SUCCESS))).flatten()
}

/// What `default` stands for where no other response is a success.
const DEFAULT_SUCCESS: StatusRange = (200, 299);

/// The status codes of a pattern, where `default` has those of `of_default`.
fn statuses(pattern: StatusPattern, of_default: Option<StatusRange>) -> Option<StatusRange> {
    match pattern {
        StatusPattern::Code(code) => Some((code, code)),
        StatusPattern::Class(class) => Some((class * 100, class * 100 + 99)),
        StatusPattern::Default => of_default,
    }
}

/// Redirects are not followed, so those that are declared are results.
fn is_success(status: StatusPattern) -> bool {
    match status {
        StatusPattern::Code(code) => code < 400,
        StatusPattern::Class(class) => class < 4,
        StatusPattern::Default => false,
    }
}

/// Which outcome a response belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Success,
    Error,
}

/// A response, and what it may hold.
struct Case<'r> {
    response: &'r Response,
    statuses: StatusRange,
    alternatives: Vec<Alternative>,
}

/// The responses of one side, the more exact ones first.
fn cases<'r>(
    mut responses: Vec<&'r Response>,
    method: &str,
    side: Side,
    types: &Types<'_>,
) -> Vec<Case<'r>> {
    responses.sort_by_key(|response| response.status);
    let has_class =
        |class| responses.iter().any(|response| response.status == StatusPattern::Class(class));
    let of_default = match (side, has_class(4), has_class(5)) {
        (Side::Success, ..) => Some(DEFAULT_SUCCESS),
        (Side::Error, false, false) => Some((400, 599)),
        (Side::Error, false, true) => Some((400, 499)),
        (Side::Error, true, false) => Some((500, 599)),
        (Side::Error, true, true) => None,
    };
    let case = |response: &'r Response| {
        Some(Case {
            response,
            statuses: statuses(response.status, of_default)?,
            alternatives: alternatives(response, method, side, types),
        })
    };
    responses.iter().copied().filter_map(case).collect()
}

impl Case<'_> {
    fn says(&self) -> String {
        format!("The answer with status {}.", shown(self.response.status))
    }

    /// What can be said where many operations have the response.
    fn plain_docs(&self) -> Docs {
        Docs { text: self.says(), deprecated: false }
    }

    /// The variants for what the response may hold, one for each alternative.
    fn variants(&self, is_only: bool, docs: &Docs, scope: &mut Scope) -> Vec<OutcomeVariant> {
        let status = status_name(self.response.status);
        let mut words: Vec<String> = Vec::new();
        for alternative in &self.alternatives {
            let word = match alternative.word() {
                known if words.contains(&known) => alternative.long_word(),
                word => word,
            };
            words.push(word);
        }
        let several = words.len() > 1;
        let named = self.alternatives.iter().zip(words).map(|(alternative, word)| OutcomeVariant {
            name: scope.take(VariantName::new(&match (several, is_only) {
                (false, _) => status.clone(),
                (true, true) => word,
                (true, false) => format!("{status} {word}"),
            })),
            content: alternative.content.clone(),
            docs: docs.clone(),
        });
        named.collect()
    }
}

/// One type if all responses hold the same, else an enum of the given kind.
fn outcome<'r>(
    cases: &[Case<'r>],
    docs: impl Fn(&Case<'r>) -> Docs,
    kind: impl FnOnce(Vec<OutcomeVariant>) -> OutcomeKind,
) -> Outcome {
    let mut contents = cases.iter().flat_map(|case| &case.alternatives).map(|one| &one.content);
    let first = contents.next().cloned().unwrap_or(Content::Empty);
    if contents.all(|content| *content == first) {
        return single(cases, first);
    }
    let mut scope = Scope::default();
    let (mut variants, mut arms) = (Vec::new(), Vec::new());
    for case in cases {
        let own = case.variants(cases.len() == 1, &docs(case), &mut scope);
        // The first one is meant where the media type says nothing, so it is asked for last.
        let pairs = case.alternatives.iter().zip(&own).enumerate().rev();
        arms.extend(pairs.map(|(position, (alternative, variant))| Arm {
            statuses: vec![case.statuses],
            media_types: match position {
                0 => Vec::new(),
                _ => alternative.media_types.clone(),
            },
            reply: Reply { content: variant.content.clone(), variant: Some(variant.name.clone()) },
        }));
        variants.extend(own);
    }
    Outcome { kind: kind(variants), arms }
}

fn single(cases: &[Case<'_>], content: Content) -> Outcome {
    let statuses = joined(cases.iter().map(|case| case.statuses).collect());
    let reply = Reply { content: content.clone(), variant: None };
    let arm = Arm { statuses, media_types: Vec::new(), reply };
    let arms = if cases.is_empty() { Vec::new() } else { vec![arm] };
    Outcome { kind: OutcomeKind::Single(content), arms }
}

/// Ranges that touch each other as one, and codes inside of a range as part of it.
fn joined(ranges: Vec<StatusRange>) -> Vec<StatusRange> {
    let (codes, mut classes): (Vec<_>, Vec<_>) =
        ranges.into_iter().partition(|(from, to)| from == to);
    classes.sort_unstable();
    let mut joined: Vec<StatusRange> = Vec::new();
    for (from, to) in classes {
        match joined.last_mut() {
            Some((_, end)) if from <= *end + 1 => *end = to.max(*end),
            _ => joined.push((from, to)),
        }
    }
    let inside =
        |code: &StatusRange| joined.iter().any(|(from, to)| (from..=to).contains(&&code.0));
    let mut all: Vec<StatusRange> = codes.into_iter().filter(|code| !inside(code)).collect();
    all.extend(joined);
    all
}

/// The media types that successes are read from, each once, JSON first.
fn accept(successes: &[Case<'_>]) -> Vec<String> {
    let all = || successes.iter().flat_map(|case| &case.alternatives);
    let is_json = |one: &&Alternative| matches!(one.content, Content::Json(_));
    let (json, others): (Vec<&Alternative>, Vec<&Alternative>) = all().partition(is_json);
    let mut accept: Vec<String> = Vec::new();
    for media_type in json.into_iter().chain(others).flat_map(|one| &one.media_types) {
        if !accept.contains(media_type) {
            accept.push(media_type.clone());
        }
    }
    accept
}

/// Which bodies the caller reads: all with a status, where no other kind of body comes with it.
fn streams(successes: &[Case<'_>]) -> Vec<(StatusRange, String)> {
    let mut streams = Vec::new();
    for case in successes {
        let (open, whole): (Vec<&Alternative>, Vec<&Alternative>) =
            case.alternatives.iter().partition(|one| one.content.is_stream());
        let (from, to) = case.statuses;
        let overlaps = |other: &Case<'_>| {
            other.statuses != case.statuses && (from..=to).contains(&other.statuses.0)
        };
        if open.is_empty() {
            continue;
        }
        if whole.is_empty() && !successes.iter().any(overlaps) {
            streams.push((case.statuses, "*/*".to_owned()));
        } else {
            let media_types = open.iter().flat_map(|one| &one.media_types);
            streams.extend(media_types.map(|media_type| (case.statuses, media_type.clone())));
        }
    }
    streams
}
