//! Reading the list of an operation in pages.

use super::MemberPath;
use crate::ident::{FieldName, VariantName};
use crate::ir::PageNumber;

/// How the list of an operation is read in pages, and the methods of its request that read it.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The name of the method for the pages.
    pub read_by_page: FieldName,
    /// The name of the method for the items.
    pub read_by_item: FieldName,
    /// The responses that are pages.
    pub responses: PageResponses,
    /// The list in the body of a page. Its type is that of an item.
    pub items: MemberPath,
    /// How the next page is requested.
    pub next: NextPage,
    /// The boolean that says whether other pages follow.
    pub more: Option<MemberPath>,
    /// The integer that is the number of all items or pages.
    pub total: Option<MemberPath>,
}

/// The successful responses that are pages of the list.
#[derive(Clone, Debug)]
pub enum PageResponses {
    /// All of them, which have one type.
    All,
    /// Those of these variants, which have one type.
    Variants(Vec<VariantName>),
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
        /// How the value becomes that of the parameter.
        conversion: Conversion,
    },
    /// From a URL in the response.
    Link {
        /// Where the URL is.
        source: UrlSource,
        /// The field of the request that holds it.
        field: FieldName,
    },
    /// With a number as a parameter or in the body.
    Number {
        /// What the number counts.
        count: PageNumber,
        /// What takes it.
        place: RequestPlace,
    },
}

/// Where a request says which page it asks for.
#[derive(Clone, Debug)]
pub enum RequestPlace {
    /// In the parameter at this position.
    Parameter(usize),
    /// In the member of the JSON body to which these names lead.
    Body(Vec<String>),
}

/// Where a response has the cursor of the next page.
#[derive(Clone, Debug)]
pub enum CursorSource {
    /// In this member of the body.
    Body(MemberPath),
    /// In this header.
    Header(String),
    /// In this member of the last item.
    LastItem(MemberPath),
}

/// Where a response has the URL of the next page.
#[derive(Clone, Debug)]
pub enum UrlSource {
    /// In this member of the body.
    Body(MemberPath),
    /// In this header.
    Header(String),
    /// In the `Link` header, with this relation.
    Relation(String),
}

/// How a value of a response becomes that of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// The types are the same.
    None,
    /// As text.
    Text,
}
