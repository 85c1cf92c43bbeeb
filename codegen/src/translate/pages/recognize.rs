//! Recognizes pagination that a description does not declare.
//!
//! Invariant: a candidate is a combination of names that has one meaning only. Where there are two
//! lists or two ways to the next page, there is no candidate.

use super::responses::only_body;
use crate::ir::{
    self, CursorSource, Location, NextPage, PageNumber, Pages, RequestPlace, Spanned, UrlSource,
};
use crate::pointer::Pointer;
use crate::rust::{Operation, Parameter, Type, TypeKind, TypeRef};
use crate::translate::member_path::{member_path, resolved};

/// The members with the cursor of the next page, each with the parameter that takes it.
const CURSORS: [(&str, &str); 4] = [
    ("/nextPageToken", "pageToken"),
    ("/next_page_token", "page_token"),
    ("/nextCursor", "cursor"),
    ("/next_cursor", "cursor"),
];

/// Other parameters that say where a page begins.
const OTHER_CURSORS: [&str; 5] = ["after", "before", "since", "starting_after", "start"];

/// Objects that describe a page.
const PAGE_OBJECTS: [&str; 4] = ["", "/meta", "/pagination", "/paging"];
const PAGE_TOTALS: [&str; 6] =
    ["total_pages", "totalPages", "page_count", "pageCount", "last_page", "lastPage"];
const MORE: [&str; 6] =
    ["has_more", "hasMore", "has_next", "hasNext", "has_next_page", "hasNextPage"];

/// What an operation looks like.
struct Shape<'o> {
    operation: &'o Operation,
    described: &'o ir::Operation,
    ir: &'o ir::Api,
    types: &'o [Type],
    page: &'o TypeRef,
}

/// The ways in which the operation seems to be paginated, the most certain first.
pub(super) fn candidates(
    operation: &Operation,
    described: &ir::Operation,
    ir: &ir::Api,
    types: &[Type],
) -> Vec<Pages> {
    let Some(page) = only_body(&operation.success.kind) else { return Vec::new() };
    if operation.method.as_str() != "GET" {
        return Vec::new();
    }
    let shape = Shape { operation, described, ir, types, page };
    let found = [
        shape.last_item(),
        shape.cursor(),
        shape.link_in_body(),
        shape.link_header(),
        shape.offset(),
        shape.page_number(),
    ];
    found.into_iter().flatten().collect()
}

impl Shape<'_> {
    /// `has_more`, `data` and `starting_after`.
    fn last_item(&self) -> Option<Pages> {
        self.query("starting_after")?;
        let more = Some(self.spanned(Pointer::from_text("/has_more")));
        let source = CursorSource::LastItem(self.spanned(Pointer::from_text("/id")));
        let place = self.parameter("starting_after");
        let items = Pointer::from_text("/data");
        Some(Pages { more, ..self.pages(items, NextPage::Cursor { source, place }) })
    }

    /// A cursor in the body, the parameter that takes it, and one list.
    fn cursor(&self) -> Option<Pages> {
        let items = self.only_list()?;
        let is_declared = |(member, parameter): &&(&str, &str)| {
            self.query(parameter).is_some() && self.has(member)
        };
        let mut pairs = CURSORS.iter().filter(is_declared);
        let (member, parameter) = pairs.next()?;
        if pairs.next().is_some() {
            return None;
        }
        let source = CursorSource::Body(self.spanned(Pointer::from_text(member)));
        let place = self.parameter(parameter);
        Some(self.pages(items, NextPage::Cursor { source, place }))
    }

    /// `links.next` beside the list `data` (JSON:API, "Pagination").
    fn link_in_body(&self) -> Option<Pages> {
        let next = Pointer::from_text("/links/next");
        let source = UrlSource::Body(self.spanned(next));
        let is_described = self.has("/links/next");
        is_described.then(|| self.pages(Pointer::from_text("/data"), NextPage::Link(source)))
    }

    /// The `Link` header, one list, and a parameter for pages.
    fn link_header(&self) -> Option<Pages> {
        let mut headers = self.described.responses.iter().flat_map(|response| &response.headers);
        headers.find(|header| header.name.eq_ignore_ascii_case("link"))?;
        self.query("page").or_else(|| self.query("per_page"))?;
        let source = UrlSource::Relation("next".to_owned());
        Some(self.pages(self.only_list()?, NextPage::Link(source)))
    }

    /// `offset` and `limit`, one list, and nothing else that says where a page begins.
    fn offset(&self) -> Option<Pages> {
        let parameter = self.query("offset")?;
        self.query("limit")?;
        if self.has_cursor() || self.query("page").is_some() {
            return None;
        }
        self.numbered(PageNumber::Offset, parameter, self.more(), None)
    }

    /// `page` with a default of 0 or 1, one list, and a member that says where the list ends. Without
    /// one, the page after the last may be an error.
    fn page_number(&self) -> Option<Pages> {
        let parameter = self.query("page")?;
        if self.has_cursor() || self.query("offset").is_some() {
            return None;
        }
        let first = u8::try_from(self.default_of("page")?).ok().filter(|first| *first <= 1)?;
        let (more, total) = (self.more(), self.found(&PAGE_TOTALS));
        if more.is_none() && total.is_none() {
            return None;
        }
        self.numbered(PageNumber::Page { first }, parameter, more, total)
    }

    fn numbered(
        &self,
        count: PageNumber,
        parameter: &Parameter,
        more: Option<Pointer>,
        total: Option<Pointer>,
    ) -> Option<Pages> {
        let place = self.parameter(&parameter.wire_name);
        let total = total.map(|total| self.spanned(total));
        let more = more.map(|more| self.spanned(more));
        let next = NextPage::Number { count, place, total };
        Some(Pages { more, ..self.pages(self.only_list()?, next) })
    }

    fn pages(&self, items: Pointer, next: NextPage) -> Pages {
        let pointer = self.described.pointer.clone();
        Pages { pointer, items: self.spanned(items), next, more: None }
    }

    fn spanned<T>(&self, value: T) -> Spanned<T> {
        Spanned { value, pointer: self.described.pointer.clone() }
    }

    fn parameter(&self, name: &str) -> RequestPlace {
        RequestPlace::Parameter(self.spanned(name.to_owned()))
    }

    /// The parameter of this name in the query.
    fn query(&self, name: &str) -> Option<&Parameter> {
        let is_it = |it: &&Parameter| it.location == Location::Query && it.wire_name == name;
        self.operation.parameters.iter().find(is_it)
    }

    /// Whether a parameter takes a cursor.
    fn has_cursor(&self) -> bool {
        let names = CURSORS.iter().map(|(_, parameter)| *parameter).chain(OTHER_CURSORS);
        names.into_iter().any(|name| self.query(name).is_some())
    }

    /// The default of a parameter in the query, if it is an integer.
    fn default_of(&self, name: &str) -> Option<i64> {
        let is_it = |it: &&ir::Parameter| it.location == Location::Query && it.name == name;
        let schema = self.described.parameters.iter().find(is_it)?.schema?;
        let target = self.ir.schemas.target(schema);
        let default = |id| self.ir.schemas[id].rare.default.as_ref();
        default(schema).or_else(|| default(target))?.as_i64()
    }

    fn has(&self, pointer: &str) -> bool {
        self.member(&Pointer::from_text(pointer)).is_some()
    }

    fn member(&self, pointer: &Pointer) -> Option<TypeRef> {
        let (_, ty) = member_path(pointer, self.page.clone(), self.types)?;
        Some(resolved(&ty, self.types))
    }

    /// The member that says whether other pages follow.
    fn more(&self) -> Option<Pointer> {
        self.found(&MORE).filter(|pointer| self.member(pointer) == Some(TypeRef::Boolean))
    }

    /// The first member of one of these names in an object that describes the page.
    fn found(&self, names: &[&str]) -> Option<Pointer> {
        let pointers = PAGE_OBJECTS.iter().flat_map(|object| {
            names.iter().map(move |name| Pointer::from_text(&format!("{object}/{name}")))
        });
        pointers.into_iter().find(|pointer| self.member(pointer).is_some())
    }

    /// The body, or its only member that is a list.
    fn only_list(&self) -> Option<Pointer> {
        let named = match resolved(self.page, self.types) {
            TypeRef::List(_) => return Some(Pointer::root()),
            TypeRef::Named(id) => self.types.get(id.0)?,
            _ => return None,
        };
        let TypeKind::Struct(object) = &named.kind else { return None };
        let mut lists = object
            .fields
            .iter()
            .filter(|field| matches!(resolved(&field.ty, self.types), TypeRef::List(_)));
        let only = lists.next().filter(|_| lists.next().is_none())?;
        Some(Pointer::root().child(&only.wire))
    }
}
