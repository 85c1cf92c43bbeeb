//! JSON: parsing text to tokens, decoding tokens to Rust types, encoding Rust types, and the macros
//! that implement both for structs and enums.
//!
//! Depends on no other folder.

mod containers;
mod decode;
mod decode_error;
mod deserialize;
mod entries;
mod field;
mod fit;
mod foreign;
mod integer_enum;
mod integer_string;
mod json_struct;
mod json_wide_struct;
mod member_index;
mod names;
mod node;
mod number;
mod number_text;
mod object_reader;
mod object_writer;
mod parser;
mod plain_bytes;
mod string_enum;
mod tag_text;
mod tagged;
pub(crate) mod tape;
mod union_match;

pub use self::decode::{Decode, from_slice, from_str};
pub(crate) use self::decode::{deserialize_with, is_json};
pub use self::decode_error::{DecodeError, DecodeErrorKind};
pub(crate) use self::deserialize::deserialize;
pub use self::field::Field;
pub(crate) use self::foreign::deserialized;
pub(crate) use self::integer_enum::integer_enum;
pub(crate) use self::integer_string::{IntegerAsString, integer_text};
pub(crate) use self::json_struct::json_struct;
pub(crate) use self::json_wide_struct::{ObjectReader, Sorted, json_wide_struct, of_field};
pub(crate) use self::names::Names;
pub use self::node::{Kind, Node};
pub(crate) use self::number::{JsonNumber, whole};
pub(crate) use self::object_writer::{MaybeAbsent, ObjectWriter};
pub(crate) use self::string_enum::string_enum;
pub(crate) use self::tag_text::tag_text;
pub(crate) use self::tagged::tagged;
pub(crate) use self::union_match::{Fixed, ObjectShape, Variant, best_decoded, best_match};
