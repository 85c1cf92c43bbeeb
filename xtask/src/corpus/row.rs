//! All that is known about one description.
//!
//! Invariant: a stage that was not asked for, or that an earlier one prevented, leaves nothing.

use std::path::PathBuf;

use super::arguments::Refusals;
use super::find::Description;
use super::generation::Generation;
use super::libtest::Tested;
use super::measures::Measures;

/// What became of a description, stage by stage.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) description: Description,
    pub(super) generation: Generation,
    pub(super) check: Option<Check>,
    /// What clippy warns about.
    pub(super) clippy: Option<Vec<String>>,
    pub(super) examples: Option<Examples>,
}

/// What the compiler says about the library.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Check {
    pub(super) compiled: bool,
    pub(super) errors: Vec<String>,
    pub(super) warnings: Vec<String>,
    /// User and system time, where it can be measured.
    pub(super) cpu: Option<f64>,
}

/// What came of the tests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Examples {
    /// The programs that hold them.
    pub(super) programs: Vec<PathBuf>,
    /// Why they do not compile.
    pub(super) errors: Vec<String>,
    pub(super) warnings: Vec<String>,
    pub(super) tested: Tested,
}

impl Row {
    pub(super) fn new(description: Description, generation: Generation) -> Self {
        Self { description, generation, check: None, clippy: None, examples: None }
    }

    pub(super) fn measures(&self) -> Option<&Measures> {
        match &self.generation {
            Generation::Done(measures) => Some(measures),
            _ => None,
        }
    }

    pub(super) fn is_compiled(&self) -> bool {
        self.check.as_ref().is_some_and(|check| check.compiled)
    }

    /// Why neither the library nor the tests compile.
    pub(super) fn errors(&self) -> impl Iterator<Item = &String> {
        let library = self.check.iter().flat_map(|it| &it.errors);
        library.chain(self.examples.iter().flat_map(|it| &it.errors))
    }

    /// What rustc warns about in the library and the tests.
    pub(super) fn warnings(&self) -> impl Iterator<Item = &String> {
        let library = self.check.iter().flat_map(|it| &it.warnings);
        library.chain(self.examples.iter().flat_map(|it| &it.warnings))
    }

    /// Whether the run fails because of it.
    pub(super) fn fails(&self, refusals: &Refusals) -> bool {
        match &self.generation {
            Generation::Done(_) => !self.is_compiled() || self.errors().next().is_some(),
            Generation::Refused { is_defect, .. } => {
                *is_defect || !refusals.allow(&self.description.label)
            }
            Generation::Panicked(_) | Generation::Failed(_) => true,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Check, Examples, Row};
    use crate::corpus::arguments::Refusals;
    use crate::corpus::find::Description;
    use crate::corpus::generation::Generation;
    use crate::corpus::measures::Measures;

    pub(in crate::corpus) fn row(generation: Generation) -> Row {
        let description = Description {
            path: "folder/pets.yaml".into(),
            label: "folder/pets.yaml".to_owned(),
            name: "pets-client".to_owned(),
        };
        Row::new(description, generation)
    }

    pub(in crate::corpus) fn refused(is_defect: bool) -> Row {
        row(Generation::Refused { errors: 2, first: "1:2: error[x]: no".to_owned(), is_defect })
    }

    pub(in crate::corpus) fn compiled() -> Row {
        let check = Check { compiled: true, cpu: Some(1.5), ..Check::default() };
        Row { check: Some(check), ..row(Generation::Done(Measures::default())) }
    }

    #[test]
    fn what_does_not_compile_fails() {
        assert!(!compiled().fails(&Refusals::Fail));
        assert!(Row { check: None, ..compiled() }.fails(&Refusals::Fail));
        assert!(Row { check: Some(Check::default()), ..compiled() }.fails(&Refusals::Fail));
        let tests = Examples { errors: vec!["error".to_owned()], ..Examples::default() };
        assert!(Row { examples: Some(tests), ..compiled() }.fails(&Refusals::Fail));
    }

    #[test]
    fn a_refusal_fails_unless_it_is_allowed_and_a_defect_always() {
        assert!(refused(false).fails(&Refusals::Fail));
        assert!(!refused(false).fails(&Refusals::Allowed));
        assert!(refused(true).fails(&Refusals::Allowed));
        assert!(row(Generation::Panicked(String::new())).fails(&Refusals::Allowed));
    }
}
