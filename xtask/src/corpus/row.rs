//! A row of the table: the results of one description.
//!
//! Invariant: the result of a stage that did not run is `None`.

use std::path::PathBuf;

use super::arguments::AllowedRefusals;
use super::discover::Description;
use super::fidelity::Fidelity;
use super::generate::Generation;
use super::libtest::TestResults;
use super::metrics::Metrics;

/// The results of the stages for one description.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) description: Description,
    pub(super) generation: Generation,
    pub(super) check: Option<Check>,
    /// The warnings of clippy.
    pub(super) clippy: Option<Vec<String>>,
    pub(super) examples: Option<Examples>,
    pub(super) fidelity: Option<Fidelity>,
}

/// The result of compiling the library.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Check {
    pub(super) is_compiled: bool,
    pub(super) errors: Vec<String>,
    pub(super) warnings: Vec<String>,
    /// User and system time in seconds, if it can be measured.
    pub(super) cpu_time: Option<f64>,
}

/// The results of the tests that were made from examples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Examples {
    /// The test programs.
    pub(super) programs: Vec<PathBuf>,
    /// The errors of compiling them.
    pub(super) errors: Vec<String>,
    pub(super) warnings: Vec<String>,
    pub(super) results: TestResults,
}

impl Row {
    pub(super) fn new(description: Description, generation: Generation) -> Self {
        Self { description, generation, check: None, clippy: None, examples: None, fidelity: None }
    }

    /// The metrics of the generated crate.
    pub(super) fn metrics(&self) -> Option<&Metrics> {
        match &self.generation {
            Generation::Generated(metrics) => Some(metrics),
            _ => None,
        }
    }

    pub(super) fn is_compiled(&self) -> bool {
        self.check.as_ref().is_some_and(|check| check.is_compiled)
    }

    /// The errors of rustc in the library and the tests.
    pub(super) fn errors(&self) -> impl Iterator<Item = &String> {
        let library = self.check.iter().flat_map(|it| &it.errors);
        let tests = self.examples.iter().flat_map(|it| &it.errors);
        library.chain(tests).chain(self.fidelity.iter().flat_map(|it| &it.errors))
    }

    /// The warnings of rustc in the library and the tests.
    pub(super) fn warnings(&self) -> impl Iterator<Item = &String> {
        let library = self.check.iter().flat_map(|it| &it.warnings);
        library.chain(self.examples.iter().flat_map(|it| &it.warnings))
    }

    /// Whether this row fails the run.
    pub(super) fn is_failure(&self, allowed: &AllowedRefusals) -> bool {
        match &self.generation {
            Generation::Generated(_) => !self.is_compiled() || self.errors().next().is_some(),
            Generation::Refused { is_defect, .. } => {
                *is_defect || !allowed.contains(&self.description.label)
            }
            Generation::Panicked(_) | Generation::Failed(_) => true,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Check, Examples, Row};
    use crate::corpus::arguments::AllowedRefusals;
    use crate::corpus::discover::Description;
    use crate::corpus::generate::Generation;
    use crate::corpus::metrics::Metrics;

    pub(in crate::corpus) fn row(generation: Generation) -> Row {
        let description = Description {
            path: "dir/pets.yaml".into(),
            label: "dir/pets.yaml".to_owned(),
            name: "pets-client".to_owned(),
        };
        Row::new(description, generation)
    }

    pub(in crate::corpus) fn refused(is_defect: bool) -> Row {
        row(Generation::Refused { errors: 2, first: "1:2: error[x]: no".to_owned(), is_defect })
    }

    pub(in crate::corpus) fn compiled() -> Row {
        let check = Check { is_compiled: true, cpu_time: Some(1.5), ..Check::default() };
        Row { check: Some(check), ..row(Generation::Generated(Metrics::default())) }
    }

    #[test]
    fn a_crate_that_does_not_compile_is_a_failure() {
        assert!(!compiled().is_failure(&AllowedRefusals::None));
        assert!(Row { check: None, ..compiled() }.is_failure(&AllowedRefusals::None));
        assert!(
            Row { check: Some(Check::default()), ..compiled() }.is_failure(&AllowedRefusals::None)
        );
        let tests = Examples { errors: vec!["error".to_owned()], ..Examples::default() };
        assert!(Row { examples: Some(tests), ..compiled() }.is_failure(&AllowedRefusals::None));
    }

    #[test]
    fn a_refusal_is_a_failure_unless_it_is_allowed_and_a_defect_always() {
        assert!(refused(false).is_failure(&AllowedRefusals::None));
        assert!(!refused(false).is_failure(&AllowedRefusals::All));
        assert!(refused(true).is_failure(&AllowedRefusals::All));
        assert!(row(Generation::Panicked(String::new())).is_failure(&AllowedRefusals::All));
    }
}
