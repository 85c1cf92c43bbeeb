//! The families of descriptions that are measured.

use crate::{operations, schemas, texts};

/// Descriptions that differ in the number of one element only.
pub struct Family {
    /// The element whose number grows.
    pub name: &'static str,
    /// The smallest number; the others are its double, fourfold and eightfold.
    pub smallest: usize,
    /// The description with that number of elements.
    pub description: fn(usize) -> String,
}

/// All families.
pub const FAMILIES: &[Family] = &[
    family("schemas", 1_000, schemas::components),
    family("properties", 2_000, schemas::properties),
    family("required properties", 2_000, schemas::required),
    family("inline objects", 1_000, schemas::inline_objects),
    family("chain of references", 1_000, schemas::chain_of_references),
    family("chain of properties", 1_000, schemas::chain_of_properties),
    family("enum values", 2_000, schemas::enum_values),
    family("x-ms-enum values", 2_000, schemas::ms_enum),
    family("oneOf, objects", 250, schemas::one_of_objects),
    family("oneOf, alike objects", 50, schemas::one_of_alike),
    family("oneOf, discriminator", 500, schemas::discriminator),
    family("allOf, objects", 250, schemas::all_of_objects),
    family("allOf, members of a base", 500, schemas::all_of_base),
    family("examples", 1_000, schemas::examples),
    family("unresolved references", 500, schemas::unresolved_references),
    family("problems, YAML", 1_000, schemas::problems),
    family("duplicate keys above problems", 1_000, texts::duplicate_keys),
    family("operations", 500, operations::operations),
    family("operations with a tag each", 500, operations::tags),
    family("operations with own errors", 250, operations::errors),
    family("parameters of an operation", 250, operations::parameters),
    family("responses with a header each", 250, operations::headers),
    family("media types of a body", 250, operations::media_types),
    family("links", 250, operations::links),
    family("security schemes", 250, operations::schemes),
    family("servers", 250, operations::servers),
    family("square brackets in a description", 2_000, texts::brackets),
    family("runs of backticks, letters", 10_000, texts::backticks),
    family("words of a description", 2_000, texts::words),
    family("YAML anchors", 1_000, texts::anchors),
    family("nested JSON text", 1_000, texts::padding),
];

const fn family(name: &'static str, smallest: usize, description: fn(usize) -> String) -> Family {
    Family { name, smallest, description }
}
