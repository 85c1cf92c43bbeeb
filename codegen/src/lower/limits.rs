//! Reads the limits of a schema, and describes them in sentences for its documentation.
//!
//! Invariant: limits never change a type, and no client enforces them.

use openapiv3::AnySchema;

use crate::ir::Limit;
use crate::text::code_span;

/// The limits of `schema` except for its pattern.
pub(super) fn list(schema: &AnySchema) -> Vec<Limit> {
    let least = |bound| match schema.exclusive_minimum {
        Some(true) => Limit::MoreThan(bound),
        _ => Limit::Minimum(bound),
    };
    let most = |bound| match schema.exclusive_maximum {
        Some(true) => Limit::LessThan(bound),
        _ => Limit::Maximum(bound),
    };
    let limits = [
        schema.min_length.filter(|least| *least > 0).map(Limit::MinLength),
        schema.max_length.map(Limit::MaxLength),
        schema.min_items.filter(|least| *least > 0).map(Limit::MinItems),
        schema.max_items.map(Limit::MaxItems),
        schema.min_properties.filter(|least| *least > 0).map(Limit::MinProperties),
        schema.max_properties.map(Limit::MaxProperties),
        schema.minimum.map(least),
        schema.maximum.map(most),
    ];
    limits.into_iter().flatten().collect()
}

/// One sentence for each limit of `schema`.
pub(super) fn sentences(schema: &AnySchema) -> Vec<String> {
    let mut sentences = Vec::new();
    sentences.extend(counted(schema.min_length, schema.max_length, "character"));
    sentences.extend(counted(schema.min_items, schema.max_items, "item"));
    sentences.extend(counted(schema.min_properties, schema.max_properties, "property"));
    sentences.extend(range(schema));
    if let Some(step) = schema.multiple_of {
        sentences.push(format!("Is a multiple of {step}."));
    }
    if schema.unique_items == Some(true) {
        sentences.push("The items are unique.".to_owned());
    }
    if let Some(pattern) = schema.pattern.as_ref().filter(|it| it.chars().count() <= 80) {
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

fn range(schema: &AnySchema) -> Option<String> {
    // Larger bounds are limits of a type, which `f64` cannot represent exactly.
    let exact = |bound: &f64| bound.abs() < 9e15;
    let least = match (schema.minimum.filter(exact), schema.exclusive_minimum) {
        (Some(bound), Some(true)) => Some(format!("more than {bound}")),
        (Some(bound), _) => Some(format!("at least {bound}")),
        (None, _) => None,
    };
    let most = match (schema.maximum.filter(exact), schema.exclusive_maximum) {
        (Some(bound), Some(true)) => Some(format!("less than {bound}")),
        (Some(bound), _) => Some(format!("at most {bound}")),
        (None, _) => None,
    };
    match (least, most) {
        (None, None) => None,
        (Some(bound), None) | (None, Some(bound)) => Some(format!("Is {bound}.")),
        (Some(least), Some(most)) => Some(format!("Is {least} and {most}.")),
    }
}
