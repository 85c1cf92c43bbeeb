//! The stages of a run one by one, for the benchmark of each.
//!
//! Invariant: each method runs its stage with the results of the stages before it, in the order of
//! [`generate_with`](crate::generate_with).

use crate::analysis::{self, Analysis};
use crate::bundle::{self, Bundle, NoFiles};
use crate::diagnostics::Diagnostics;
use crate::emit::{self, Origin};
use crate::naming::{self, Names};
use crate::options::Options;
use crate::source::Source;
use crate::{check_objects, ir, lints, lower, overlay, passes, public_api, rust, translate};

/// The results of the stages of one run.
pub struct Stages {
    source: Source,
    options: Options,
    bundle: Bundle,
    ir: ir::Api,
    analysis: Analysis,
    names: Names,
    rust: rust::Api,
}

/// The result of `lower`, which `passes` changes.
pub struct Lowered(ir::Api);

impl Stages {
    /// Runs all stages but `emit`. Returns `None` if the description cannot be parsed.
    #[must_use]
    pub fn of(source: &Source, options: &Options) -> Option<Self> {
        let mut found = Diagnostics::new();
        let document = overlay::parsed(source, &options.overlays, &mut found)?;
        let bundle = bundle::bundle(document, source, &mut NoFiles, &mut found);
        let mut ir = lower::lower(&bundle, options, &mut found);
        passes::run(&mut ir, options, &mut found);
        let analysis = analysis::analyze(&ir, options);
        let names = naming::name(&ir, &analysis, &mut found);
        let rust = translate::translate(&ir, &analysis, &names, options, &mut found);
        let (source, options) = (source.clone(), options.clone());
        Some(Self { source, options, bundle, ir, analysis, names, rust })
    }

    /// The text to a value.
    pub fn parse(&self) -> impl Sized {
        overlay::parsed(&self.source, &self.options.overlays, &mut Diagnostics::new())
    }

    /// The checks of members and objects.
    pub fn members(&self) -> impl Sized {
        let mut found = Diagnostics::new();
        let mut lints = lints::Report::new(&self.options.levels);
        check_objects(&self.bundle, &mut lints, &mut found);
        (found, lints)
    }

    /// The value to the intermediate representation.
    #[must_use]
    pub fn lower(&self) -> Lowered {
        Lowered(lower::lower(&self.bundle, &self.options, &mut Diagnostics::new()))
    }

    /// The passes over the intermediate representation.
    #[must_use]
    pub fn passes(&self, mut lowered: Lowered) -> Lowered {
        passes::run(&mut lowered.0, &self.options, &mut Diagnostics::new());
        lowered
    }

    /// The facts about schemas.
    pub fn analysis(&self) -> impl Sized {
        analysis::analyze(&self.ir, &self.options)
    }

    /// The names of operations and types.
    pub fn naming(&self) -> impl Sized {
        naming::name(&self.ir, &self.analysis, &mut Diagnostics::new())
    }

    /// The intermediate representation to items of Rust.
    pub fn translate(&self) -> impl Sized {
        let Self { ir, analysis, names, options, .. } = self;
        translate::translate(ir, analysis, names, options, &mut Diagnostics::new())
    }

    /// Items of Rust to the text of the files, with the list of the public API.
    pub fn emit(&self) -> impl Sized {
        let declared = public_api::declared(&self.bundle, &self.ir, &self.analysis, &self.rust);
        let origin = Origin::new(&self.options.name, &self.source.name);
        emit::emit(&self.rust, &origin, declared, None)
    }
}
