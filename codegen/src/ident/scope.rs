//! Names that have to differ from each other.
//!
//! Invariant: the outcome depends on the names and their order only; a name that is written in the
//! description exactly as in Rust keeps it, whatever stands before it.

use std::collections::HashMap;

use super::{ConstantName, FieldName, ModuleName, TypeName, VariantName};

/// A name that can be numbered to differ from others.
pub trait Numbered: Clone {
    /// The text of the identifier.
    fn text(&self) -> &str;
    /// The same name with a number.
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

/// The names that are taken in one place.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Each name with the number to try next where it is wished again.
    taken: HashMap<String, usize>,
}

impl Scope {
    /// A scope in which some names are taken from the start.
    #[must_use]
    pub fn with(taken: &[&str]) -> Self {
        Self { taken: taken.iter().map(|name| ((*name).to_owned(), 2)).collect() }
    }

    /// Whether nothing has this name yet.
    pub fn is_free<Name: Numbered>(&self, name: &Name) -> bool {
        !self.taken.contains_key(name.text())
    }

    /// Takes the first of `wishes` that is free, or the first free number of the last one.
    pub fn take_first(&mut self, wishes: &[TypeName]) -> TypeName {
        let free = wishes.iter().find(|wish| self.is_free(*wish)).cloned();
        let wish = free.or_else(|| wishes.last().cloned());
        self.take(wish.unwrap_or_else(|| TypeName::new("")))
    }

    /// Takes `name`, or the first free number of it.
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

/// A name for each of `written`, all different and none of them taken in `scope` before.
pub fn unique<Name: Numbered>(scope: &mut Scope, written: &[(&str, Name)]) -> Vec<Name> {
    let exact = |(text, name): &(&str, Name)| name.text().trim_start_matches("r#") == *text;
    let mut names: Vec<Option<Name>> =
        written.iter().map(|entry| exact(entry).then(|| scope.take(entry.1.clone()))).collect();
    for (slot, (_, name)) in names.iter_mut().zip(written) {
        slot.get_or_insert_with(|| scope.take(name.clone()));
    }
    names.into_iter().flatten().collect()
}
