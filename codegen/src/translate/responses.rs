//! Translates responses to the types of successes and errors.
//!
//! A single code takes precedence over its class, and a class over `default`. Statuses that the
//! description does not declare belong to neither set: the client reports them as unexpected
//! responses.

mod content;
mod errors;

use self::content::{Alternative, alternatives};
pub(super) use self::errors::ErrorEnums;
use super::docs::docs;
use super::types::Types;
use crate::ident::{Scope, TypeName, VariantName};
use crate::ir::{self, Response, StatusPattern};
use crate::naming::{OperationNames, status_name};
use crate::rust::{
    Content, DecodeTarget, Docs, ResponseArm, ResponseSet, ResponseSetKind, ResponseVariant,
    StatusRange,
};

/// The responses of an operation.
pub(super) struct Responses {
    pub(super) success: ResponseSet,
    pub(super) error: ResponseSet,
    pub(super) accept: Vec<String>,
    pub(super) streams: Vec<(StatusRange, String)>,
}

/// Translates the responses of an operation.
pub(super) fn responses(
    ir: &ir::Operation,
    names: &OperationNames,
    types: &Types<'_>,
    errors: &mut ErrorEnums,
) -> Responses {
    let (successes, failures): (Vec<&Response>, Vec<&Response>) =
        ir.responses.iter().partition(|response| success_statuses(ir, response).is_some());
    let successes = declared(successes, &ir.method, ResponseClass::Success, types);
    let failures = declared(failures, &ir.method, ResponseClass::Error, types);
    let own = TypeName::new(&format!("{} Success", names.type_name.as_str()));
    Responses {
        accept: accept(&successes),
        streams: streams(&successes),
        success: response_set(
            &successes,
            |declared| docs(&declared.response.docs, || declared.default_text()),
            |variants| ResponseSetKind::Own { name: own, variants },
        ),
        error: response_set(&failures, DeclaredResponse::default_docs, |variants| {
            let statuses: Vec<String> =
                failures.iter().map(|declared| status_name(declared.response.status)).collect();
            ResponseSetKind::Shared { name: errors.name(&statuses, &variants), variants }
        }),
    }
}

/// The status codes of a response, if it is a success.
pub(super) fn success_statuses(ir: &ir::Operation, response: &Response) -> Option<StatusRange> {
    let is_success = match response.status {
        StatusPattern::Default => !ir.responses.iter().any(|other| is_success(other.status)),
        status => is_success(status),
    };
    is_success.then(|| statuses(response.status, Some(DEFAULT_SUCCESS))).flatten()
}

/// The status codes of `default` if no other response is a success.
const DEFAULT_SUCCESS: StatusRange = (200, 299);

/// The status codes of a pattern. Those of `default` are `of_default`.
fn statuses(pattern: StatusPattern, of_default: Option<StatusRange>) -> Option<StatusRange> {
    match pattern {
        StatusPattern::Code(code) => Some((code, code)),
        StatusPattern::Class(class) => Some((class * 100, class * 100 + 99)),
        StatusPattern::Default => of_default,
    }
}

/// Whether the status is a success. Redirects are not followed, so they are successes.
fn is_success(status: StatusPattern) -> bool {
    match status {
        StatusPattern::Code(code) => code < 400,
        StatusPattern::Class(class) => class < 4,
        StatusPattern::Default => false,
    }
}

/// The set that a response belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ResponseClass {
    Success,
    Error,
}

/// A declared response with its status codes and contents.
struct DeclaredResponse<'r> {
    response: &'r Response,
    statuses: StatusRange,
    alternatives: Vec<Alternative>,
}

/// The responses of one set, the most specific statuses first.
fn declared<'r>(
    mut responses: Vec<&'r Response>,
    method: &str,
    class: ResponseClass,
    types: &Types<'_>,
) -> Vec<DeclaredResponse<'r>> {
    responses.sort_by_key(|response| response.status);
    let has =
        |class| responses.iter().any(|response| response.status == StatusPattern::Class(class));
    let of_default = match (class, has(4), has(5)) {
        (ResponseClass::Success, ..) => Some(DEFAULT_SUCCESS),
        (ResponseClass::Error, false, false) => Some((400, 599)),
        (ResponseClass::Error, false, true) => Some((400, 499)),
        (ResponseClass::Error, true, false) => Some((500, 599)),
        (ResponseClass::Error, true, true) => None,
    };
    let declared = |response: &'r Response| {
        Some(DeclaredResponse {
            response,
            statuses: statuses(response.status, of_default)?,
            alternatives: alternatives(response, method, class, types),
        })
    };
    responses.iter().copied().filter_map(declared).collect()
}

impl DeclaredResponse<'_> {
    fn default_text(&self) -> String {
        match self.response.status {
            StatusPattern::Code(code) => format!("The response with status {code}."),
            StatusPattern::Class(class) => format!("The response with status {class}XX."),
            StatusPattern::Default => "The response with any other status.".to_owned(),
        }
    }

    /// The documentation of a variant that several operations share.
    fn default_docs(&self) -> Docs {
        Docs { text: self.default_text(), deprecated: false }
    }

    /// The variants for the response, one for each alternative content.
    fn variants(&self, is_only: bool, docs: &Docs, scope: &mut Scope) -> Vec<ResponseVariant> {
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
        let named =
            self.alternatives.iter().zip(words).map(|(alternative, word)| ResponseVariant {
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

/// One type if all responses have the same content, otherwise an enum of the given kind.
fn response_set<'r>(
    responses: &[DeclaredResponse<'r>],
    docs: impl Fn(&DeclaredResponse<'r>) -> Docs,
    kind: impl FnOnce(Vec<ResponseVariant>) -> ResponseSetKind,
) -> ResponseSet {
    let mut contents = responses.iter().flat_map(|it| &it.alternatives).map(|one| &one.content);
    let first = contents.next().cloned().unwrap_or(Content::Empty);
    if contents.all(|content| *content == first) {
        return single(responses, first);
    }
    let mut scope = Scope::default();
    let (mut variants, mut arms) = (Vec::new(), Vec::new());
    for response in responses {
        let own = response.variants(responses.len() == 1, &docs(response), &mut scope);
        // The first alternative accepts any media type, so its arm comes last.
        let pairs = response.alternatives.iter().zip(&own).enumerate().rev();
        arms.extend(pairs.map(|(position, (alternative, variant))| ResponseArm {
            statuses: vec![response.statuses],
            media_types: match position {
                0 => Vec::new(),
                _ => alternative.media_types.clone(),
            },
            target: DecodeTarget {
                content: variant.content.clone(),
                variant: Some(variant.name.clone()),
            },
        }));
        variants.extend(own);
    }
    ResponseSet { kind: kind(variants), arms }
}

fn single(responses: &[DeclaredResponse<'_>], content: Content) -> ResponseSet {
    let statuses = joined(responses.iter().map(|response| response.statuses).collect());
    let target = DecodeTarget { content: content.clone(), variant: None };
    let arm = ResponseArm { statuses, media_types: Vec::new(), target };
    let arms = if responses.is_empty() { Vec::new() } else { vec![arm] };
    ResponseSet { kind: ResponseSetKind::Single(content), arms }
}

/// Merges adjacent ranges, and drops codes that a range contains.
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

/// The media types for the `Accept` header, without duplicates, JSON first.
fn accept(successes: &[DeclaredResponse<'_>]) -> Vec<String> {
    let all = || successes.iter().flat_map(|response| &response.alternatives);
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

/// The bodies that the caller reads as they arrive, by status and media type. The media type is a
/// wildcard if no other kind of body has the status.
fn streams(successes: &[DeclaredResponse<'_>]) -> Vec<(StatusRange, String)> {
    let mut streams = Vec::new();
    for response in successes {
        let (open, whole): (Vec<&Alternative>, Vec<&Alternative>) =
            response.alternatives.iter().partition(|one| one.content.is_stream());
        let (from, to) = response.statuses;
        let overlaps = |other: &DeclaredResponse<'_>| {
            other.statuses != response.statuses && (from..=to).contains(&other.statuses.0)
        };
        if open.is_empty() {
            continue;
        }
        if whole.is_empty() && !successes.iter().any(overlaps) {
            streams.push((response.statuses, "*/*".to_owned()));
        } else {
            let media_types = open.iter().flat_map(|one| &one.media_types);
            streams.extend(media_types.map(|media_type| (response.statuses, media_type.clone())));
        }
    }
    streams
}
