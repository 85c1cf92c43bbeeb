//! Requests of pages, as they are generated: by cursor, by offset and by link.

use super::Harness;
use super::api::{GET, Problem};
use super::transport::{ScriptedResponse, Step};
use crate::runtime::client::{CallOptions, Client, execute_page};
use crate::runtime::json::{Decode, DecodeError, Names, Node};
use crate::runtime::pages::{PageRequest, Pages, linked, next_offset};
use crate::runtime::request::{Explode, Operation, Style, UriReference};
use crate::runtime::response::{Error, Response};

static LIST: Operation = Operation { id: "listThings", path: "/things/{kind}", ..GET };

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Page {
    items: Option<Vec<i64>>,
    next: Option<String>,
    more: Option<bool>,
    total: Option<i64>,
    /// Another response, which is no page.
    progress: Option<i64>,
}

impl Decode for Page {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let mut object =
            node.object(Names::few(&["items", "next", "more", "total", "progress"]))?;
        Ok(Self {
            items: object.optional("items")?,
            next: object.optional("next")?,
            more: object.optional("more")?,
            total: object.optional("total")?,
            progress: object.optional("progress")?,
        })
    }
}

/// How the next page is requested.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    Cursor,
    Offset,
    LinkInBody,
    LinkInHeader,
}

#[derive(Clone)]
pub(crate) struct ListThings {
    pub(crate) client: Client,
    pub(crate) shape: Shape,
    pub(crate) options: CallOptions,
    pub(crate) cursor: Option<String>,
    pub(crate) offset: Option<i64>,
    pub(crate) link: Option<UriReference>,
}

impl PageRequest for ListThings {
    type Page = Page;
    type Item = i64;
    type ApiError = Problem;

    const OPERATION: &'static Operation = &LIST;

    async fn send(self) -> Result<Response<Page>, Error<Problem>> {
        let mut request = self.client.request(&LIST);
        request.path("kind", Style::Simple, Explode::No, "big");
        request.query("color", Style::Form, Explode::Yes, "red");
        request.query("cursor", Style::Form, Explode::Yes, &self.cursor);
        request.query("offset", Style::Form, Explode::Yes, &self.offset);
        let response =
            execute_page(&self.client, request, self.options, self.link.as_ref()).await?;
        match response.status().as_u16() {
            200 | 202 => response.json(),
            400..=599 => Err(response.json_error()),
            _ => Err(response.unexpected()),
        }
    }

    fn position(&self) -> Option<String> {
        match self.shape {
            Shape::Cursor => self.cursor.clone(),
            Shape::Offset => self.offset.map(|offset| offset.to_string()),
            Shape::LinkInBody | Shape::LinkInHeader => self.link.as_ref().map(ToString::to_string),
        }
    }

    fn next(&self, response: &Response<Page>) -> Option<Self> {
        let next = self.clone();
        match self.shape {
            Shape::Cursor => Some(Self { cursor: Some(response.next.clone()?), ..next }),
            Shape::Offset => {
                let count = response.items.as_ref()?.len();
                let total = Self::total(response.body());
                let offset = next_offset(self.offset.unwrap_or(0), count, total)?;
                Some(Self { offset: Some(offset), ..next })
            }
            Shape::LinkInBody | Shape::LinkInHeader => {
                let link = match self.shape {
                    Shape::LinkInHeader => linked(response.headers(), "next")?,
                    _ => response.next.clone()?,
                };
                let link = UriReference::after(self.link.as_ref(), &link)?;
                Some(Self { link: Some(link), ..next })
            }
        }
    }

    fn into_items(page: Page) -> Option<Vec<i64>> {
        page.items
    }

    fn is_page(page: &Page) -> bool {
        page.progress.is_none()
    }

    fn has_more(page: &Page) -> Option<bool> {
        page.more
    }

    fn total(page: &Page) -> Option<i128> {
        page.total.map(i128::from)
    }
}

pub(crate) fn list(harness: &Harness, shape: Shape) -> ListThings {
    ListThings {
        client: harness.client(),
        shape,
        options: CallOptions::new(),
        cursor: None,
        offset: None,
        link: None,
    }
}

pub(crate) fn pages(harness: &Harness, shape: Shape) -> Pages<ListThings> {
    Pages::new(list(harness, shape))
}

/// A page with these members of the body.
pub(crate) fn page(members: &str) -> ScriptedResponse {
    ScriptedResponse::new(200, "application/json", format!("{{{members}}}"))
}

/// A page with one item and this `Link` header.
pub(crate) fn linked_page(link: &str) -> ScriptedResponse {
    let headers = [("content-type", "application/json"), ("link", link)];
    ScriptedResponse::with_headers(200, &headers, [Step::Chunk(r#"{"items":[1]}"#.into())])
}

/// The paths and queries of the requests since the last call.
pub(crate) fn targets(harness: &Harness) -> Vec<String> {
    let requests = harness.transport.requests();
    requests.iter().map(|request| request.uri().path_and_query().unwrap().to_string()).collect()
}
