//! Compares the description with the one that an overlay extends.
//!
//! Invariant: only relative references are compared, by the name of the file, because a description with
//! a URL is saved under any name.

use super::document::Overlay;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::Source;

/// Reports an overlay that was made for a file of another name.
pub(super) fn check(overlay: &Overlay, description: &Source, diagnostics: &mut Diagnostics) {
    let Some(extends) = &overlay.extends else { return };
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let text = &extends.text;
    if text.contains(':') || name(text) == name(&description.name) {
        return;
    }
    let message = format!("this overlay is for `{text}`, not for `{}`", description.name);
    diagnostics.push(
        Diagnostic::warning("mismatched-extends", &extends.place, message)
            .label("it is applied nevertheless")
            .help("correct the name, or apply the overlay to the description that it is for"),
    );
}
