//! Splits modules that contain too many types.
//!
//! A module takes a fixed number of types in document order; the next ones go to a numbered module.
//! `types` re-exports every type, so the modules are not visible to users. Invariant: module names
//! are unique, and the first types of a module stay in it.

use std::collections::{HashMap, HashSet};

use super::types::TypeNames;
use crate::ident::{ModuleName, Numbered};

/// The largest number of types in one module.
const MAX_TYPES: usize = 16;

/// Moves the types that exceed the capacity of their module to numbered modules.
pub(super) fn split(types: &mut [TypeNames]) {
    let mut taken: HashSet<ModuleName> = types.iter().map(|ty| ty.module.clone()).collect();
    let mut current: HashMap<ModuleName, (ModuleName, usize)> = HashMap::new();
    for TypeNames { module, .. } in types {
        let (target, count) = current.entry(module.clone()).or_insert_with(|| (module.clone(), 0));
        if *count == MAX_TYPES {
            *target = next_free(module, &mut taken);
            *count = 0;
        }
        *count += 1;
        *module = target.clone();
    }
}

/// The first numbered module that is free.
fn next_free(module: &ModuleName, taken: &mut HashSet<ModuleName>) -> ModuleName {
    let mut number = 2;
    loop {
        let candidate = module.numbered(number);
        if taken.insert(candidate.clone()) {
            return candidate;
        }
        number += 1;
    }
}
