//! Turns the limits of a schema into those of the IR, and into sentences for its documentation.
//!
//! Invariant: limits never change a type, and no client enforces them.

use crate::ir::Limit;
use crate::lower::keywords::{Bound, Limits};
use crate::text::code_span;

/// The limits except for the pattern.
pub(super) fn list(limits: &Limits) -> Vec<Limit> {
    let least = |bound: Bound| match bound {
        Bound::Inclusive(bound) => Limit::Minimum(bound),
        Bound::Exclusive(bound) => Limit::MoreThan(bound),
    };
    let most = |bound: Bound| match bound {
        Bound::Inclusive(bound) => Limit::Maximum(bound),
        Bound::Exclusive(bound) => Limit::LessThan(bound),
    };
    let found = [
        limits.min_length.filter(|least| *least > 0).map(Limit::MinLength),
        limits.max_length.map(Limit::MaxLength),
        limits.min_items.filter(|least| *least > 0).map(Limit::MinItems),
        limits.max_items.map(Limit::MaxItems),
        limits.min_properties.filter(|least| *least > 0).map(Limit::MinProperties),
        limits.max_properties.map(Limit::MaxProperties),
        limits.minimum.map(least),
        limits.maximum.map(most),
    ];
    found.into_iter().flatten().collect()
}

/// One sentence for each limit.
pub(super) fn sentences(limits: &Limits) -> Vec<String> {
    let mut sentences = Vec::new();
    sentences.extend(counted(limits.min_length, limits.max_length, "character"));
    sentences.extend(counted(limits.min_items, limits.max_items, "item"));
    sentences.extend(counted(limits.min_properties, limits.max_properties, "property"));
    sentences.extend(range(limits));
    if let Some(step) = limits.multiple_of {
        sentences.push(format!("Is a multiple of {step}."));
    }
    if limits.unique_items {
        sentences.push("The items are unique.".to_owned());
    }
    if let Some(pattern) = limits.pattern.as_ref().filter(|it| it.chars().count() <= 80) {
        sentences.push(format!("Matches {}.", code_span(pattern)));
    }
    sentences
}

fn counted(least: Option<usize>, most: Option<usize>, unit: &str) -> Option<String> {
    let plural = if unit == "property" { "properties".to_owned() } else { format!("{unit}s") };
    let units = |count: usize| if count == 1 { unit.to_owned() } else { plural.clone() };
    match (least.filter(|least| *least > 0), most) {
        (None, None) => None,
        (Some(least), None) => Some(format!("At least {least} {}.", units(least))),
        (None, Some(most)) => Some(format!("At most {most} {}.", units(most))),
        (Some(least), Some(most)) if least == most => {
            Some(format!("Exactly {most} {}.", units(most)))
        }
        (Some(least), Some(most)) => Some(format!("{least} to {most} {}.", units(most))),
    }
}

fn range(limits: &Limits) -> Option<String> {
    // Larger bounds are limits of a type, which `f64` cannot represent exactly.
    let exact = |bound: &Bound| bound.number().abs() < 9e15;
    let least = limits.minimum.filter(exact).map(|bound| match bound {
        Bound::Inclusive(bound) => format!("at least {bound}"),
        Bound::Exclusive(bound) => format!("more than {bound}"),
    });
    let most = limits.maximum.filter(exact).map(|bound| match bound {
        Bound::Inclusive(bound) => format!("at most {bound}"),
        Bound::Exclusive(bound) => format!("less than {bound}"),
    });
    match (least, most) {
        (None, None) => None,
        (Some(bound), None) | (None, Some(bound)) => Some(format!("Is {bound}.")),
        (Some(least), Some(most)) => Some(format!("Is {least} and {most}.")),
    }
}
