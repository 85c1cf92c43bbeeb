//! Text on its way into files: comments, documentation, Markdown, TOML and code.
//!
//! A description is untrusted, and so is the name of its file. [`Line`] is the only type of text that
//! the writers of files take. Invariant: a line has no line break, control character or bidirectional
//! control, and consists of text of the generator and of text that one of these modules escaped for
//! its place: [`markdown`] for prose, [`code_span`] for names and values, [`toml_string`] for
//! manifests, [`file_name`] for the name of a file. Strings of Rust are written by
//! `proc_macro2::Literal`, which escapes them.

mod characters;
pub(crate) mod code_span;
mod file_name;
mod line;
pub(crate) mod markdown;
mod public_item;
mod toml_string;

pub(crate) use self::characters::{are_visible, is_visible, without_controls};
pub(crate) use self::code_span::code_span;
pub(crate) use self::file_name::file_name;
pub use self::line::Line;
pub(crate) use self::line::{Piece, line};
pub(crate) use self::public_item::public_item;
pub(crate) use self::toml_string::toml_string;
