//! `x-pagination`: where a response has the items of a list, and how the next page is requested.

use std::fmt;

use super::Spanned;
use crate::pointer::Pointer;

/// What the description says about the pages of an operation.
#[derive(Clone, Debug)]
pub enum Pagination {
    /// Nothing. Pagination is recognized where the description leaves no doubt.
    Unstated,
    /// There are no pages, or what is said about them is not valid.
    Excluded,
    /// The extension of the operation.
    Declared(Box<Pages>),
}

/// How a list is read in pages. `Display` writes it as the extension, for messages.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The location of the extension.
    pub pointer: Pointer,
    /// The member of the response body that is the list of items.
    pub items: Spanned<Pointer>,
    /// How the next page is requested.
    pub next: NextPage,
    /// The member of the response body that says whether other pages follow.
    pub more: Option<Spanned<Pointer>>,
}

/// How the next page is requested.
#[derive(Clone, Debug)]
pub enum NextPage {
    /// With a value of the response as a parameter or in the body.
    Cursor {
        /// Where the value is.
        source: CursorSource,
        /// What takes it.
        place: RequestPlace,
    },
    /// From a URL in the response.
    Link(UrlSource),
    /// With a number as a parameter or in the body.
    Number {
        /// What the number counts.
        count: PageNumber,
        /// What takes it.
        place: RequestPlace,
        /// The member of the response body that is the number of all items or pages.
        total: Option<Spanned<Pointer>>,
    },
}

/// Where a request says which page it asks for.
#[derive(Clone, Debug)]
pub enum RequestPlace {
    /// In the parameter with this name.
    Parameter(Spanned<String>),
    /// In this member of the JSON body.
    Body(Spanned<Pointer>),
}

/// Where a response has the cursor of the next page.
#[derive(Clone, Debug)]
pub enum CursorSource {
    /// In the body.
    Body(Spanned<Pointer>),
    /// In a header.
    Header(Spanned<String>),
    /// In the last item.
    LastItem(Spanned<Pointer>),
}

/// Where a response has the URL of the next page.
#[derive(Clone, Debug)]
pub enum UrlSource {
    /// In the body.
    Body(Spanned<Pointer>),
    /// In a header, which is the URL.
    Header(Spanned<String>),
    /// In the `Link` header, with this relation (RFC 8288).
    Relation(String),
}

/// The number at which a page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageNumber {
    /// The number of the items before the page.
    Offset,
    /// The number of the page.
    Page {
        /// The number of the first page, 0 or 1.
        first: u8,
    },
}

impl fmt::Display for Pages {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "x-pagination: {{ items: {:?}", self.items.value.as_str())?;
        if let Some(more) = &self.more {
            write!(formatter, ", more: {:?}", more.value.as_str())?;
        }
        write!(formatter, ", {} }}", self.next)
    }
}

impl fmt::Display for NextPage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cursor { source, place } => {
                let (name, value) = match source {
                    CursorSource::Body(pointer) => ("body", pointer.value.as_str()),
                    CursorSource::Header(header) => ("header", header.value.as_str()),
                    CursorSource::LastItem(pointer) => ("lastItem", pointer.value.as_str()),
                };
                write!(formatter, "cursor: {{ {name}: {value:?}, {place} }}")
            }
            Self::Link(UrlSource::Body(pointer)) => {
                write!(formatter, "link: {{ body: {:?} }}", pointer.value.as_str())
            }
            Self::Link(UrlSource::Header(header)) => {
                write!(formatter, "link: {{ header: {:?} }}", header.value)
            }
            Self::Link(UrlSource::Relation(relation)) => {
                write!(formatter, "link: {{ header: \"Link\", rel: {relation:?} }}")
            }
            Self::Number { count, place, total } => {
                match count {
                    PageNumber::Offset => write!(formatter, "offset: {{ {place}")?,
                    PageNumber::Page { first } => {
                        write!(formatter, "page: {{ {place}, first: {first}")?;
                    }
                }
                if let Some(total) = total {
                    write!(formatter, ", total: {:?}", total.value.as_str())?;
                }
                formatter.write_str(" }")
            }
        }
    }
}

impl fmt::Display for RequestPlace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parameter(name) => write!(formatter, "parameter: {:?}", name.value),
            Self::Body(pointer) => write!(formatter, "requestBody: {:?}", pointer.value.as_str()),
        }
    }
}
