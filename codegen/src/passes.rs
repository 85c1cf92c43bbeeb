//! Rewrites of [`ir::Api`](crate::ir::Api), one idea a file, in the order of [`run`].
//!
//! Invariant after all of them: no `AllOf` is left, chains of references end, every union has at
//! least two variants and knows how to tell them apart.

mod bases;
mod cycles;
mod equal;
mod examples;
mod inline;
mod merge;
mod select;
mod unions;

pub(crate) use self::bases::FIELDS;
use crate::diagnostics::Diagnostics;
use crate::ir::Api;

/// Brings the schemas into the form that types are made from.
pub fn run(api: &mut Api, diagnostics: &mut Diagnostics) {
    cycles::cut(&mut api.schemas, diagnostics);
    let bases = bases::find(api);
    merge::run(&mut api.schemas, diagnostics);
    bases::open(api, bases);
    unions::simplify(&mut api.schemas);
    inline::run(api);
    select::run(api);
    api.examples_left_out = examples::run(api, diagnostics);
}
