//! Splits modules that contain too many types.
//!
//! A module takes a fixed number of types in document order; the next ones go to a numbered module.
//! `types` re-exports every type, so the modules are not visible to users. Invariant: module names
//! are unique, and the first types of a module stay in it.

use std::collections::HashMap;

use super::types::TypeNames;
use crate::ident::{ModuleName, Scope};

/// The largest number of types in one module.
const MAX_TYPES: usize = 16;

/// Moves the types that exceed the capacity of their module to numbered modules.
pub(super) fn split(types: &mut [TypeNames]) {
    let taken: Vec<&str> = types.iter().map(|ty| ty.module.as_str()).collect();
    let mut scope = Scope::with(&taken);
    let mut current: HashMap<ModuleName, (ModuleName, usize)> = HashMap::new();
    for TypeNames { module, .. } in types {
        let (target, count) = current.entry(module.clone()).or_insert_with(|| (module.clone(), 0));
        if *count == MAX_TYPES {
            *target = scope.take(module.clone());
            *count = 0;
        }
        *count += 1;
        *module = target.clone();
    }
}
