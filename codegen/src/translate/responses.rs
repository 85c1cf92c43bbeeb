//! Translates responses to the types of successes and errors.
//!
//! A single code takes precedence over its class, and a class over `default`. Statuses that the
//! description does not declare belong to neither set: the client reports them as unexpected
//! responses.

mod accept;
mod content;
mod errors;
mod status;

use self::accept::{accept, problems, streams};
use self::content::{Alternative, alternatives};
pub(super) use self::errors::ErrorEnums;
pub(super) use self::status::success_statuses;
use self::status::{DEFAULT_SUCCESS, joined, statuses};
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
    pub(super) has_problems: bool,
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
        accept: accept(&successes, &failures),
        has_problems: problems(&failures).next().is_some(),
        streams: streams(&successes),
        success: if successes.is_empty() {
            undeclared_success()
        } else {
            response_set(
                &successes,
                |declared| docs(&declared.response.docs, || declared.default_text()),
                |variants| ResponseSetKind::Own { name: own, variants },
            )
        },
        error: response_set(&failures, DeclaredResponse::default_docs, |variants| {
            let statuses: Vec<String> =
                failures.iter().map(|declared| status_name(declared.response.status)).collect();
            ResponseSetKind::Shared { name: errors.name(&statuses, &variants), variants }
        }),
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
    method: &ir::Method,
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
        Docs::of(self.default_text())
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

/// The successes of an operation that declares none: their bodies are not read.
fn undeclared_success() -> ResponseSet {
    let target = DecodeTarget { content: Content::Empty, variant: None };
    let statuses = vec![DEFAULT_SUCCESS];
    let arm = ResponseArm { statuses, media_types: Vec::new(), target };
    ResponseSet { kind: ResponseSetKind::Single(Content::Empty), arms: vec![arm] }
}

fn single(responses: &[DeclaredResponse<'_>], content: Content) -> ResponseSet {
    let statuses = joined(responses.iter().map(|response| response.statuses).collect());
    let target = DecodeTarget { content: content.clone(), variant: None };
    let arm = ResponseArm { statuses, media_types: Vec::new(), target };
    let arms = if responses.is_empty() { Vec::new() } else { vec![arm] };
    ResponseSet { kind: ResponseSetKind::Single(content), arms }
}
