//! The table of one description.
//!
//! Invariant: what was not measured is `-`, and so is a ratio to it.

use super::step::{STEPS, Step};
use super::usage::Usage;
use crate::table;

/// What was measured of one crate.
pub(super) struct Measured {
    /// The name of the crate, or of the generator that made it.
    pub(super) name: String,
    pub(super) usages: Vec<(Step, Usage)>,
}

/// What was measured of the crates of one description.
pub(super) struct Report {
    pub(super) description: String,
    pub(super) own: Measured,
    pub(super) peers: Vec<Measured>,
}

impl Measured {
    fn usage(&self, step: Step) -> Option<Usage> {
        self.usages.iter().find(|(it, _)| *it == step).map(|(_, usage)| *usage)
    }
}

impl Report {
    /// The table, with a row for each step.
    pub(super) fn text(&self) -> String {
        let mut lines = vec![self.head()];
        lines.extend(STEPS.map(|step| self.row(step)));
        table::text(&lines)
    }

    fn head(&self) -> Vec<String> {
        let crates = [&self.own].into_iter().chain(&self.peers);
        let mut cells = vec![self.description.clone()];
        cells.extend(crates.flat_map(|it| [format!("{} cpu s", it.name), "MiB".to_owned()]));
        if !self.peers.is_empty() {
            cells.extend(["cpu ratio", "MiB ratio"].map(str::to_owned));
        }
        cells
    }

    fn row(&self, step: Step) -> Vec<String> {
        let own = self.own.usage(step);
        let mut cells = vec![step.to_string()];
        cells.extend(usage_cells(own));
        cells.extend(self.peers.iter().flat_map(|peer| usage_cells(peer.usage(step))));
        if !self.peers.is_empty() {
            let best = self.best(step.counterpart());
            cells.extend(ratios(own, best).map(|it| cell(it, |ratio| format!("{ratio:.3}"))));
        }
        cells
    }

    /// The least time and the least memory of the peers, which may be those of two of them.
    fn best(&self, step: Step) -> Option<Usage> {
        self.peers.iter().filter_map(|peer| peer.usage(step)).reduce(Usage::least)
    }
}

fn usage_cells(usage: Option<Usage>) -> [String; 2] {
    [cell(usage, |it| format!("{:.2}", it.cpu)), cell(usage, |it| (it.peak >> 20).to_string())]
}

/// The ratios of time and of memory.
fn ratios(own: Option<Usage>, best: Option<Usage>) -> [Option<f64>; 2] {
    let (Some(own), Some(best)) = (own, best) else { return [None, None] };
    [ratio(own.cpu, best.cpu), ratio(mebibytes(own.peak), mebibytes(best.peak))]
}

fn ratio(value: f64, base: f64) -> Option<f64> {
    (base > 0.0).then(|| value / base)
}

/// A number of bytes that `f64` has exactly, as no peak has 8 PiB.
#[allow(clippy::cast_precision_loss, reason = "a peak of memory has less than 53 bits")]
fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

fn cell<T>(value: Option<T>, text: impl FnOnce(T) -> String) -> String {
    value.map_or_else(|| "-".to_owned(), text)
}

#[cfg(test)]
mod tests {
    use super::{Measured, Report, Step, Usage};

    fn usage(cpu: f64, mebibytes: u64) -> Usage {
        Usage { cpu, peak: mebibytes << 20 }
    }

    fn measured(name: &str, usages: &[(Step, Usage)]) -> Measured {
        Measured { name: name.to_owned(), usages: usages.to_vec() }
    }

    #[test]
    fn ratios_are_to_the_least_of_the_peers() {
        let report = Report {
            description: "pets.yaml".to_owned(),
            own: measured(
                "pets-client",
                &[
                    (Step::Cold, usage(12.0, 500)),
                    (Step::Check, usage(2.0, 300)),
                    (Step::ColdTypes, usage(6.0, 100)),
                ],
            ),
            peers: vec![
                measured("one", &[(Step::Cold, usage(40.0, 400)), (Step::Check, usage(8.0, 600))]),
                measured("two", &[(Step::Cold, usage(60.0, 250))]),
                measured("three", &[]),
            ],
        };
        let rows: Vec<Vec<String>> = report
            .text()
            .lines()
            .map(|line| line.split("  ").map(str::trim).filter(|it| !it.is_empty()))
            .map(|cells| cells.map(str::to_owned).collect())
            .collect();
        let expected = [
            "pets.yaml|pets-client cpu s|MiB|one cpu s|MiB|two cpu s|MiB|three cpu s|MiB\
             |cpu ratio|MiB ratio",
            "cold build|12.00|500|40.00|400|60.00|250|-|-|0.300|2.000",
            "build|-|-|-|-|-|-|-|-|-|-",
            "check|2.00|300|8.00|600|-|-|-|-|0.250|0.500",
            "build --release|-|-|-|-|-|-|-|-|-|-",
            "cold build, types only|6.00|100|-|-|-|-|-|-|0.150|0.400",
        ];
        assert_eq!(rows.iter().map(|row| row.join("|")).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn without_peers_there_are_no_ratios() {
        let own = measured("pets-client", &[(Step::Check, usage(2.0, 300))]);
        let report = Report { description: "pets.yaml".to_owned(), own, peers: Vec::new() };
        let text = report.text();
        assert!(text.lines().next().is_some_and(|line| line.ends_with("cpu s  MiB")), "{text}");
    }
}
