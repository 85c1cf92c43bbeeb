//! The limits of a schema.

/// A limit of a schema. Limits change no type; they are documented, and the program for many records
/// compares its input with them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// `minLength`, in characters.
    MinLength(usize),
    /// `maxLength`, in characters.
    MaxLength(usize),
    /// `minItems`.
    MinItems(usize),
    /// `maxItems`.
    MaxItems(usize),
    /// `minProperties`.
    MinProperties(usize),
    /// `maxProperties`.
    MaxProperties(usize),
    /// `minimum`.
    Minimum(f64),
    /// `maximum`.
    Maximum(f64),
    /// `exclusiveMinimum`.
    MoreThan(f64),
    /// `exclusiveMaximum`.
    LessThan(f64),
}
