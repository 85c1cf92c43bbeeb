//! Lists that a server sends in pages: iterators over the pages and over their items.
//!
//! Depends on `request` and `response`.

mod body_member;
mod item_iterator;
mod link_header;
mod next_number;
mod page_error;
mod page_iterator;
mod page_request;

pub(crate) use self::body_member::{number_in, text_in, with_member};
pub use self::item_iterator::Items;
pub(crate) use self::link_header::linked;
pub(crate) use self::next_number::{next_offset, next_page};
pub use self::page_error::PageError;
pub(crate) use self::page_error::page_error;
pub use self::page_iterator::Pages;
pub use self::page_request::PageRequest;
