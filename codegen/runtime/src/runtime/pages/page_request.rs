//! The request of one page, which knows the request of the next.
//!
//! Invariant: the next request is the same apart from where the page begins, so that all pages have
//! the same arguments, options and credentials.

use crate::runtime::request::Operation;
use crate::runtime::response::{Error, Response};

/// A request that reads one page of a list. Operations with pagination implement it.
pub trait PageRequest: Clone + Send {
    /// The body of a successful response.
    type Page: Send;
    /// An item of the list.
    type Item: Send;
    /// The body of the errors that the description declares.
    type ApiError: Send;

    /// The operation that reads a page.
    const OPERATION: &'static Operation;

    /// Sends the request as a call of its own, with retries.
    ///
    /// # Errors
    /// The call failed.
    fn send(
        self,
    ) -> impl Future<Output = Result<Response<Self::Page>, Error<Self::ApiError>>> + Send;

    /// Where the page begins, as text: a cursor, a URL or a number. The first page may have none.
    fn position(&self) -> Option<String>;

    /// The request of the page after `response`, or `None` if that is the last page, or none.
    fn next(&self, response: &Response<Self::Page>) -> Option<Self>;

    /// The items of a page, or `None` if the body has no list.
    fn into_items(page: Self::Page) -> Option<Vec<Self::Item>>;

    /// Whether a response is a page of the list. An operation may succeed with others as well, such as
    /// one that says that the list is not ready yet.
    #[must_use]
    fn is_page(_: &Self::Page) -> bool {
        true
    }

    /// Whether other pages follow, if the body says so.
    #[must_use]
    fn has_more(_: &Self::Page) -> Option<bool> {
        None
    }

    /// The number of all items or pages, if the body has it.
    #[must_use]
    fn total(_: &Self::Page) -> Option<i128> {
        None
    }
}
