//! The errors of all operations to the enums that they share.
//!
//! Operations whose errors differ by status in the same way fail with the same enum. Invariant: an
//! enum is named after its first and its last status, and only where two differ within, by a number
//! in the order of the description.

use crate::ident::{Scope, TypeName};
use crate::rust::{ErrorEnum, OutcomeVariant};

/// The enums found so far.
#[derive(Default)]
pub(in crate::translate) struct Errors {
    scope: Scope,
    pub(in crate::translate) all: Vec<ErrorEnum>,
}

impl Errors {
    /// The enum with these variants, for these statuses.
    pub(super) fn name(&mut self, statuses: &[String], variants: &[OutcomeVariant]) -> TypeName {
        if let Some(known) = self.all.iter().find(|known| known.variants == variants) {
            return known.name.clone();
        }
        let wished = match statuses {
            [first, _, .., last] => format!("{first} to {last}"),
            _ => statuses.join(" or "),
        };
        let name = self.scope.take(TypeName::new(&wished));
        self.all.push(ErrorEnum { name: name.clone(), variants: variants.to_vec() });
        name
    }
}
