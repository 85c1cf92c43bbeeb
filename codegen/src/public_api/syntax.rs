//! Items of Rust to those of a public API, with paths that begin with their names.
//!
//! Invariant: what callers cannot see does not matter: private fields, patterns of parameters, `mut`.

use syn::{
    Attribute, Fields, FnArg, ItemEnum, ItemStruct, ItemTrait, Pat, Signature, TraitItem, Type,
    Visibility,
};

use super::item::{Attributes, Item, Kind};
use super::tokens::text;

/// A struct, its public fields, and what it derives.
pub(super) fn structure(item: &ItemStruct) -> Vec<Item> {
    let path = item.ident.to_string();
    let fields: Vec<Item> = public_fields(&path, &item.fields).collect();
    // As rustdoc does, so that it shows who can construct a value.
    let hidden = if fields.len() < item.fields.len() { " { .. }" } else { "" };
    let rest = format!("{}{hidden}", text(&item.generics));
    let derived: Vec<Item> = derived(&path, &item.attrs).collect();
    let itself = with(&item.attrs, Kind::Struct, &item.ident, rest);
    std::iter::once(itself).chain(fields).chain(derived).collect()
}

/// An enum, its variants, and what it derives.
pub(super) fn enumeration(item: &ItemEnum) -> Vec<Item> {
    let path = item.ident.to_string();
    let mut inside: Vec<Item> = derived(&path, &item.attrs).collect();
    for variant in &item.variants {
        let path = format!("{path}::{}", variant.ident);
        let rest = match &variant.fields {
            Fields::Unnamed(fields) => text(fields),
            Fields::Unit | Fields::Named(_) => String::new(),
        };
        let attributes = attributes(&variant.attrs);
        inside.push(Item { attributes, ..Item::new(Kind::Variant, path.clone(), rest) });
        if matches!(variant.fields, Fields::Named(_)) {
            inside.extend(variant.fields.iter().map(|it| field(&path, it, 0)));
        }
    }
    let itself = with(&item.attrs, Kind::Enum, &item.ident, text(&item.generics));
    std::iter::once(itself).chain(inside).collect()
}

/// A trait and its members.
pub(super) fn interface(item: &ItemTrait) -> Vec<Item> {
    let path = item.ident.to_string();
    let bounds = text(&item.supertraits);
    let bounds = if bounds.is_empty() { bounds } else { format!(": {bounds}") };
    let inside = item.items.iter().filter_map(|member| {
        // A member without a default has to be there in each implementation.
        let member_of = |kind, name: &syn::Ident, rest: String, provided: bool| {
            let provided = if provided { " { .. }" } else { "" };
            Some(Item::new(kind, format!("{path}::{name}"), rest + provided))
        };
        match member {
            TraitItem::Fn(method) => {
                let Signature { ident, .. } = &method.sig;
                let provided = method.default.is_some();
                member_of(function(&method.sig), ident, signature(&method.sig), provided)
            }
            TraitItem::Type(ty) => {
                member_of(Kind::Alias, &ty.ident, String::new(), ty.default.is_some())
            }
            TraitItem::Const(value) => {
                let ty = format!(": {}", text(&value.ty));
                member_of(Kind::Constant, &value.ident, ty, value.default.is_some())
            }
            _ => None,
        }
    });
    let inside: Vec<Item> = inside.collect();
    let rest = format!("{}{bounds}", text(&item.generics));
    let itself = with(&item.attrs, Kind::Trait, &item.ident, rest);
    std::iter::once(itself).chain(inside).collect()
}

pub(super) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

pub(super) fn with(attrs: &[Attribute], kind: Kind, name: &syn::Ident, rest: String) -> Item {
    Item { attributes: attributes(attrs), ..Item::new(kind, name.to_string(), rest) }
}

pub(super) fn attributes(attributes: &[Attribute]) -> Attributes {
    let has = |name: &str| attributes.iter().any(|it| it.path().is_ident(name));
    Attributes { deprecated: has("deprecated"), non_exhaustive: has("non_exhaustive") }
}

/// One item for each list of derived traits.
fn derived<'a>(path: &'a str, attributes: &'a [Attribute]) -> impl Iterator<Item = Item> + 'a {
    let lists = attributes.iter().filter(|it| it.path().is_ident("derive"));
    let lists = lists.filter_map(|it| it.meta.require_list().ok());
    lists.map(move |list| {
        Item::new(Kind::Impl(format!("impl {}", text(&list.tokens)).into()), path, "")
    })
}

fn public_fields<'a>(path: &'a str, fields: &'a Fields) -> impl Iterator<Item = Item> + 'a {
    let public = fields.iter().enumerate().filter(|(_, field)| is_public(&field.vis));
    public.map(move |(position, it)| field(path, it, position))
}

fn field(path: &str, field: &syn::Field, position: usize) -> Item {
    let name = field.ident.as_ref().map_or_else(|| position.to_string(), ToString::to_string);
    let item = Item::new(Kind::Field, format!("{path}::{name}"), format!(": {}", text(&field.ty)));
    Item { attributes: attributes(&field.attrs), ..item }
}

/// The kind of a function.
pub(super) fn function(signature: &Signature) -> Kind {
    if signature.asyncness.is_some() { Kind::AsyncFunction } else { Kind::Function }
}

/// A signature as callers see it: without `mut` and other patterns of parameters.
pub(super) fn signature(signature: &Signature) -> String {
    let inputs: Vec<String> = signature.inputs.iter().map(parameter).collect();
    let bounds = signature.generics.where_clause.as_ref();
    let bounds = bounds.map_or_else(String::new, |bounds| format!(" {}", text(bounds)));
    let output = text(&signature.output);
    format!("{}({}){output}{bounds}", text(&signature.generics), inputs.join(", "))
}

fn parameter(input: &FnArg) -> String {
    match input {
        FnArg::Receiver(receiver) => {
            // `mut` before `self` is that of the variable.
            text(receiver).trim_start_matches("mut ").to_owned()
        }
        FnArg::Typed(typed) => {
            let name = match &*typed.pat {
                Pat::Ident(name) => name.ident.to_string(),
                _ => "_".to_owned(),
            };
            format!("{name}: {}", text(&typed.ty))
        }
    }
}

/// The arguments of a type, unless they are only the parameters of its implementation.
pub(super) fn arguments(arguments: &syn::PathArguments) -> String {
    let syn::PathArguments::AngleBracketed(list) = arguments else { return String::new() };
    let is_parameter = list.args.iter().all(|argument| match argument {
        syn::GenericArgument::Type(Type::Path(path)) => {
            path.path.get_ident().is_some_and(|name| name.to_string().len() == 1)
        }
        syn::GenericArgument::Lifetime(_) => true,
        _ => false,
    });
    if is_parameter { String::new() } else { text(list) }
}
