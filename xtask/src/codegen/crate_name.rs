//! The names of generated crates: their default and their validation.
//!
//! Invariant: cargo and crates.io accept each name that passes.

use std::path::Path;

/// Names that cargo rejects, or that cannot be written in a `use`.
const RESERVED: [&str; 58] = [
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "core",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "proc_macro",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "union",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "_",
];

/// The maximum length on crates.io.
const MAX_LENGTH: usize = 64;

/// Derives a name from a file name: in lower case, words joined by hyphens, with `-client`.
pub(crate) fn of_description(spec: &Path) -> String {
    let stem = spec.file_stem().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let words = stem.split(|character: char| !character.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).chain(["client"]).collect();
    let name = words.join("-");
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("api-{name}")
    } else {
        name
    }
}

/// Validates the name of a crate.
///
/// # Errors
///
/// Returns a message if it is not valid.
pub(super) fn check(name: &str) -> Result<(), String> {
    let reason = if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        "it must begin with a letter"
    } else if !name.chars().all(|it| it.is_ascii_alphanumeric() || it == '-' || it == '_') {
        "it may have only letters, digits, `-` and `_`"
    } else if name.len() > MAX_LENGTH {
        "it must not be longer than 64 characters"
    } else if RESERVED.contains(&name.to_ascii_lowercase().as_str()) {
        "it is a reserved word"
    } else {
        return Ok(());
    };
    Err(format!("`{name}` cannot be the name of a crate: {reason}; choose one with --name"))
}

#[cfg(test)]
mod tests {
    use super::{check, of_description};
    use std::path::Path;

    #[test]
    fn the_default_name_is_that_of_the_description() {
        let cases = [
            ("spec/kustomer.yaml", "kustomer-client"),
            ("Pet Store_v2.openapi.json", "pet-store-v2-openapi-client"),
            ("2ch.yml", "api-2ch-client"),
            ("Über.yaml", "ber-client"),
            ("...", "client"),
        ];
        for (spec, name) in cases {
            assert_eq!(of_description(Path::new(spec)), name);
            assert_eq!(check(name), Ok(()));
        }
    }

    #[test]
    fn names_that_cargo_rejects_are_not_valid() {
        for name in ["", "2x", "a b", "ü", "../x", "std", "Self", &"x".repeat(65)] {
            assert!(check(name).is_err(), "{name}");
        }
    }
}
