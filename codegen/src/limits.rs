//! The limits of a description: what keeps generation within time, memory and stack.
//!
//! Descriptions are untrusted input, so each limit is a constant of this file and nothing grows
//! without one. They are far above the largest public descriptions. `SECURITY.md` lists them, which a
//! test compares. Invariant: what exceeds a limit is reported with its location. A limit on the size of
//! the description is an error; a limit on what one schema may expand to affects that schema only, and
//! the warning states what is generated instead. Names that are too long are shortened.

mod exceeded;

pub(crate) use self::exceeded::{Exceeded, with_commas};

/// Bytes of one file.
pub const FILE_BYTES: usize = 100_000_000;

/// Bytes of all files of a description together.
pub const TOTAL_BYTES: usize = 200_000_000;

/// Bytes of the path of a type of another crate (`x-rust-type`), which bounds the nesting of its
/// arguments.
pub const RUST_TYPE: usize = 200;

/// Files of a description, apart from the first.
pub const FILES: usize = 2_000;

/// Nesting of objects and arrays in a file. It bounds the recursion of all later stages.
pub const NESTING: usize = 128;

/// Members of one object.
pub const MEMBERS: usize = 500_000;

/// What the pointers of all values in a file may add up to, in bytes beyond 32 times its text; the first
/// 256 bytes of each are free. Each schema and each diagnostic has a pointer, so that long keys above
/// many values would take quadratic memory.
pub const POINTERS: usize = 50_000_000;

/// Nesting of brackets in a YAML text, counted before it is parsed, because `libyaml` takes quadratic
/// time in it. It leaves room for brackets in text, which are not nested collections.
pub const YAML_BRACKETS: usize = 1_000;

/// `%` directives of a YAML text. `libyaml` takes quadratic time in their number.
pub const YAML_DIRECTIVES: usize = 100;

/// What YAML aliases may add to a description beyond twice its text, in values and bytes of strings.
pub const ALIASES: usize = 1_000_000;

/// What references to objects other than schemas may add to a description, in values and bytes of
/// strings beyond 32 times its text. The target of such a reference is lowered once for each of them,
/// but a schema only once.
pub const REFERENCES: usize = 50_000_000;

/// Schemas in a description, with those inside of other schemas.
pub const SCHEMAS: usize = 3_000_000;

/// Operations in a description.
pub const OPERATIONS: usize = 100_000;

/// Schemas in one `oneOf`, `anyOf` or `allOf`.
pub const VARIANTS: usize = 20_000;

/// Values in one `enum`.
pub const ENUM_VALUES: usize = 200_000;

/// References from one `$ref` to the next; a longer chain is reported as cyclic.
pub const REFERENCE_CHAIN: usize = 64;

/// Problems of a description up to which one that is about an unknown name suggests a known one.
pub const SUGGESTIONS: usize = 50;

/// Known names that are compared with an unknown one to suggest one of them.
pub const COMPARED_NAMES: usize = 10_000;

/// Lists and maps that are nested directly in each other.
pub const NESTED_LISTS: usize = 16;

/// Lists, maps and nulls that are written inside of each other in Rust. The next one is a type of its
/// own, because parsers of Rust take much stack for each.
pub const INLINE_NESTING: usize = 6;

/// Levels of a type whose aliases are expanded. The next alias is a newtype, because the compiler has a
/// limit of 128 steps for finding an implementation, and takes several for each level.
pub const ALIAS_NESTING: usize = 16;

/// Steps of a pointer in an extension. Each is code inside of that of the step before.
pub const POINTER_STEPS: usize = 32;

/// Pointers to lists of results, and to lists of ids, in one `x-bulk`.
pub const BULK_LISTS: usize = 16;

/// Schemas of an item of a bulk operation whose limits the program for many records checks.
pub const BULK_LIMIT_SCHEMAS: usize = 1_000;

/// Steps to a value whose limits the program for many records checks.
pub const BULK_LIMIT_STEPS: usize = 4;

/// Variants of a union in an `allOf` that are merged one by one.
pub const MERGED_VARIANTS: usize = 16;

/// Variants of an `allOf` of several unions, which are joined with each other.
pub const JOINED_VARIANTS: usize = 256;

/// Properties, variants and schemas that merging `allOf` may add to a description. A chain of `allOf`
/// repeats the properties of each schema in all that extend it.
pub const MERGED_PROPERTIES: usize = 600_000;

/// Steps to find the unions that have an `allOf` around them as a variant. Beyond them, an `allOf` on
/// a cycle leaves out all members on that cycle.
pub const COMPOSITION_STEPS: usize = 1_000_000;

/// Properties with listed values of an event that may tell it apart from others.
pub const EVENT_PROPERTIES: usize = 16;

/// Variants of nested unions that are inspected to tell the variants of the outer one apart, or to find a
/// list of results, and schemas of an `anyOf` that may be those of one value.
pub const NESTED_VARIANTS: usize = 1_000;

/// Comparisons to check one example. The variants of nested unions are tried one by one.
pub const EXAMPLE_STEPS: usize = 20_000;

/// Examples that are compared with the `pattern` of their schema.
pub const PATTERN_CHECKS: usize = 2_000;

/// Bytes of a compiled `pattern`. A larger one is not compared with examples.
pub const PATTERN_BYTES: usize = 16_384;

/// Bytes of an example that is compared with a `pattern`. The time is that of both sizes multiplied.
pub const PATTERN_TEXT: usize = 256;

/// Pairs of schemas in one comparison of two schemas.
pub const COMPARED_PAIRS: usize = 2_000;

/// Depth of one comparison of two schemas.
pub const COMPARED_DEPTH: usize = 64;

/// Variants of a union that look alike and are compared with each other.
pub const COMPARED_VARIANTS: usize = 32;

/// Characters of a type name that is derived from a location.
pub const NAME_LENGTH: usize = 80;

/// Quotations and lists in each other in a Markdown text. The content of deeper ones is shown at this
/// depth.
pub const MARKDOWN_NESTING: usize = 16;

/// Characters of an identifier, without the number that makes it unique.
pub const IDENTIFIER_LENGTH: usize = 250;

/// Characters of the name of a module and its file, without the number that makes it unique and the
/// extension. File systems allow 255, and Windows 260 with all folders.
pub const FILE_NAME_LENGTH: usize = 120;

/// Actions in one overlay.
pub const OVERLAY_ACTIONS: usize = 10_000;

/// Values that one JSONPath of an overlay selects, also on the way.
pub const OVERLAY_VALUES: usize = 1_000_000;

/// Values that are looked at to find what all overlays change, beyond 4 times the text of the description.
/// A JSONPath with several `..` selects a value once for each way to it.
pub const OVERLAY_STEPS: usize = 10_000_000;

/// What overlays may merge into a description, in bytes of names, strings and long pointers, and 8 for each
/// value. An action adds its value to everything that it selects.
pub const OVERLAY_ADDED: usize = 10_000_000;

/// Bytes of a JSONPath.
pub const JSON_PATH: usize = 2_000;

/// Nesting of brackets in a JSONPath. Parsing one takes exponential time in it.
pub const JSON_PATH_NESTING: usize = 8;

/// Diagnostics that are printed. The others are counted; errors are printed rather than warnings, and
/// warnings rather than notes.
pub const DIAGNOSTICS: usize = 1_000;
