//! Reads the items of a list, page by page.
//!
//! Invariant: an item of a page that has been received is returned once, in the order of the list.

use std::fmt;
use std::vec::IntoIter;

use super::page_iterator::Pages;
use super::page_request::PageRequest;
use crate::runtime::response::Error;

/// The items of a list, which are requested page by page. [`Pages::items`] limits the number of pages.
///
/// ```
/// use runtime::{Error, Items, PageRequest};
///
/// async fn count<R: PageRequest>(mut items: Items<R>) -> Result<usize, Error<R::ApiError>> {
///     let mut count = 0;
///     while let Some(_item) = items.next().await? {
///         count += 1;
///     }
///     Ok(count)
/// }
/// ```
#[must_use = "nothing is sent until `next` is awaited"]
pub struct Items<R: PageRequest> {
    pages: Pages<R>,
    /// The rest of the last page.
    page: IntoIter<R::Item>,
}

impl<R: PageRequest> Items<R> {
    pub(crate) fn new(pages: Pages<R>) -> Self {
        Self { pages, page: Vec::new().into_iter() }
    }

    /// Returns the next item, or `None` after the last one. Requests the next page when the items of
    /// the last one have been returned. If the call fails, or its future is dropped, the next call
    /// requests the same page.
    ///
    /// # Errors
    /// As for [`Pages::next`], and if a response is no page of the list
    /// ([`PageError::OtherResponse`](crate::PageError::OtherResponse)).
    pub async fn next(&mut self) -> Result<Option<R::Item>, Error<R::ApiError>> {
        loop {
            if let Some(item) = self.page.next() {
                return Ok(Some(item));
            }
            let Some(items) = self.pages.next_items().await? else { return Ok(None) };
            self.page = items.into_iter();
        }
    }
}

impl<R: PageRequest> fmt::Debug for Items<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Items")
            .field("pages", &self.pages)
            .field("left_of_page", &self.page.len())
            .finish()
    }
}
