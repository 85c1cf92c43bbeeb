//! Calling an operation that changes many records for any number of them.

use super::{Limit, MemberPath, TypeId};
use crate::ident::{FieldName, TypeName};

/// The method for any number of items, and what its requests are made of.
#[derive(Clone, Debug)]
pub struct Bulk {
    /// The name of the method.
    pub name: FieldName,
    /// The name of the type that implements `BulkRequest`.
    pub type_name: TypeName,
    /// The list of items in the body of a request.
    pub body: BulkBody,
    /// The operation that reads the state of the job.
    pub job: BulkJob,
    /// The operation that reads the results of the job.
    pub results: BulkResults,
}

/// The list of items in the body of a request.
#[derive(Clone, Debug)]
pub struct BulkBody {
    /// The type of an item.
    pub item: TypeId,
    /// The maximum number of items.
    pub max_items: usize,
    /// The maximum number of bytes in the body.
    pub max_bytes: usize,
    /// The members that the list is in, from the outermost.
    pub members: WirePath,
    /// The id of the record. It is required, and a string.
    pub id: MemberPath,
    /// The reference of an item, which is a string.
    pub reference: MemberPath,
    /// The names of the members that lead to the id.
    pub id_path: WirePath,
    /// The names of the members that lead to the reference.
    pub reference_path: WirePath,
    /// The limits of an item.
    pub limits: Vec<BulkLimit>,
    /// The regular expressions that texts in an item match, by the paths of the texts.
    pub patterns: Vec<(WirePath, String)>,
}

/// A limit of a value in an item.
#[derive(Clone, Debug)]
pub struct BulkLimit {
    /// The names of the members that lead to the value.
    pub path: WirePath,
    /// The limit.
    pub limit: Limit,
}

/// A call that reads something of a job.
#[derive(Clone, Debug)]
pub struct BulkCall {
    /// The id of the operation.
    pub operation: String,
    /// The method of the client, whose only argument is the id of the job.
    pub method: FieldName,
    /// Whether the operation is deprecated.
    pub deprecated: bool,
    /// Whether its errors have another type than those of the operation that starts the job.
    pub has_other_error: bool,
}

/// The job that a request starts.
#[derive(Clone, Debug)]
pub struct BulkJob {
    /// The call that reads its state.
    pub call: BulkCall,
    /// The id of the job in the response to the request that started it.
    pub id: WirePath,
    /// The state in both responses.
    pub state: WirePath,
    /// The states of a job that is finished.
    pub finished: Vec<String>,
    /// The number of finished parts.
    pub complete: Option<WirePath>,
    /// The number of all parts.
    pub total: Option<WirePath>,
}

/// The results of a job.
#[derive(Clone, Debug)]
pub struct BulkResults {
    /// The call that reads them.
    pub call: BulkCall,
    /// The lists of results.
    pub lists: Vec<WirePath>,
    /// The lists of ids of changed records.
    pub changed_ids: Vec<WirePath>,
    /// The type of a result.
    pub result: TypeId,
    /// The reference of the item, which is a string.
    pub reference: MemberPath,
    /// The id of the record, which is a string.
    pub id: Option<MemberPath>,
    /// Whether the record was changed.
    pub status: MemberPath,
    /// The values of the status if it was.
    pub succeeded: Vec<String>,
    /// The values of the status if it was not.
    pub failed: Vec<String>,
}

/// The names of members on the wire. In a response, `*` is each item of an array.
pub type WirePath = Vec<String>;
