//! The call that reads a page of a list.
//!
//! Invariant: it is an ordinary call, to the origin of the operation.

use std::borrow::Cow;

use super::api_client::Client;
use super::call_options::CallOptions;
use crate::runtime::pages::{PageError, page_error};
use crate::runtime::request::{BaseUrl, RequestBuilder, UriReference};
use crate::runtime::response::{Error, RawResponse};

/// Sends a request, to the location of `link` if there is one.
///
/// # Errors
/// The call failed, or the link has another origin than the request.
pub(crate) async fn execute_page<E>(
    client: &Client,
    mut request: RequestBuilder<'_>,
    mut options: CallOptions,
    link: Option<&UriReference>,
) -> Result<RawResponse, Error<E>> {
    let operation = request.operation();
    let base = match options.base_url.as_deref() {
        Some(own) => BaseUrl::parse(own, client.0.plain_http).ok().map(Cow::Owned),
        None => client.0.base_url(operation),
    };
    // Without a valid base URL the call fails.
    if let Some((link, base)) = link.zip(base) {
        let followed = request.follow(link, &base);
        let Ok(origin) = followed else {
            return Err(page_error(PageError::OtherOrigin, operation).into_typed());
        };
        options.base_url = Some(origin);
    }
    client.execute(request, options).await
}
