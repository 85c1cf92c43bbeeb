//! How the variant of a union is selected when it is decoded, for the values of one JSON type.

use std::collections::HashSet;

use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::type_ref::Imports;
use crate::ir::{ObjectPattern, Selection, TagForm, tag_text};
use crate::rust::{TypeRef, Union, UnionVariant};

/// Writes the selections of one union.
pub(super) struct Selector<'s, 'i, 'a> {
    pub(super) union: &'s Union,
    pub(super) imports: &'i mut Imports<'a>,
}

impl Selector<'_, '_, '_> {
    /// An expression that decodes `node`. It recurses once, for the rest of a tag.
    pub(super) fn select(&mut self, selection: &Selection) -> TokenStream {
        match selection {
            Selection::Only(variant) => self.variant(*variant),
            Selection::Tag { property, form, values, rest } => {
                let rest = match rest {
                    Some(rest) => self.select(rest),
                    None => self.unknown(),
                };
                let node = self.imports.runtime("json::Node");
                let text = match form {
                    TagForm::String => quote!(node.get(#property).and_then(#node::as_str)),
                    TagForm::Scalar => {
                        let text = self.imports.runtime("json::tag_text");
                        quote!(node.get(#property).and_then(#text).as_deref())
                    }
                };
                self.by_text(&text, &grouped(values), &rest)
            }
            Selection::Listed { listed, others } => self.listed(listed, others),
            Selection::BestMatch(patterns) => self.best_match(patterns),
            Selection::BestDecoded(variants) => self.best_decoded(variants),
        }
    }

    fn unknown(&self) -> TokenStream {
        let unknown = &self.union.unknown;
        quote!(Ok(Self::#unknown(node.unmatched())))
    }

    /// Decodes `node` as a variant.
    fn variant(&mut self, position: usize) -> TokenStream {
        let Some(UnionVariant { name, ty, .. }) = self.union.variants.get(position) else {
            return self.unknown();
        };
        let node = inspected(ty, self.imports);
        quote!(#node.decode().map(Self::#name))
    }

    fn attempt(&mut self, position: usize) -> TokenStream {
        let decoded = self.variant(position);
        quote!(|node| #decoded)
    }

    /// A match on a text with the variants by their values, of which each variant has one arm.
    fn by_text(
        &mut self,
        text: &TokenStream,
        values: &[(Vec<&str>, usize)],
        rest: &TokenStream,
    ) -> TokenStream {
        let mut arms = Vec::new();
        for (values, variant) in values {
            let decoded = self.variant(*variant);
            arms.push(quote!(Some(#(#values)|*) => #decoded,));
        }
        if arms.is_empty() {
            return rest.clone();
        }
        quote!(match #text { #(#arms)* _ => #rest, })
    }

    /// Listed values first. Where every variant is a list, an unlisted value belongs to the last one,
    /// which keeps it as its own unknown value.
    fn listed(&mut self, listed: &[(Vec<Value>, usize)], others: &[usize]) -> TokenStream {
        let last = listed.last().map(|(_, variant)| *variant);
        let rest = match (others, last) {
            ([], Some(last)) => self.variant(last),
            ([only], _) => self.variant(*only),
            (others, _) => self.best_decoded(others),
        };
        let is_text = listed.iter().all(|(values, _)| values.iter().all(Value::is_string));
        let mut seen = HashSet::new();
        let mut groups = Vec::new();
        for (values, variant) in listed {
            let texts = values.iter().filter_map(tag_text);
            let texts: Vec<String> = texts.filter(|text| seen.insert(text.clone())).collect();
            groups.push((texts, *variant));
        }
        groups.retain(|(texts, _)| !texts.is_empty());
        let text = if is_text {
            quote!(node.as_str())
        } else {
            let text = self.imports.runtime("json::tag_text");
            quote!(#text(node).as_deref())
        };
        let groups: Vec<(Vec<&str>, usize)> = groups
            .iter()
            .map(|(texts, variant)| (texts.iter().map(String::as_str).collect(), *variant))
            .collect();
        self.by_text(&text, &groups, &rest)
    }

    fn best_match(&mut self, patterns: &[ObjectPattern]) -> TokenStream {
        let mut by_variant: IndexMap<usize, Vec<TokenStream>> = IndexMap::new();
        for pattern in patterns {
            let shape = self.shape(pattern);
            by_variant.entry(pattern.variant).or_default().push(shape);
        }
        let best_match = self.imports.runtime("json::best_match");
        let variant = self.imports.runtime("json::Variant");
        let mut variants = Vec::new();
        for (position, shapes) in by_variant {
            let attempt = self.attempt(position);
            variants.push(quote!(#variant { shapes: &[#(#shapes),*], decode: #attempt }));
        }
        let unknown = &self.union.unknown;
        quote!(#best_match(node, &[#(#variants),*], Self::#unknown))
    }

    fn shape(&mut self, pattern: &ObjectPattern) -> TokenStream {
        let ObjectPattern { required, known, fixed, .. } = pattern;
        let fixed_type = (!fixed.is_empty()).then(|| self.imports.runtime("json::Fixed"));
        let fixed = fixed.iter().map(|(name, values)| {
            let values = values.iter().map(|value| {
                let text = tag_text(value).unwrap_or_default();
                if value.is_string() {
                    quote!(#fixed_type::String(#text))
                } else {
                    quote!(#fixed_type::Other(#text))
                }
            });
            quote!((#name, &[#(#values),*]))
        });
        let shape = self.imports.runtime("json::ObjectShape");
        quote! {
            #shape { required: &[#(#required),*], known: &[#(#known),*], fixed: &[#(#fixed),*] }
        }
    }

    fn best_decoded(&mut self, variants: &[usize]) -> TokenStream {
        let mut attempts = Vec::new();
        for variant in variants {
            attempts.push(self.attempt(*variant));
        }
        let best_decoded = self.imports.runtime("json::best_decoded");
        let unknown = &self.union.unknown;
        quote!(#best_decoded(node, &[#(#attempts),*], Self::#unknown))
    }
}

/// The `node` that is decoded as a type. Integers in strings are inspected first, because their type does
/// not tell that they are strings.
pub(super) fn inspected(ty: &TypeRef, imports: &mut Imports<'_>) -> TokenStream {
    if let TypeRef::IntegerAsString(_) = ty.leaf() {
        let text = imports.runtime("json::integer_text");
        return quote!(#text(node));
    }
    quote!(node)
}

/// The values of each variant together, in the order of the variants.
fn grouped(values: &[(String, usize)]) -> Vec<(Vec<&str>, usize)> {
    let mut groups: IndexMap<usize, Vec<&str>> = IndexMap::new();
    for (value, variant) in values {
        groups.entry(*variant).or_default().push(value);
    }
    groups.into_iter().map(|(variant, values)| (values, variant)).collect()
}
