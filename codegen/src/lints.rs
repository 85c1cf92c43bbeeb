//! Lints: what is allowed in a description, but contradicts itself, is incomplete, or is not what its
//! maintainer means.
//!
//! Each lint is in a file of this folder. Lints of single objects run on one walk over the description,
//! those of schemas on the IR after the passes, and those of names on the Rust that results. Invariant:
//! a pointer or a message is made for what is reported only, and not for a lint that is allowed.

mod content;
mod descriptions;
mod enum_values;
mod formats;
mod keywords;
mod limits;
mod names;
mod operation_ids;
mod required;
mod responses;
mod servers;
mod untyped;
mod unused;
mod without_effect;

use self::operation_ids::OperationIds;
use self::unused::Components;
use crate::analysis::Analysis;
use crate::bundle::Bundle;
use crate::diagnostics::{Diagnostic, Diagnostics, Levels, codes};
use crate::ir;
use crate::members::{Found, Object, Version, Visitor};
use crate::naming::Names;
use crate::resolve::Document;
use crate::rust;

/// What the lints found.
pub(crate) struct Report {
    /// The codes that are not reported.
    allowed: Vec<&'static str>,
    found: Diagnostics,
}

impl Report {
    pub(crate) fn new(levels: &Levels) -> Self {
        let codes = codes::all().filter(|code| levels.allows(code)).map(|code| code.name);
        Self { allowed: codes.collect(), found: Diagnostics::new() }
    }

    /// Whether the code is not reported, so that there is nothing to look for.
    fn is_allowed(&self, code: &str) -> bool {
        self.allowed.contains(&code)
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// What was found.
    pub(crate) fn into_found(self) -> Diagnostics {
        self.found
    }
}

/// The lints of single objects.
pub(crate) struct OfObjects<'v, 'r> {
    version: Version,
    report: &'r mut Report,
    operation_ids: OperationIds<'v>,
    components: Components<'v>,
}

impl<'v, 'r> OfObjects<'v, 'r> {
    pub(crate) fn new(bundle: &'v Bundle, report: &'r mut Report) -> Self {
        Self {
            version: Version::of(&bundle.root),
            report,
            operation_ids: OperationIds::default(),
            components: Components::new(Document::new(bundle)),
        }
    }

    /// Reports what is known only after the walk.
    pub(crate) fn finish(self) {
        self.components.report_unused(self.report);
    }
}

impl<'v> Visitor<'v> for OfObjects<'v, '_> {
    fn object(&mut self, found: &Found<'v, '_>) {
        let report = &mut *self.report;
        self.components.visit(found);
        descriptions::check(found, report);
        without_effect::check(found, report);
        match found.object {
            Object::Schema => {
                keywords::check(found, self.version, report);
                limits::check(found, report);
                formats::check(found, report);
                enum_values::check(found, report);
            }
            Object::Parameter | Object::Header => content::parameter(found, report),
            Object::MediaType => content::media_type(found, report),
            Object::Operation => {
                self.operation_ids.visit(found, report);
                responses::check(found, report);
            }
            Object::Server => servers::check(found, report),
            _ => {}
        }
    }
}

/// Runs the lints of schemas, from which the passes have removed every `allOf`.
pub(crate) fn of_schemas(bundle: &Bundle, api: &ir::Api, analysis: &Analysis, report: &mut Report) {
    let reachable = &analysis.reachable;
    let is_used =
        |id: &ir::SchemaId| reachable.request.contains(id) || reachable.response.contains(id);
    let document = Document::new(bundle);
    for id in api.schemas.ids().filter(is_used) {
        let schema = &api.schemas[id];
        required::check(schema, document, report);
        untyped::check(schema, report);
    }
}

/// Runs the lints of names.
pub(crate) fn of_names(
    bundle: &Bundle,
    api: &ir::Api,
    analysis: &Analysis,
    names: &Names,
    rust: &rust::Api,
    report: &mut Report,
) {
    names::check(Document::new(bundle), api, analysis, names, rust, report);
}
