//! Passes over [`ir::Api`](crate::ir::Api), one per file, in the order of [`run`].
//!
//! Each pass simplifies the schemas in place. No pass recurses over schemas: what follows them uses a
//! worklist or the searches of [`ir`](crate::ir). Invariant afterwards: no `AllOf` is left, no schema
//! contains itself by references and variants, and every union has at least two variants and a
//! selection.

mod bases;
mod cycles;
mod discriminators;
mod equal;
mod examples;
mod idempotency_keys;
mod inline;
mod merge;
mod open_variants;
mod select;
mod undeclared_tags;
mod unions;
mod variant_names;

pub(crate) use self::bases::FIELDS;
use crate::diagnostics::Diagnostics;
use crate::ir::Api;
use crate::options::Options;

/// Runs all passes.
pub fn run(api: &mut Api, options: &Options, diagnostics: &mut Diagnostics) {
    cycles::break_cycles(&mut api.schemas, diagnostics);
    variant_names::run(api);
    let bases = bases::find(api);
    merge::run(&mut api.schemas, diagnostics);
    bases::replace(api, bases);
    cycles::break_cycles(&mut api.schemas, diagnostics);
    discriminators::report(&api.schemas, diagnostics);
    unions::simplify(&mut api.schemas);
    inline::run(api);
    select::run(api, diagnostics);
    open_variants::run(&mut api.schemas, diagnostics);
    undeclared_tags::run(&mut api.schemas);
    idempotency_keys::run(api, diagnostics);
    api.examples_left_out = examples::run(api, options.examples, diagnostics);
}
