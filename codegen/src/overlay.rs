//! Applies overlays to a parsed description (Overlay Specification 1.0.0 and 1.1.0).
//!
//! An overlay is a list of actions that update or remove what a JSONPath selects. They are applied before
//! everything else, so that all later stages see one description. Invariant: `origins` knows for each
//! value whether it stands in the description or in an overlay, and where, so that diagnostics show the
//! text that has to be changed.

mod apply;
mod document;
mod extends;
mod growth;
mod json_path;
mod merge;
mod remove;
mod target;
mod version;

use self::apply::Changed;
use self::growth::Growth;
use self::json_path::Steps;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::parse;
use crate::pointer::bundled::File;
use crate::pointer::origins::Origins;
use crate::source::{Format, Source};
use crate::value::Value;

/// Parses a description, and applies overlays to it in their order. Returns `None` after adding an error
/// to `diagnostics` if nothing is left to process.
pub(crate) fn parsed(
    source: &Source,
    overlays: &[Source],
    diagnostics: &mut Diagnostics,
) -> Option<Value> {
    if overlays.is_empty() {
        return parse::parse(source, diagnostics);
    }
    let mut found = Diagnostics::new();
    let root = parse::parse(source, &mut found);
    // The pointers of these are locations before the overlays.
    diagnostics.extend(found.into_iter().map(|it| it.in_file(File::Description)));
    let mut root = root?;
    let read = |(number, overlay)| {
        let overlay = document::read(overlay, number, diagnostics)?;
        extends::check(&overlay, source, diagnostics);
        Some(overlay)
    };
    let read: Vec<_> = overlays.iter().enumerate().filter_map(read).collect();
    let mut changed = Changed {
        root: &mut root,
        origins: Origins::default(),
        steps: Steps::for_text(source.text.len()),
        growth: Growth::new(),
        diagnostics,
    };
    let result = read.iter().try_for_each(|overlay| changed.apply(overlay));
    let origins = changed.origins;
    diagnostics.add_overlays(overlays, origins);
    result.ok().map(|()| root)
}

/// A description after overlays.
#[derive(Clone, Debug)]
pub struct Overlaid {
    /// Its text, in the format of the description.
    pub text: String,
    /// What was found in the overlays and when they were applied.
    pub warnings: Diagnostics,
}

/// Applies overlays to a description, without generating anything.
///
/// ```
/// use codegen::source::Source;
///
/// let named = |name: &str, text: &str| Source { name: name.to_owned(), text: text.to_owned() };
/// let description = named("api.yaml", "openapi: 3.0.3\ninfo: { title: Pets, version: 1.0.0 }\n");
/// let overlay = "overlay: 1.1.0\ninfo: { title: Names, version: 1.0.0 }\n\
///                actions: [{ target: $.info.title, update: Animals }]\n";
/// let overlaid = codegen::overlaid(&description, &[named("names.yaml", overlay)])?;
/// assert_eq!(overlaid.text, "openapi: 3.0.3\ninfo:\n  title: Animals\n  version: 1.0.0\n");
/// # Ok::<(), codegen::diagnostics::Diagnostics>(())
/// ```
///
/// # Errors
/// All problems of the texts and of the actions.
pub fn overlaid(source: &Source, overlays: &[Source]) -> Result<Overlaid, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let root = parsed(source, overlays, &mut diagnostics);
    let Some(root) = root.filter(|_| !diagnostics.has_errors()) else { return Err(diagnostics) };
    let text = match source.format() {
        Format::Json => serde_json::to_string_pretty(&root).map(|text| text + "\n").ok(),
        Format::Yaml => serde_yaml::to_string(&root).ok(),
    };
    // Neither format refuses a JSON value.
    let Some(text) = text else {
        let message = "the description cannot be written";
        diagnostics.push(Diagnostic::error_without_location("defect", message));
        return Err(diagnostics);
    };
    Ok(Overlaid { text, warnings: diagnostics })
}
