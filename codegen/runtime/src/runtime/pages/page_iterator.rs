//! Reads the pages of a list, one after the other.
//!
//! Invariant: the position changes only when a page has been received, so that a page is not lost if
//! its request fails or is dropped. No position is requested twice.

use std::collections::HashSet;
use std::fmt;
use std::hash::{BuildHasher, RandomState};

use super::item_iterator::Items;
use super::page_error::{PageError, page_error};
use super::page_request::PageRequest;
use crate::runtime::response::{Error, Response};

/// The pages of a list. Nothing is sent before [`next`](Self::next).
///
/// Each page is a call with its own retries, with the options of the request. There is no limit on the
/// number of pages unless [`max_pages`](Self::max_pages) sets one. A server that refers to a page that
/// has been read already would never end, so that is an error.
///
/// ```
/// use runtime::{Error, PageRequest, Pages};
///
/// async fn count<R: PageRequest>(pages: Pages<R>) -> Result<usize, Error<R::ApiError>> {
///     let mut pages = pages.max_pages(100);
///     let mut count = 0;
///     while let Some(page) = pages.next().await? {
///         println!("{}", page.status());
///         count += 1;
///     }
///     Ok(count)
/// }
/// ```
#[must_use = "nothing is sent until `next` is awaited"]
pub struct Pages<R> {
    following: Following<R>,
    received: usize,
    most: Option<usize>,
    /// The hashes of the positions so far, which take eight bytes for each page, whatever a server
    /// sends as a cursor.
    positions: HashSet<u64>,
    hasher: RandomState,
}

/// What follows the pages that have been received.
enum Following<R> {
    Page(R),
    /// A page that has been received before.
    Repeated,
    End,
}

impl<R: PageRequest> Pages<R> {
    /// The pages that begin with that of the request.
    pub(crate) fn new(first: R) -> Self {
        let hasher = RandomState::new();
        let positions = first.position().iter().map(|position| hasher.hash_one(position)).collect();
        let following = Following::Page(first);
        Self { following, received: 0, most: None, positions, hasher }
    }

    /// Ends the list after this number of pages. By default there is no limit.
    pub fn max_pages(self, pages: usize) -> Self {
        Self { most: Some(pages), ..self }
    }

    /// The items of these pages.
    pub fn items(self) -> Items<R> {
        Items::new(self)
    }

    /// Receives the next page, or `None` after the last one. If the call fails, or its future is
    /// dropped, the next call requests the same page.
    ///
    /// # Errors
    /// The call failed, or the page before refers to a page that cannot be requested
    /// ([`ErrorKind::Pagination`](crate::ErrorKind::Pagination), with a [`PageError`] as its source).
    pub async fn next(&mut self) -> Result<Option<Response<R::Page>>, Error<R::ApiError>> {
        let Some((request, response)) = self.receive().await? else { return Ok(None) };
        self.advance(&request, &response);
        Ok(Some(response))
    }

    /// The items of the next page. After another response, which is an error, the next call requests the
    /// same page.
    pub(super) async fn next_items(&mut self) -> Result<Option<Vec<R::Item>>, Error<R::ApiError>> {
        let Some((request, response)) = self.receive().await? else { return Ok(None) };
        if !R::is_page(response.body()) {
            let problem = PageError::OtherResponse(response.status());
            return Err(page_error(problem, R::OPERATION).into_typed());
        }
        self.advance(&request, &response);
        Ok(Some(R::into_items(response.into_body()).unwrap_or_default()))
    }

    /// The response to the next request, with that request.
    async fn receive(&mut self) -> Result<Option<(R, Response<R::Page>)>, Error<R::ApiError>> {
        if self.most.is_some_and(|most| self.received >= most) {
            return Ok(None);
        }
        let request = match &self.following {
            Following::Page(request) => request.clone(),
            Following::Repeated => {
                return Err(page_error(PageError::Repeated, R::OPERATION).into_typed());
            }
            Following::End => return Ok(None),
        };
        let response = request.clone().send().await?;
        Ok(Some((request, response)))
    }

    fn advance(&mut self, request: &R, response: &Response<R::Page>) {
        self.received = self.received.saturating_add(1);
        self.following = self.after(request, response);
    }

    fn after(&mut self, request: &R, response: &Response<R::Page>) -> Following<R> {
        if R::has_more(response.body()) == Some(false) {
            return Following::End;
        }
        let Some(next) = request.next(response) else { return Following::End };
        let position = next.position().map(|position| self.hasher.hash_one(position));
        if position.is_none_or(|position| self.positions.insert(position)) {
            Following::Page(next)
        } else {
            Following::Repeated
        }
    }
}

impl<R: PageRequest> fmt::Debug for Pages<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Pages")
            .field("operation", &R::OPERATION.id)
            .field("received", &self.received)
            .field("max_pages", &self.most)
            .finish_non_exhaustive()
    }
}
