//! Error enums, which operations with equal error responses share.
//!
//! Invariant: an enum is named after its first and its last status, and after `default`. If several enums would have the
//! same name, they are numbered in document order.

use std::collections::HashMap;

use crate::ident::{Scope, TypeName};
use crate::rust::{ErrorEnum, ResponseVariant};

/// The error enums found so far.
#[derive(Default)]
pub(in crate::translate) struct ErrorEnums {
    scope: Scope,
    /// The names by the variants.
    known: HashMap<Vec<ResponseVariant>, TypeName>,
    pub(in crate::translate) all: Vec<ErrorEnum>,
}

impl ErrorEnums {
    /// The name of the enum with these variants, which is added if it is new.
    pub(super) fn name(&mut self, statuses: &[String], variants: &[ResponseVariant]) -> TypeName {
        if let Some(known) = self.known.get(variants) {
            return known.clone();
        }
        let name = self.scope.take(TypeName::new(&range(statuses)));
        self.known.insert(variants.to_vec(), name.clone());
        self.all.push(ErrorEnum { name: name.clone(), variants: variants.to_vec() });
        name
    }
}

/// `NotFound`, `NotFound or Conflict` or `NotFound to Gone`, each also with `or Default`. Recursive:
/// once, because one status is `default`.
fn range(statuses: &[String]) -> String {
    match statuses {
        [others @ .., last] if last == "Default" && others.len() > 1 => {
            format!("{} or {last}", range(others))
        }
        [first, _, .., last] => format!("{first} to {last}"),
        _ => statuses.join(" or "),
    }
}
