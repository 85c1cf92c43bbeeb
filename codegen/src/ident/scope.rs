//! Scopes in which names are unique.
//!
//! Invariant: a name depends on those before it only, apart from pinned ones.

use std::collections::HashMap;

use super::{ConstantName, FieldName, ModuleName, TypeName, VariantName};

/// A name that can be numbered to make it unique.
pub trait Numbered: Clone {
    /// The text of the identifier.
    fn text(&self) -> &str;
    /// The name with a number.
    #[must_use]
    fn numbered(&self, number: usize) -> Self;
}

macro_rules! numbered {
    ($name:ident, $separator:literal) => {
        impl Numbered for $name {
            fn text(&self) -> &str {
                &self.0
            }

            fn numbered(&self, number: usize) -> Self {
                let plain = self.0.trim_start_matches("r#").trim_end_matches('_');
                Self(format!(concat!("{}", $separator, "{}"), plain, number))
            }
        }
    };
}

numbered!(TypeName, "");
numbered!(VariantName, "");
numbered!(FieldName, "_");
numbered!(ModuleName, "_");
numbered!(ConstantName, "_");

/// The names that are taken in a scope.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The number to try next for each taken name.
    taken: HashMap<String, usize>,
}

impl Scope {
    /// Creates a scope in which some names are taken.
    #[must_use]
    pub fn with(taken: &[&str]) -> Self {
        Self { taken: taken.iter().map(|name| ((*name).to_owned(), 2)).collect() }
    }

    /// Whether the name is free.
    pub fn is_free<Name: Numbered>(&self, name: &Name) -> bool {
        !self.taken.contains_key(name.text())
    }

    /// Takes the first free name of `candidates`, or numbers the last one.
    pub fn take_first(&mut self, candidates: &[TypeName]) -> TypeName {
        let free = candidates.iter().find(|name| self.is_free(*name)).cloned();
        let name = free.or_else(|| candidates.last().cloned());
        self.take(name.unwrap_or_else(|| TypeName::new("")))
    }

    /// Takes `name`, with a number if it is taken.
    pub fn take<Name: Numbered>(&mut self, name: Name) -> Name {
        let Some(next) = self.taken.get(name.text()) else {
            self.taken.insert(name.text().to_owned(), 2);
            return name;
        };
        let mut number = *next;
        let mut candidate = name.numbered(number);
        while !self.is_free(&candidate) {
            number += 1;
            candidate = name.numbered(number);
        }
        self.taken.insert(name.text().to_owned(), number + 1);
        self.taken.insert(candidate.text().to_owned(), 2);
        candidate
    }
}

/// Where a name comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameOrigin {
    /// An extension such as `x-rust-name`.
    Pinned,
    /// A name or value in the description.
    Derived,
}

/// Takes a unique name in `scope` for each preferred one: first those that are pinned, then the others
/// in their order, so that additions at the end change no name.
pub fn unique<Name: Numbered>(scope: &mut Scope, preferred: &[(NameOrigin, Name)]) -> Vec<Name> {
    let mut pinned = |(origin, name): &(NameOrigin, Name)| {
        (*origin == NameOrigin::Pinned).then(|| scope.take(name.clone()))
    };
    let mut names: Vec<Option<Name>> = preferred.iter().map(&mut pinned).collect();
    for (slot, (_, name)) in names.iter_mut().zip(preferred) {
        slot.get_or_insert_with(|| scope.take(name.clone()));
    }
    names.into_iter().flatten().collect()
}
