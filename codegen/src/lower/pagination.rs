//! Lowers `x-pagination`: where a response has the items of a list and the next page.
//!
//! Invariant: the result says where the items are and has exactly one way to the next page.

use super::Lowering;
use super::extension::{self, Root, Target};
use crate::diagnostics::Diagnostic;
use crate::ir::{
    CursorSource, NextPage, PageNumber, Pages, Pagination, RequestPlace, Spanned, UrlSource,
};
use crate::node::Node;
use crate::pointer::Pointer;
use crate::value::Value;

/// The members of which there is exactly one.
const WAYS: [&str; 4] = ["cursor", "link", "offset", "page"];

const NOT_PAGED: &str = "no methods to read the pages are generated";

/// Lowers the extension of the operation at `node`. An invalid one is reported and excludes pages.
pub(super) fn lower(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Pagination {
    let Some(node) = node.get("x-pagination") else { return Pagination::Unstated };
    if *node.value == Value::Bool(false) {
        return Pagination::Excluded;
    }
    declared(lowering, &node)
        .map_or(Pagination::Excluded, |pages| Pagination::Declared(Box::new(pages)))
}

fn declared(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Option<Pages> {
    if node.value.as_object().is_none() {
        lowering.report(
            node.wrong_type("an object, or `false` if the operation has no pages")
                .into_warning()
                .label(NOT_PAGED),
        );
        return None;
    }
    let items = required(lowering, node, "items", Target::ValueOrMember);
    let more = pointer(lowering, node, "more", Target::Member(Root::ResponseBody));
    let (way, inner) = only(lowering, node, &WAYS)?;
    inner.object(lowering.diagnostics)?;
    let next = match way {
        "cursor" => cursor(lowering, &inner),
        "link" => link(lowering, &inner),
        "offset" => offset(lowering, &inner),
        _ => page(lowering, &inner),
    };
    Some(Pages { pointer: node.pointer.clone(), items: items?, next: next?, more })
}

fn cursor(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Option<NextPage> {
    let place = place(lowering, node);
    let source = match only(lowering, node, &["body", "header", "lastItem"])?.0 {
        "body" => CursorSource::Body(required(
            lowering,
            node,
            "body",
            Target::Member(Root::ResponseBody),
        )?),
        "header" => CursorSource::Header(name(lowering, node, "header")?),
        _ => CursorSource::LastItem(required(lowering, node, "lastItem", Target::ValueOrMember)?),
    };
    Some(NextPage::Cursor { source, place: place? })
}

fn link(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Option<NextPage> {
    let (way, _) = only(lowering, node, &["body", "header"])?;
    let relation = node.text("rel", lowering.diagnostics);
    if way == "body" {
        let body = required(lowering, node, "body", Target::Member(Root::ResponseBody))?;
        report_unused_relation(lowering, node);
        return Some(NextPage::Link(UrlSource::Body(body)));
    }
    let header = name(lowering, node, "header")?;
    if header.value.eq_ignore_ascii_case("link") {
        let relation = relation.unwrap_or_else(|| "next".to_owned());
        return Some(NextPage::Link(UrlSource::Relation(relation)));
    }
    report_unused_relation(lowering, node);
    Some(NextPage::Link(UrlSource::Header(header)))
}

fn report_unused_relation(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) {
    if let Some(relation) = node.get("rel") {
        let message = "only links of the header `Link` have a relation";
        lowering.report(
            Diagnostic::warning("unused-pagination-member", &relation.pointer, message)
                .at_key()
                .label("ignored")
                .help("write `header: Link`, or remove `rel`"),
        );
    }
}

fn offset(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Option<NextPage> {
    let total = pointer(lowering, node, "total", Target::Member(Root::ResponseBody));
    let place = place(lowering, node)?;
    Some(NextPage::Number { count: PageNumber::Offset, place, total })
}

fn page(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Option<NextPage> {
    let total = pointer(lowering, node, "total", Target::Member(Root::ResponseBody));
    let first = match node.get("first") {
        None => 1,
        Some(first) => {
            let number = first.value.as_u64().and_then(|first| u8::try_from(first).ok());
            number.filter(|number| *number <= 1).unwrap_or_else(|| {
                lowering.report(first.wrong_type("0 or 1"));
                1
            })
        }
    };
    let place = place(lowering, node)?;
    Some(NextPage::Number { count: PageNumber::Page { first }, place, total })
}

/// The only one of these members that there is. None and several are reported.
fn only<'n, 'v>(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'v>,
    names: &[&'n str],
) -> Option<(&'n str, Node<'v>)> {
    let mut found = names.iter().filter_map(|name| Some((*name, node.get(name)?)));
    let first = found.next();
    let problem = match (&first, found.next()) {
        (Some(_), None) => return first,
        (None, _) => "has none",
        (Some(_), Some(_)) => "has more than one",
    };
    let names = names.join("`, `");
    let message = format!("`{}` {problem} of `{names}`", node.pointer.last().unwrap_or_default());
    lowering.report(
        Diagnostic::warning("ambiguous-pagination", &node.pointer, message)
            .at_key()
            .label(NOT_PAGED)
            .help(format!("write exactly one of `{names}`")),
    );
    None
}

/// What takes the cursor or number of the next page: a parameter, or a member of the body.
fn place(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Option<RequestPlace> {
    if node.get("requestBody").is_some() {
        only(lowering, node, &["parameter", "requestBody"])?;
        let member = pointer(lowering, node, "requestBody", Target::Member(Root::RequestBody))?;
        return Some(RequestPlace::Body(member));
    }
    report_missing(lowering, node, "parameter");
    name(lowering, node, "parameter").map(RequestPlace::Parameter)
}

fn name(lowering: &mut Lowering<'_, '_>, node: &Node<'_>, member: &str) -> Option<Spanned<String>> {
    let value = node.text(member, lowering.diagnostics)?;
    Some(Spanned { value, pointer: node.pointer.child(member) })
}

fn required(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
    name: &str,
    target: Target,
) -> Option<Spanned<Pointer>> {
    report_missing(lowering, node, name);
    pointer(lowering, node, name, target)
}

fn report_missing(lowering: &mut Lowering<'_, '_>, node: &Node<'_>, name: &str) {
    if node.get(name).is_none() {
        lowering.report(node.missing(name, NOT_PAGED).into_warning().label(NOT_PAGED));
    }
}

fn pointer(
    lowering: &mut Lowering<'_, '_>,
    node: &Node<'_>,
    name: &str,
    target: Target,
) -> Option<Spanned<Pointer>> {
    let instead = if name == "more" || name == "total" { "ignored" } else { NOT_PAGED };
    extension::pointer(lowering, node, name, target, "invalid-pagination-pointer", instead)
}
