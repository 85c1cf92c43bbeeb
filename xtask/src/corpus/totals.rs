//! The totals of all rows.

use super::fidelity::Counts;
use super::generate::Generation;
use super::row::Row;

/// The sums over rows; of `longest`, the maximum.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Totals {
    pub(super) descriptions: usize,
    pub(super) generated: usize,
    pub(super) refused: usize,
    /// Panicked, cannot be read, or cannot be written.
    pub(super) failed: usize,
    pub(super) compiled: usize,
    pub(super) warnings: usize,
    pub(super) clippy: usize,
    pub(super) degradations: usize,
    pub(super) passed: usize,
    pub(super) examples: usize,
    pub(super) left_out: usize,
    pub(super) fidelity: Counts,
    pub(super) types: usize,
    pub(super) operations: usize,
    pub(super) lines: usize,
    pub(super) test_lines: usize,
    pub(super) files: usize,
    pub(super) longest: usize,
    pub(super) generation: f64,
    pub(super) check: f64,
}

impl Totals {
    pub(super) fn of(rows: &[Row]) -> Self {
        let mut totals = Self { descriptions: rows.len(), ..Self::default() };
        for row in rows {
            totals.add(row);
        }
        totals
    }

    fn add(&mut self, row: &Row) {
        match &row.generation {
            Generation::Generated(_) => self.generated += 1,
            Generation::Refused { .. } => self.refused += 1,
            Generation::Panicked(_) | Generation::Failed(_) => self.failed += 1,
        }
        if let Some(metrics) = row.metrics() {
            self.degradations += metrics.degradations;
            self.examples += metrics.examples;
            self.left_out += metrics.left_out;
            self.types += metrics.types;
            self.operations += metrics.operations;
            self.lines += metrics.lines;
            self.test_lines += metrics.test_lines;
            self.files += metrics.files;
            self.longest = self.longest.max(metrics.longest);
            self.generation += metrics.time.as_secs_f64();
        }
        self.compiled += usize::from(row.is_compiled());
        self.warnings += row.warnings().count();
        self.clippy += row.clippy.iter().flatten().count();
        self.passed += row.examples.iter().map(|it| it.results.passed).sum::<usize>();
        self.fidelity.extend(row.fidelity.iter().map(|it| it.counts));
        self.check += row.check.iter().filter_map(|it| it.cpu_time).sum::<f64>();
    }
}

#[cfg(test)]
mod tests {
    use super::Totals;
    use crate::corpus::row::tests::{compiled, refused};

    #[test]
    fn rows_are_added() {
        let totals = Totals::of(&[compiled(), refused(false), compiled()]);
        assert_eq!((totals.descriptions, totals.generated, totals.refused), (3, 2, 1));
        assert_eq!((totals.compiled, totals.failed), (2, 0));
        assert!((totals.check - 3.0).abs() < 1e-9);
    }
}
