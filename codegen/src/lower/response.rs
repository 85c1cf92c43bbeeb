//! Lowers responses.

use super::{Lowering, content, header, link};
use crate::diagnostics::Diagnostic;
use crate::ir::{Docs, MediaType, Response, StatusPattern};
use crate::node::Node;

/// Reports that the operation at `operation` has no responses.
pub(super) fn report_missing(lowering: &mut Lowering<'_, '_>, operation: &Node<'_>) {
    if operation.get("responses").is_none() {
        lowering.report(
            operation
                .missing(
                    "responses",
                    "the statuses 200 to 299 are successes, whose bodies are not read",
                )
                .into_warning()
                .note("responses determine what the method returns"),
        );
    }
}

/// Lowers the responses of the operation at `operation`.
pub(super) fn lower<'v>(lowering: &mut Lowering<'v, '_>, operation: &Node<'v>) -> Vec<Response> {
    let mut responses = Vec::new();
    for (status, node) in operation.members("responses", lowering.diagnostics) {
        if status.starts_with("x-") {
            continue;
        }
        let Some(pattern) = status_pattern(status) else {
            lowering.report(unknown_status(&node, status));
            continue;
        };
        if let Some((node, docs)) = lowering.follow(node, "summary") {
            responses.push(response(lowering, &node, docs, pattern));
        }
    }
    responses
}

fn response<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
    docs: Docs,
    status: StatusPattern,
) -> Response {
    let mut content = content::received(lowering, node);
    if matches!(status, StatusPattern::Code(100..=199 | 204 | 205 | 304)) {
        if let Some(described) = content.iter().find(|media_type| media_type.schema.is_some()) {
            lowering.report(without_body(described));
        }
        content.clear();
    }
    Response {
        status,
        docs,
        content,
        headers: header::lower(lowering, node),
        links: link::lower(lowering, node),
    }
}

fn without_body(media_type: &MediaType) -> Diagnostic {
    Diagnostic::warning(
        "body-that-never-comes",
        &media_type.pointer,
        "a response with this status has no body",
    )
    .at_key()
    .label("ignored")
    .note("RFC 9110 does not allow a body for this status")
    .help("use another status, or remove `content`")
}

/// `200`, `4XX` or `default`.
fn status_pattern(text: &str) -> Option<StatusPattern> {
    if text.eq_ignore_ascii_case("default") {
        return Some(StatusPattern::Default);
    }
    let (class, rest) = text.split_at_checked(1)?;
    if rest.eq_ignore_ascii_case("xx") {
        let class = class.parse().ok().filter(|class| (1..=5).contains(class))?;
        return Some(StatusPattern::Class(class));
    }
    text.parse().ok().filter(|code| (100..=599).contains(code)).map(StatusPattern::Code)
}

fn unknown_status(node: &Node<'_>, status: &str) -> Diagnostic {
    let message = format!("`{status}` is not a status code");
    Diagnostic::warning("unknown-status", &node.pointer, message)
        .at_key()
        .label("ignored")
        .help("use a code such as `200`, a class such as `4XX`, or `default`")
}
