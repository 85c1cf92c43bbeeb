//! Translates pagination to methods of requests that read the pages and items of a list.
//!
//! Invariant: every pointer resolves, within the type of one response body, to a member of a fitting
//! type, and every parameter exists. What does not fit is reported if it is declared by
//! `x-pagination`, and otherwise means that pagination is not recognized.

mod recognize;
mod resolve;
mod responses;

use self::resolve::resolve;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{self, Pagination};
use crate::rust::{Operation, Type};

/// Sets the pages of each operation. `operations` contains all operations of the description.
pub(super) fn add(
    operations: &mut [Operation],
    ir: &ir::Api,
    types: &[Type],
    diagnostics: &mut Diagnostics,
) {
    for (operation, described) in operations.iter_mut().zip(&ir.operations) {
        operation.pages = match &described.pagination {
            Pagination::Excluded => None,
            Pagination::Declared(pages) => {
                let resolved = resolve(pages, operation, described, types);
                resolved.map_err(|problem| diagnostics.push(*problem)).ok()
            }
            Pagination::Unstated => {
                let candidates = recognize::candidates(operation, described, ir, types);
                let found = candidates.into_iter().find_map(|pages| {
                    let resolved = resolve(&pages, operation, described, types).ok()?;
                    Some((pages, resolved))
                });
                found.map(|(pages, resolved)| {
                    diagnostics.push(recognized(described, &pages));
                    resolved
                })
            }
        };
    }
}

/// The note about an operation whose pagination the description does not declare.
fn recognized(operation: &ir::Operation, pages: &ir::Pages) -> Diagnostic {
    let message = "the pagination of this operation is recognized";
    Diagnostic::notice("recognized-pagination", &operation.pointer, message)
        .at_key()
        .label("methods to read the pages are generated")
        .note(format!("it is read as if it had `{pages}`"))
        .help("declare `x-pagination` to change this, or `x-pagination: false` to have no such methods")
}
