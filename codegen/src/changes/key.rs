//! What identifies an item in two states of a public API.

use std::collections::BTreeMap;

use crate::public_api::{Item, Kind, PublicApi};

/// What identifies an item. Types share their names with no other type, values with no other value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key<'i>(pub(super) Namespace<'i>, pub(super) &'i str);

/// Items of different kinds may have the same path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Namespace<'i> {
    Types,
    Values,
    Members,
    /// Of traits, without generics, for a type with these arguments.
    PlainImpls(&'i str),
    /// Of a trait, with generics, for a type with these arguments.
    Impls(&'i str, &'i str),
    Features,
    Wire,
    Defaults,
    RustVersion,
}

impl<'i> Key<'i> {
    pub(super) fn of(item: &'i Item) -> Self {
        let namespace = match &item.kind {
            Kind::Module | Kind::Struct | Kind::Enum | Kind::Trait | Kind::Alias => {
                Namespace::Types
            }
            Kind::Constant | Kind::Static | Kind::Function | Kind::AsyncFunction => {
                Namespace::Values
            }
            Kind::Field | Kind::Variant => Namespace::Members,
            Kind::Impl(_) if item.traits().is_some() => Namespace::PlainImpls(&item.rest),
            Kind::Impl(of) => Namespace::Impls(of, &item.rest),
            Kind::Feature => Namespace::Features,
            Kind::Wire => Namespace::Wire,
            Kind::Default => Namespace::Defaults,
            Kind::RustVersion => Namespace::RustVersion,
        };
        Self(namespace, &item.path)
    }
}

pub(super) type Items<'i> = BTreeMap<Key<'i>, &'i Item>;

/// The items of an API by what identifies them.
pub(super) fn by_key(api: &PublicApi) -> Items<'_> {
    api.items.iter().map(|item| (Key::of(item), item)).collect()
}
