//! Rewrites of [`raw::Api`](crate::raw::Api), one idea a file, in the order of [`run`].
//!
//! Invariant after all of them: no `AllOf` is left, chains of references end, every union has at
//! least two variants and knows how to tell them apart.

mod cycles;
mod equal;
mod examples;
mod inline;
mod merge;
mod select;
mod unions;

use crate::diagnostics::Diagnostics;
use crate::raw::Api;

/// Brings the schemas into the form that types are made from.
pub fn run(api: &mut Api, diagnostics: &mut Diagnostics) {
    cycles::cut(&mut api.schemas, diagnostics);
    merge::run(&mut api.schemas, diagnostics);
    unions::simplify(&mut api.schemas);
    inline::run(api);
    select::run(api);
    api.examples_left_out = examples::run(api, diagnostics);
}
