//! `x-bulk`: how an operation that changes many records is called for any number of them.

use super::Spanned;
use crate::pointer::Pointer;

/// The `x-bulk` extension of an operation.
#[derive(Clone, Debug)]
pub struct Bulk {
    /// The location of the extension.
    pub pointer: Pointer,
    /// The name of the method, from `x-rust-name`.
    pub rust_name: Option<String>,
    /// The maximum number of bytes in the body of a request.
    pub max_bytes: usize,
    /// The member of the request body that is the list of items. Without it, the body is the list.
    pub list: Option<Spanned<Pointer>>,
    /// The members of an item.
    pub item: BulkItem,
    /// The job that a request starts.
    pub job: BulkJob,
    /// The results of its items.
    pub results: BulkResults,
}

/// The members of an item.
#[derive(Clone, Debug)]
pub struct BulkItem {
    /// The id of the record.
    pub id: Spanned<Pointer>,
    /// The reference that comes back in the result.
    pub reference: Spanned<Pointer>,
}

/// The job that a request starts.
#[derive(Clone, Debug)]
pub struct BulkJob {
    /// The member of the response that is the id of the job.
    pub id: Spanned<Pointer>,
    /// The `operationId` of the operation that reads the job.
    pub operation: Spanned<String>,
}

/// The results of the items of a job.
#[derive(Clone, Debug)]
pub struct BulkResults {
    /// The `operationId` of the operation that reads them.
    pub operation: Spanned<String>,
    /// The lists of results in its response. The step `*` is each item of an array.
    pub lists: Vec<Spanned<Pointer>>,
    /// The lists of ids of changed records in its response.
    pub changed_ids: Vec<Spanned<Pointer>>,
    /// The member of a result that is the reference of the item.
    pub reference: Spanned<Pointer>,
    /// The member of a result that is the id of the record.
    pub id: Option<Spanned<Pointer>>,
    /// The member of a result that says whether the record was changed.
    pub status: Spanned<Pointer>,
    /// The values of the status if it was.
    pub succeeded: Vec<Spanned<String>>,
    /// The values of the status if it was not.
    pub failed: Vec<Spanned<String>>,
}
