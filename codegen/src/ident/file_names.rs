//! Names that cannot be those of files.

/// Whether Windows takes a file with this name for a device, whatever its extension. The name is in
/// lower case.
pub(super) fn is_device(name: &str) -> bool {
    match name.strip_prefix("com").or_else(|| name.strip_prefix("lpt")) {
        Some(number) => matches!(number.as_bytes(), [b'0'..=b'9']),
        None => matches!(name, "aux" | "con" | "nul" | "prn"),
    }
}
