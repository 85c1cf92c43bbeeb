//! Chooses the variant of a union that is not identified by a tag.
//!
//! The ranking, of which each criterion decides only among the variants that the ones before leave:
//!
//! 1. A discriminator, or else a required member with distinct fixed values, identifies the variant.
//!    The generator writes that as a `match`.
//! 2. Variants for another JSON type are left out, again by a `match`.
//! 3. Fixed values: an object with another one than a variant fixes does not belong to it.
//! 4. Required members: an object without one of them does not belong to the variant.
//! 5. The types of required members, at any depth: the fewest values that have another JSON type or
//!    are not listed.
//! 6. The types of all other members, counted in the same way.
//! 7. The known members: the fewest that the variant would not keep, then the fewest that it keeps
//!    without having declared them.
//! 8. The order of the description.
//!
//! A variant that cannot be decoded from the value is left out. Invariant: the choice never fails,
//! because a value that belongs to no variant is kept as it is, and it takes linear time.

use std::cell::Cell;
use std::cmp::Reverse;

use serde_json::Value;

use super::decode_error::DecodeError;
use super::fit::{Differences, Fit};
use super::member_index::MemberIndex;
use super::node::Node;
use super::tag_text::tag_text;
use super::tape::MAX_DEPTH;

/// The shape of one object type of a union.
#[derive(Clone, Copy, Debug)]
pub struct ObjectShape {
    /// The names of the required members.
    pub required: &'static [&'static str],
    /// The names of all declared members.
    pub known: &'static [&'static str],
    /// The members with fixed values: the name and all values that are allowed.
    pub fixed: &'static [(&'static str, &'static [Fixed])],
}

/// A value that a description fixes.
#[derive(Clone, Copy, Debug)]
pub enum Fixed {
    /// A string.
    String(&'static str),
    /// The JSON text of a number, a boolean or null.
    Other(&'static str),
}

/// A variant of a union, with the shapes of its objects. Without shapes, it has no condition.
#[derive(Clone, Copy, Debug)]
pub struct Variant<'s, T> {
    /// The shapes, of which the object has to fit one.
    pub shapes: &'s [ObjectShape],
    /// Decodes the variant.
    pub decode: Attempt<T>,
}

/// Decodes a value as one of several types.
type Attempt<T> = fn(Node<'_>) -> Result<T, DecodeError>;

/// The tokens that may be decoded to choose the variants in a value, besides those of decoding each
/// value once for each level of nesting.
const STEPS: usize = 10_000;

/// Decodes an object as the variant that it fits best, or keeps it as an unknown value.
///
/// # Errors
/// It never fails, and returns what `decode` does.
pub(crate) fn best_match<T>(
    node: Node<'_>,
    variants: &[Variant<'_, T>],
    unknown: fn(Value) -> T,
) -> Result<T, DecodeError> {
    let object = MemberIndex::new(node);
    let mut fitting: Vec<(usize, Attempt<T>)> = Vec::new();
    for Variant { shapes, decode } in variants {
        let fitting_shapes = shapes.iter().filter(|shape| shape.fits(&object));
        let known = fitting_shapes.map(|shape| shape.count_known(&object));
        if let Some(known) = known.max().or_else(|| shapes.is_empty().then_some(0)) {
            fitting.push((known, *decode));
        }
    }
    // The most likely variant is tried first. This does not change the result.
    fitting.sort_by_key(|(known, _)| Reverse(*known));
    let attempts: Vec<Attempt<T>> = fitting.into_iter().map(|(_, attempt)| attempt).collect();
    best_decoded(node, &attempts, unknown)
}

/// Decodes a value by the attempt that it fits best, or keeps it as an unknown value.
///
/// The steps of all unions that a value contains are limited together. Beyond the limit, each union
/// has one attempt, so that the time is linear.
///
/// # Errors
/// It never fails, and returns what `decode` does.
#[allow(clippy::unnecessary_wraps, reason = "generated code returns it from `decode`")]
pub(crate) fn best_decoded<T>(
    node: Node<'_>,
    attempts: &[Attempt<T>],
    unknown: fn(Value) -> T,
) -> Result<T, DecodeError> {
    let limit = Cell::new(node.tokens().saturating_mul(MAX_DEPTH).saturating_add(STEPS));
    let steps = node.fit().map_or(&limit, |fit| fit.steps);
    let mut best: Option<(Differences, T)> = None;
    for (position, attempt) in attempts.iter().enumerate() {
        if position > 0 && steps.get() == 0 {
            break;
        }
        steps.set(steps.get().saturating_sub(node.tokens()));
        let fit = Fit::new(steps);
        let Ok(value) = attempt(node.recorded_in(&fit)) else { continue };
        let differences = fit.differences();
        let is_better = best.as_ref().is_none_or(|(least, _)| differences < *least);
        if is_better {
            best = Some((differences, value));
        }
        if differences == Differences::default() {
            break;
        }
    }
    match best {
        Some((differences, value)) => {
            node.record(differences);
            Ok(value)
        }
        None => Ok(unknown(node.unmatched())),
    }
}

impl ObjectShape {
    fn fits(&self, object: &MemberIndex<'_>) -> bool {
        self.required.iter().all(|name| object.get(name).is_some())
            && self.fixed.iter().all(|(name, values)| {
                object.get(name).is_none_or(|value| values.iter().any(|fixed| fixed.is(value)))
            })
    }

    fn count_known(&self, object: &MemberIndex<'_>) -> usize {
        self.known.iter().filter(|name| object.get(name).is_some()).count()
    }
}

impl Fixed {
    fn is(&self, node: Node<'_>) -> bool {
        match self {
            Self::String(text) => node.as_str() == Some(text),
            Self::Other(text) => {
                node.as_str().is_none() && tag_text(node).is_some_and(|found| found == *text)
            }
        }
    }
}
