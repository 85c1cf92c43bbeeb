//! Resolves what a description says about pages, within the types of an operation.
//!
//! Invariant: a result has members and parameters of fitting types only.

use super::responses::candidates;
use crate::diagnostics::Diagnostic;
use crate::ident::{FieldName, Scope};
use crate::ir::{self, Location, Spanned};
use crate::pointer::Pointer;
use crate::rust::{
    BodyForm, BodyFormat, BodyKind, Conversion, CursorSource, EnumRepr, MemberPath, NextPage,
    Operation, PageResponses, Pages, RequestPlace, Type, TypeKind, TypeRef, UrlSource,
};
use crate::similar;
use crate::translate::member_path::{member_path, resolved};

/// A diagnostic, behind a pointer because results are returned often.
pub(super) type Problem = Box<Diagnostic>;

/// The context of one operation.
struct Context<'o> {
    operation: &'o Operation,
    described: &'o ir::Operation,
    types: &'o [Type],
    /// The type of a response body.
    page: &'o TypeRef,
}

/// Resolves the pages of an operation.
///
/// # Errors
/// The first part that does not fit the operation: of the first response, if none of them fits.
pub(super) fn resolve(
    pages: &ir::Pages,
    operation: &Operation,
    described: &ir::Operation,
    types: &[Type],
) -> Result<Pages, Problem> {
    let mut problem = None;
    for (page, responses) in candidates(&operation.success.kind) {
        let context = Context { operation, described, types, page };
        match context.pages(pages, responses) {
            Ok(pages) => return Ok(pages),
            Err(found) => problem = problem.or(Some(found)),
        }
    }
    Err(problem.unwrap_or_else(|| without_body(pages)))
}

impl Context<'_> {
    fn pages(&self, pages: &ir::Pages, responses: PageResponses) -> Result<Pages, Problem> {
        let items = self.items(&pages.items)?;
        let more = pages.more.as_ref().map(|more| self.more(more)).transpose()?;
        let mut names = Scope::with(&["new", "send", "options", "client"]);
        for parameter in &self.operation.parameters {
            names.take(parameter.name.clone());
        }
        if let Some(body) = &self.operation.body {
            names.take(body.name.clone());
        }
        let total = match &pages.next {
            ir::NextPage::Number { total: Some(total), .. } => Some(self.total(total)?),
            _ => None,
        };
        Ok(Pages {
            next: self.next(&pages.next, &items.ty, &mut names)?,
            read_by_page: names.take(FieldName::new("pages")),
            read_by_item: names.take(FieldName::new("items")),
            responses,
            items,
            more,
            total,
        })
    }

    /// The path to the list, with the type of an item.
    fn items(&self, pointer: &Spanned<Pointer>) -> Result<MemberPath, Problem> {
        let found = self.member(&pointer.value, self.page);
        match found {
            Some(MemberPath { steps, ty: TypeRef::List(item) }) => {
                Ok(MemberPath { steps, ty: *item })
            }
            _ => Err(misfit(pointer, "the response", "a list")),
        }
    }

    fn more(&self, pointer: &Spanned<Pointer>) -> Result<MemberPath, Problem> {
        let found = self.member(&pointer.value, self.page);
        let found = found.filter(|member| member.ty == TypeRef::Boolean);
        found.ok_or_else(|| misfit(pointer, "the response", "a boolean"))
    }

    fn total(&self, pointer: &Spanned<Pointer>) -> Result<MemberPath, Problem> {
        let found = self.member(&pointer.value, self.page);
        let found = found.filter(|member| matches!(member.ty, TypeRef::Integer(_)));
        found.ok_or_else(|| misfit(pointer, "the response", "an integer"))
    }

    fn next(
        &self,
        next: &ir::NextPage,
        item: &TypeRef,
        names: &mut Scope,
    ) -> Result<NextPage, Problem> {
        Ok(match next {
            ir::NextPage::Cursor { source, place } => {
                let (source, ty) = self.cursor(source, item)?;
                let (position, takes) = self.place(place)?;
                let conversion = match (&ty, &takes) {
                    _ if ty == takes => Conversion::None,
                    (_, TypeRef::String) => Conversion::Text,
                    _ => return Err(other_type(place, "the type of the cursor")),
                };
                NextPage::Cursor { source, place: position, conversion }
            }
            ir::NextPage::Link(source) => {
                let source = match source {
                    ir::UrlSource::Body(pointer) => UrlSource::Body(self.link(pointer)?),
                    ir::UrlSource::Header(name) => UrlSource::Header(self.header(name)?),
                    ir::UrlSource::Relation(relation) => UrlSource::Relation(relation.clone()),
                };
                NextPage::Link { source, field: names.take(FieldName::new("link")) }
            }
            ir::NextPage::Number { count, place, .. } => {
                let (position, takes) = self.place(place)?;
                if !matches!(takes, TypeRef::Integer(_) | TypeRef::Number) {
                    return Err(other_type(place, "a number"));
                }
                NextPage::Number { count: *count, place: position }
            }
        })
    }

    fn cursor(
        &self,
        source: &ir::CursorSource,
        item: &TypeRef,
    ) -> Result<(CursorSource, TypeRef), Problem> {
        let expected = "a string, an integer, a date or an enum";
        let member = |pointer: &Spanned<Pointer>, root: &TypeRef, owner: &str| {
            let found = self.member(&pointer.value, root).filter(|it| self.has_text(&it.ty));
            found.ok_or_else(|| misfit(pointer, owner, expected))
        };
        Ok(match source {
            ir::CursorSource::Body(pointer) => {
                let found = member(pointer, self.page, "the response")?;
                let ty = found.ty.clone();
                (CursorSource::Body(found), ty)
            }
            ir::CursorSource::LastItem(pointer) => {
                let found = member(pointer, item, "an item")?;
                let ty = found.ty.clone();
                (CursorSource::LastItem(found), ty)
            }
            ir::CursorSource::Header(name) => {
                (CursorSource::Header(self.header(name)?), TypeRef::String)
            }
        })
    }

    fn link(&self, pointer: &Spanned<Pointer>) -> Result<MemberPath, Problem> {
        let found = self.member(&pointer.value, self.page);
        let found = found.filter(|member| member.ty == TypeRef::String);
        found.ok_or_else(|| misfit(pointer, "the response", "a string"))
    }

    /// The member that the pointer leads to, with its type behind aliases.
    fn member(&self, pointer: &Pointer, root: &TypeRef) -> Option<MemberPath> {
        let (steps, ty) = member_path(pointer, root.clone(), self.types)?;
        Some(MemberPath { steps, ty: resolved(&ty, self.types) })
    }

    /// Whether values of the type have a text.
    fn has_text(&self, ty: &TypeRef) -> bool {
        match ty {
            TypeRef::String
            | TypeRef::Integer(_)
            | TypeRef::Uuid
            | TypeRef::DateTime
            | TypeRef::Date => true,
            TypeRef::Named(id) => self.types.get(id.0).is_some_and(|ty| match &ty.kind {
                TypeKind::Enum(values) => {
                    matches!(values.repr, EnumRepr::Text | EnumRepr::Integer)
                }
                _ => false,
            }),
            _ => false,
        }
    }

    /// The parameter or the member of the body, and its type behind aliases.
    fn place(&self, place: &ir::RequestPlace) -> Result<(RequestPlace, TypeRef), Problem> {
        match place {
            ir::RequestPlace::Parameter(name) => {
                let (position, ty) = self.parameter(name)?;
                Ok((RequestPlace::Parameter(position), ty))
            }
            ir::RequestPlace::Body(pointer) => {
                let body = self.operation.body.as_ref().and_then(|body| match &body.kind {
                    BodyKind::Single(BodyForm { format: BodyFormat::Json(ty), .. }) => Some(ty),
                    _ => None,
                });
                let member = body.and_then(|body| self.member(&pointer.value, body));
                let member = member.ok_or_else(|| misfit(pointer, "the request", "described"))?;
                let names = pointer.value.tokens().map(std::borrow::Cow::into_owned).collect();
                Ok((RequestPlace::Body(names), member.ty))
            }
        }
    }

    /// The position of a parameter, one of the query first, and its type behind aliases.
    fn parameter(&self, name: &Spanned<String>) -> Result<(usize, TypeRef), Problem> {
        let all = || self.operation.parameters.iter().enumerate();
        let mut named = all().filter(|(_, parameter)| parameter.wire_name == name.value);
        let in_query = named.clone().find(|(_, parameter)| parameter.location == Location::Query);
        if let Some((position, parameter)) = in_query.or_else(|| named.next()) {
            return Ok((position, resolved(&parameter.ty, self.types)));
        }
        let message = format!("the operation has no parameter `{}`", name.value);
        let known = all().map(|(_, parameter)| parameter.wire_name.as_str());
        Err(Box::new(suggested(not_paged(name, message), known, &name.value, "parameters")))
    }

    /// The name of a header that a successful response declares.
    fn header(&self, name: &Spanned<String>) -> Result<String, Problem> {
        let headers = || self.described.responses.iter().flat_map(|it| &it.headers);
        if headers().any(|header| header.name.eq_ignore_ascii_case(&name.value)) {
            return Ok(name.value.to_ascii_lowercase());
        }
        let message = format!("the responses have no header `{}`", name.value);
        let known = headers().map(|header| header.name.as_str());
        Err(Box::new(suggested(not_paged(name, message), known, &name.value, "headers")))
    }
}

/// A warning at a value, because of which the operation has no pages.
fn not_paged<T>(value: &Spanned<T>, message: String) -> Diagnostic {
    Diagnostic::warning("mismatched-pagination", &value.pointer, message)
        .label("no methods to read the pages are generated")
}

/// The warning with the nearest of the known names.
fn suggested<'n>(
    problem: Diagnostic,
    known: impl Iterator<Item = &'n str> + Clone,
    wanted: &str,
    kind: &str,
) -> Diagnostic {
    match similar::nearest(known, wanted) {
        Some(meant) => problem.help(format!("did you mean `{meant}`?")),
        None => problem.help(format!("write one of the {kind} that the operation declares")),
    }
}

fn misfit(pointer: &Spanned<Pointer>, owner: &str, expected: &str) -> Problem {
    let path = pointer.value.as_str();
    let message = if path.is_empty() {
        format!("{owner} is not {expected}")
    } else {
        format!("{owner} has no member at `{path}` that is {expected}")
    };
    let problem = not_paged(pointer, message)
        .note(format!("the pointer is relative to the root of {owner} and may pass objects only"))
        .help("correct the pointer, or describe the member in the schema of the body");
    Box::new(problem)
}

fn other_type(place: &ir::RequestPlace, expected: &str) -> Problem {
    let (pointer, owner) = match place {
        ir::RequestPlace::Parameter(name) => {
            (&name.pointer, format!("the parameter `{}`", name.value))
        }
        ir::RequestPlace::Body(member) => {
            (&member.pointer, format!("the member `{}` of the request", member.value.as_str()))
        }
    };
    let message = format!("the type of {owner} is not {expected}");
    let problem = Diagnostic::warning("mismatched-pagination", pointer, message)
        .label("no methods to read the pages are generated")
        .help("correct its schema, or write the name of another one");
    Box::new(problem)
}

fn without_body(pages: &ir::Pages) -> Problem {
    let message = "the responses of this operation have no type that could contain a list";
    let problem = Diagnostic::warning("mismatched-pagination", &pages.pointer, message)
        .at_key()
        .label("no methods to read the pages are generated")
        .help("describe a successful response by the schema of a page");
    Box::new(problem)
}
