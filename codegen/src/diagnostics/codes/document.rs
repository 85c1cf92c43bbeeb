//! The codes as a document.

use super::{Code, GROUPS};

/// The text of `DIAGNOSTICS.md`.
#[must_use]
pub fn document() -> String {
    let mut text = "\
# Diagnostics

The problems of a description that the generator reports, by group. A level is set for a code or for a
group by a flag (`--allow`, `--note`, `--warn`, `--deny`), or by `x-lints` at the root of the
description, such as `x-lints: { tuple: allow }`. A flag counts more. `all` is every code, and
`warnings` every code that is a warning by default. An error that is lowered states what is generated
nevertheless. `cargo xtask explain CODE` prints what is said here.

This document is made from `src/diagnostics/codes`. A test compares the two, and updates the document
if `INSTA_UPDATE` is `always`.
"
    .to_owned();
    for group in GROUPS {
        text.push_str(&format!("\n## {}: {}\n", group.name, group.subject));
        text.extend(group.codes.iter().map(|code| format!("\n{code}")));
    }
    text
}

impl std::fmt::Display for Code {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { name, meaning, wrong, right, .. } = self;
        writeln!(formatter, "### {name}\n\nDefault: {}.\n\n{meaning}", self.level())?;
        for (title, example) in [("Wrong", wrong), ("Right", right)] {
            if !example.is_empty() {
                writeln!(formatter, "\n{title}:\n\n```yaml\n{example}\n```")?;
            }
        }
        Ok(())
    }
}
