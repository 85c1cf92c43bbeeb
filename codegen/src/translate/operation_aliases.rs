//! Aliases of operations: the types of an operation under its former names.
//!
//! The types that an operation defines for its calls begin with its name. Invariant: so do their aliases
//! with the former one.

use crate::ident::TypeName;
use crate::naming::OperationNames;
use crate::rust::{Operation, OperationAlias};

/// Adds the aliases. `names` are those of the operations.
pub(super) fn add(operations: &mut [Operation], names: &[OperationNames]) {
    for (operation, names) in operations.iter_mut().zip(names) {
        let aliases = names.aliases.iter().map(|former| {
            let types = operation.own_types().into_iter().filter_map(|ty| {
                let suffix = ty.as_str().strip_prefix(operation.type_name.as_str())?;
                Some((TypeName::joined(&[former.type_name.as_str(), suffix]), ty.clone()))
            });
            OperationAlias {
                name: former.method.clone(),
                module: former.module.clone(),
                types: types.collect(),
            }
        });
        operation.aliases = aliases.collect();
    }
}
