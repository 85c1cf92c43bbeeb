//! What a request declares about its successful responses: accepted media types and streams.

use super::DeclaredResponse;
use super::content::Alternative;
use crate::ir::essence;
use crate::rust::{Content, StatusRange};

/// The media types for the `Accept` header, without duplicates: those of successes, JSON first, and
/// then of errors those of problem details, and of JSON if each success is JSON as well. A success in
/// one of them is read all the same; in another one, which is left out, a server could return one that
/// is not.
pub(super) fn accept(
    successes: &[DeclaredResponse<'_>],
    failures: &[DeclaredResponse<'_>],
) -> Vec<String> {
    let all = || successes.iter().flat_map(|response| &response.alternatives);
    let is_json = |one: &&Alternative| matches!(one.content, Content::Json(_));
    let (json, others): (Vec<&Alternative>, Vec<&Alternative>) = all().partition(is_json);
    let is_only_json = others.iter().all(|one| one.media_types.is_empty());
    let mut accept: Vec<String> = Vec::new();
    for media_type in json.into_iter().chain(others).flat_map(|one| &one.media_types) {
        if !accept.contains(media_type) {
            accept.push(media_type.clone());
        }
    }
    // Without a list, every media type is accepted.
    if !accept.is_empty() && !accept.iter().any(|media_type| media_type.starts_with("*/*")) {
        let errors = failures.iter().flat_map(|response| &response.alternatives);
        let errors = errors.filter(|one| is_only_json && is_json(one));
        let errors = errors.flat_map(|one| &one.media_types).filter(|it| !it.starts_with("*/*"));
        for media_type in problems(failures).chain(errors) {
            if !accept.contains(media_type) {
                accept.push(media_type.clone());
            }
        }
    }
    accept
}

/// The media types of errors that are problem details (RFC 9457).
pub(super) fn problems<'r>(
    failures: &'r [DeclaredResponse<'_>],
) -> impl Iterator<Item = &'r String> {
    let alternatives = failures.iter().flat_map(|response| &response.alternatives);
    let media_types = alternatives.flat_map(|one| &one.media_types);
    media_types.filter(|media_type| essence(media_type) == "application/problem+json")
}

/// The bodies that the caller reads as they arrive, by status and media type. The media type is a
/// wildcard if no other kind of body has the status.
pub(super) fn streams(successes: &[DeclaredResponse<'_>]) -> Vec<(StatusRange, String)> {
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
