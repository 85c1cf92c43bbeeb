//! Modules of a size that can be read.
//!
//! A module takes a number of types in document order; the next ones go to a module with a number.
//! Types are exported by name alone, so that users see nothing of it. Invariant: no two modules
//! have the same name, and the first types of a module stay in it.

use std::collections::{HashMap, HashSet};

use crate::ident::{ModuleName, Numbered, TypeName};

/// How many types stand in one module.
const MOST_TYPES: usize = 16;

/// Moves what is too much for a module to modules of its own.
pub(super) fn split(named: &mut [(ModuleName, TypeName)]) {
    let mut taken: HashSet<ModuleName> = named.iter().map(|(module, _)| module.clone()).collect();
    let mut filled: HashMap<ModuleName, (ModuleName, usize)> = HashMap::new();
    for (module, _) in named {
        let (current, types) = filled.entry(module.clone()).or_insert_with(|| (module.clone(), 0));
        if *types == MOST_TYPES {
            *current = next(module, &mut taken);
            *types = 0;
        }
        *types += 1;
        *module = current.clone();
    }
}

/// The first numbered module that is free.
fn next(module: &ModuleName, taken: &mut HashSet<ModuleName>) -> ModuleName {
    let mut number = 2;
    loop {
        let candidate = module.numbered(number);
        if taken.insert(candidate.clone()) {
            return candidate;
        }
        number += 1;
    }
}
