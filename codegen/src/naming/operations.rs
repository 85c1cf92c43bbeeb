//! Names operations: the client method, the types and the module of each.
//!
//! The `operationId` is the source of all names, unless `x-rust-name` pins one.

use std::collections::HashSet;

use super::aliases::{self, FormerNames};
use crate::diagnostics::Diagnostics;
use crate::ident::{FieldName, ModuleName, NameOrigin, Scope, TypeName, unique};
use crate::ir;

/// Methods of every client. An operation of the same name gets a number.
const CLIENT_METHODS: [&str; 10] = [
    "base_url_text",
    "builder",
    "clone",
    "execute",
    "new",
    "poll_context",
    "rate_limiter",
    "request",
    "system",
    "with_credential",
];

/// The names of one operation.
pub(crate) struct OperationNames {
    /// The `operationId`, or an id derived from the method and the path.
    pub(crate) id: String,
    /// The method of the client.
    pub(crate) method: FieldName,
    /// The prefix of the types of the operation.
    pub(crate) type_name: TypeName,
    /// The module below `operations`.
    pub(crate) module: ModuleName,
    /// The method that polls the job, if the operation has `x-waiter`.
    pub(crate) poller: Option<FieldName>,
    /// The method for any number of items, if the operation has `x-bulk`.
    pub(crate) bulk: Option<FieldName>,
    /// The former names.
    pub(crate) aliases: Vec<FormerNames>,
}

/// Names the operations, in document order.
///
/// An operation without an `operationId`, or with one that another operation has already, is named
/// after its method and path.
pub(super) fn names(ir: &ir::Api, diagnostics: &mut Diagnostics) -> Vec<OperationNames> {
    let mut ids = HashSet::new();
    let mut methods = Scope::with(&CLIENT_METHODS);
    let mut modules = Scope::default();
    let ids = ir.operations.iter().map(|operation| {
        let declared =
            operation.id.clone().filter(|id| !id.trim().is_empty() && ids.insert(id.clone()));
        declared.unwrap_or_else(|| derived_id(operation))
    });
    let ids: Vec<String> = ids.collect();
    let preferred =
        ir.operations.iter().zip(&ids).map(|(operation, id)| match &operation.rust_name {
            Some(pinned) => (NameOrigin::Pinned, FieldName::new(pinned)),
            None => (NameOrigin::Derived, FieldName::new(id)),
        });
    let preferred: Vec<(NameOrigin, FieldName)> = preferred.collect();
    let names = unique(&mut methods, &preferred).into_iter().zip(ids).map(|(method, id)| {
        let plain = method.as_str().trim_start_matches("r#");
        OperationNames {
            type_name: TypeName::new(plain),
            module: modules.take(ModuleName::new(plain)),
            poller: None,
            bulk: None,
            aliases: Vec::new(),
            method,
            id,
        }
    });
    let mut names: Vec<OperationNames> = names.collect();
    // Operations are named first, so that no other method takes the name of an operation.
    for (names, operation) in names.iter_mut().zip(&ir.operations) {
        let pinned = operation.poller.as_ref().map(|poller| poller.rust_name.as_deref());
        names.poller = pinned.map(|pinned| {
            methods.take(pinned.map_or_else(|| poller_name(&names.method), FieldName::new))
        });
    }
    for (names, operation) in names.iter_mut().zip(&ir.operations) {
        let pinned = operation.bulk.as_ref().map(|bulk| bulk.rust_name.as_deref());
        names.bulk = pinned.map(|pinned| {
            methods.take(pinned.map_or_else(|| bulk_name(&names.method), FieldName::new))
        });
    }
    aliases::of_operations(ir, &mut names, &mut methods, &mut modules, diagnostics);
    names
}

/// `update_users` becomes `update_users_in_bulk`.
fn bulk_name(method: &FieldName) -> FieldName {
    FieldName::new(&format!("{}_in_bulk", method.as_str().trim_start_matches("r#")))
}

/// Verbs for reading, which the name of a poller replaces.
const READ_VERBS: [&str; 7] = ["get", "read", "fetch", "retrieve", "describe", "show", "check"];

/// `get_bulk_operation` becomes `wait_for_bulk_operation`.
fn poller_name(method: &FieldName) -> FieldName {
    let plain = method.as_str().trim_start_matches("r#");
    let job = match plain.split_once('_') {
        Some((verb, job)) if READ_VERBS.contains(&verb) => job,
        _ => plain,
    };
    FieldName::new(&format!("wait_for_{job}"))
}

/// `GET /users/{id}/posts` becomes `get_users_by_id_posts`.
fn derived_id(operation: &ir::Operation) -> String {
    let path = operation.path.split(['#', '?']).next().unwrap_or_default();
    let path = path.replace('{', " by ").replace('}', " ");
    format!("{} {path}", operation.method.as_str().to_ascii_lowercase())
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("_")
}

#[cfg(test)]
mod tests {
    use super::CLIENT_METHODS;
    use crate::emit::runtime_methods;

    #[test]
    fn the_methods_of_the_runtime_are_reserved() {
        for method in runtime_methods("client", "api_client", "Client") {
            assert!(CLIENT_METHODS.contains(&method), "{method}");
        }
    }
}
