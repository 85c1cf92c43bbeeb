//! Compiles an OpenAPI description to the files of a Rust client crate.
//!
//! [`generate_with`] lists the stages in order; `ARCHITECTURE.md` states what each of them may rely
//! on. Invariant: the library is pure. It reads no file, clock or environment variable, prints
//! nothing, and does not panic for any description. The number of processors decides only how fast it is.

mod analysis;
mod bundle;
pub mod changes;
mod description_levels;
pub mod diagnostics;
pub mod emit;
mod format;
mod ident;
mod ir;
pub mod limits;
mod lints;
mod locate;
mod lower;
mod members;
mod naming;
mod node;
mod options;
pub mod output;
mod overlay;
mod parallel;
mod parse;
mod passes;
mod pointer;
pub mod public_api;
mod resolve;
mod rust;
mod similar;
pub mod source;
#[doc(hidden)]
pub mod stages;
mod text;
mod translate;
mod value;

use bundle::Bundle;
use diagnostics::{Diagnostic, Diagnostics};
use emit::Origin;
use output::{Output, Summary};
use resolve::Document;
use source::Source;

pub use bundle::{Files, NoFiles};
pub use options::{Base, Examples, Formats, Nulls, Options, Sharing, Strictness};
pub use overlay::{Overlaid, overlaid};

/// Generates a crate from a description that consists of one file.
///
/// # Errors
/// All problems of the description.
pub fn generate(source: &Source, options: &Options) -> Result<Output, Diagnostics> {
    generate_with(source, &mut NoFiles, options)
}

/// Generates a crate from a description and the files that it refers to.
///
/// # Errors
/// All problems of the description and its files.
pub fn generate_with(
    source: &Source,
    files: &mut dyn Files,
    options: &Options,
) -> Result<Output, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let Some(document) = overlay::parsed(source, &options.overlays, &mut diagnostics) else {
        return Err(diagnostics);
    };
    let bundle = bundle::bundle(document, source, files, &mut diagnostics);
    let mut levels = options.levels.clone();
    levels.or(&description_levels::levels(&Document::new(&bundle).node(), &mut diagnostics));
    if !lower::has_known_version(&bundle, &mut diagnostics) {
        return Err(diagnostics);
    }
    let mut lints = lints::Report::new(&levels);
    check_objects(&bundle, &mut lints, &mut diagnostics);
    let mut ir = lower::lower(&bundle, options, &mut diagnostics);
    if diagnostics.exceed_a_limit() {
        diagnostics.apply(&levels);
        return Err(diagnostics);
    }
    passes::run(&mut ir, options, &mut diagnostics);
    let analysis = analysis::analyze(&ir, options);
    lints::of_schemas(&bundle, &ir, &analysis, &mut lints);
    let names = naming::name(&ir, &analysis, &mut diagnostics);
    let rust = translate::translate(&ir, &analysis, &names, options, &mut diagnostics);
    lints::of_names(&bundle, &ir, &analysis, &names, &rust, &mut lints);
    let declared = public_api::declared(&bundle, &ir, &analysis, &rust);
    drop(bundle);
    diagnostics.extend(lints.into_found());
    diagnostics.apply(&levels);
    if options.strictness == Strictness::Strict {
        diagnostics.escalate();
    }
    if diagnostics.has_errors() {
        return Err(diagnostics);
    }
    let examples_left_out = ir.examples_left_out;
    drop((ir, analysis, names));
    let origin = Origin::new(&options.name, &source.name);
    match emit::emit(&rust, &origin, declared, options.base.as_ref()) {
        Ok(emit::Emitted { files, public_api, version, changes }) => {
            let summary = Summary {
                types: rust.emitted_types().count(),
                operations: rust.operations.len(),
                examples: rust.examples.len(),
                examples_left_out,
            };
            Ok(Output { files, warnings: diagnostics, summary, public_api, version, changes })
        }
        Err(error) => {
            diagnostics.push(defect(&error));
            Err(diagnostics)
        }
    }
}

/// Checks the objects of a description as they are written, on one walk.
fn check_objects(bundle: &Bundle, lints: &mut lints::Report, diagnostics: &mut Diagnostics) {
    let mut members = members::Check::new(bundle);
    let mut objects = lints::OfObjects::new(bundle, lints);
    members::walk(bundle, &mut [&mut members, &mut objects]);
    objects.finish();
    diagnostics.extend(members.problems);
}

fn defect(error: &syn::Error) -> Diagnostic {
    Diagnostic::error_without_location("defect", format!("the output is not valid Rust: {error}"))
        .note("this is a bug in the generator, not in the description")
        .help("please report it together with the description")
}

/// Checks for the fuzz targets.
#[cfg(fuzzing)]
pub mod fuzzing {
    pub use crate::text::markdown::check::harmless as markdown;
}
