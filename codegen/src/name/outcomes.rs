//! Responses to what a call returns and fails with.
//!
//! An exact code goes before its class, a class before `default`. Statuses that the description does
//! not mention are no part of an outcome: the client reports them with everything that came.

use super::docs::docs;
use super::media::Family;
use super::operations::Named;
use super::types::Types;
use crate::model::{
    Arm, Content, Docs, Outcome, OutcomeKind, OutcomeVariant, Reply, StatusRange, TypeRef,
};
use crate::names::{Scope, TypeName, VariantName};
use crate::raw::{self, Response, StatusPattern};

/// What comes back from an operation.
pub(super) struct Outcomes {
    pub(super) success: Outcome,
    pub(super) error: Outcome,
    pub(super) accept: Vec<String>,
}

/// The outcomes of an operation.
pub(super) fn outcomes(raw: &raw::Operation, named: &Named, types: &Types<'_>) -> Outcomes {
    let declares_success = raw.responses.iter().any(|response| is_success(response.status));
    let (successes, errors): (Vec<&Response>, Vec<&Response>) =
        raw.responses.iter().partition(|response| match response.status {
            StatusPattern::Default => !declares_success,
            status => is_success(status),
        });
    let name = |suffix: &str| TypeName::new(&format!("{} {suffix}", named.type_name.as_str()));
    let success = outcome(&successes, types, name("Success"), Side::Success);
    let error = outcome(&errors, types, name("Failure"), Side::Error);
    Outcomes { accept: accept(&successes), success, error }
}

/// Which outcome a response belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Success,
    Error,
}

impl Side {
    /// The statuses that `default` stands for.
    fn statuses(self) -> StatusRange {
        match self {
            Self::Success => (200, 299),
            Self::Error => (400, 599),
        }
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

fn outcome(responses: &[&Response], types: &Types<'_>, name: TypeName, side: Side) -> Outcome {
    let default = side.statuses();
    let mut ordered = responses.to_vec();
    ordered.sort_by_key(|response| response.status);
    let contents: Vec<Content> =
        ordered.iter().map(|response| content(response, side, types)).collect();
    let same = contents.windows(2).all(|pair| matches!(pair, [left, right] if left == right));
    if same {
        let content = contents.into_iter().next().unwrap_or(Content::Empty);
        let ranges = ordered.iter().map(|response| statuses(response.status, default)).collect();
        let statuses = joined(ranges);
        let reply = Reply { content: content.clone(), variant: None };
        let arms = if ordered.is_empty() { Vec::new() } else { vec![Arm { statuses, reply }] };
        return Outcome { kind: OutcomeKind::Single(content), arms };
    }
    let mut scope = Scope::default();
    let variants: Vec<OutcomeVariant> = ordered
        .iter()
        .zip(contents)
        .map(|(response, content)| OutcomeVariant {
            name: scope.take(VariantName::new(&status_name(response.status))),
            content,
            docs: response_docs(response),
        })
        .collect();
    let arms = ordered
        .iter()
        .zip(&variants)
        .map(|(response, variant)| Arm {
            statuses: vec![statuses(response.status, default)],
            reply: Reply { content: variant.content.clone(), variant: Some(variant.name.clone()) },
        })
        .collect();
    Outcome { kind: OutcomeKind::ByStatus { name, variants }, arms }
}

fn response_docs(response: &Response) -> Docs {
    docs(&response.docs, || format!("The answer with status {}.", shown(response.status)))
}

fn statuses(status: StatusPattern, default: StatusRange) -> StatusRange {
    match status {
        StatusPattern::Code(code) => (code, code),
        StatusPattern::Class(class) => (class * 100, class * 100 + 99),
        StatusPattern::Default => default,
    }
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

fn shown(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(code) => code.to_string(),
        StatusPattern::Class(class) => format!("{class}XX"),
        StatusPattern::Default => "of any other kind".to_owned(),
    }
}

/// What a response holds: JSON where it can be had, else text, else bytes.
fn content(response: &Response, side: Side, types: &Types<'_>) -> Content {
    let chosen = response.content.iter().min_by_key(|media_type| Family::of(&media_type.name));
    let Some(chosen) = chosen else { return Content::Empty };
    match Family::of(&chosen.name) {
        Family::Json => Content::Json(
            chosen.schema.map_or(TypeRef::Value, |schema| types.standalone_ref(schema)),
        ),
        Family::Text => Content::Text,
        Family::Binary if side == Side::Success => Content::Stream,
        _ => Content::Bytes,
    }
}

/// The media types that successes are read from, each once.
fn accept(successes: &[&Response]) -> Vec<String> {
    let mut accept: Vec<String> = Vec::new();
    for response in successes {
        let chosen = response.content.iter().map(|media_type| Family::of(&media_type.name)).min();
        let wanted = response
            .content
            .iter()
            .filter(|media_type| Some(Family::of(&media_type.name)) == chosen);
        for media_type in wanted {
            if !accept.contains(&media_type.name) {
                accept.push(media_type.name.clone());
            }
        }
    }
    accept
}

/// The name of the variant for a status (RFC 9110, section 15).
pub(super) fn status_name(status: StatusPattern) -> String {
    let name = match status {
        StatusPattern::Default => "Default",
        StatusPattern::Class(class) => match class {
            1 => "Informational",
            2 => "Success",
            3 => "Redirection",
            4 => "ClientError",
            _ => "ServerError",
        },
        StatusPattern::Code(code) => match code {
            200 => "Ok",
            201 => "Created",
            202 => "Accepted",
            204 => "NoContent",
            206 => "PartialContent",
            301 => "MovedPermanently",
            302 => "Found",
            303 => "SeeOther",
            304 => "NotModified",
            307 => "TemporaryRedirect",
            308 => "PermanentRedirect",
            400 => "BadRequest",
            401 => "Unauthorized",
            402 => "PaymentRequired",
            403 => "Forbidden",
            404 => "NotFound",
            405 => "MethodNotAllowed",
            406 => "NotAcceptable",
            408 => "RequestTimeout",
            409 => "Conflict",
            410 => "Gone",
            412 => "PreconditionFailed",
            413 => "ContentTooLarge",
            415 => "UnsupportedMediaType",
            422 => "UnprocessableContent",
            429 => "TooManyRequests",
            500 => "InternalServerError",
            501 => "NotImplemented",
            502 => "BadGateway",
            503 => "ServiceUnavailable",
            504 => "GatewayTimeout",
            other => return format!("Status{other}"),
        },
    };
    name.to_owned()
}
