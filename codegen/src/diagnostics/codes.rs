//! All codes of diagnostics: what each means, and how to correct what it reports.
//!
//! `cargo xtask explain` prints them, and `DIAGNOSTICS.md` is made from them. Invariant: every diagnostic
//! has a code of this list; a test compares it with the source.

mod content;
mod contradictions;
mod document;
mod extensions;
mod members;
mod omissions;
mod operations;
mod overlays;
mod references;
mod schemas;
mod servers;
mod syntax;

use std::fmt;

use super::Level;
use crate::similar;

pub use self::document::document;

/// A kind of problem.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// The name, which is stable between versions.
    pub name: &'static str,
    /// What is reported unless a level is set.
    pub default: Level,
    /// Whether it can be less than an error. If not, there is nothing to generate.
    pub can_be_lowered: bool,
    /// The problem and its consequence, in a few sentences.
    pub meaning: &'static str,
    /// A part of a description that is reported.
    pub wrong: &'static str,
    /// The same, corrected.
    pub right: &'static str,
}

impl Code {
    /// The default level for readers.
    #[must_use]
    pub fn level(&self) -> &'static str {
        if self.can_be_lowered { self.default.name() } else { "always an error" }
    }
}

/// Codes about one subject, whose levels can be set together.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// The name.
    pub name: &'static str,
    /// What the codes are about.
    pub subject: &'static str,
    /// The codes, in alphabetical order.
    pub codes: &'static [Code],
}

/// All groups.
pub const GROUPS: [Group; 11] = [
    Group {
        name: "syntax",
        subject: "JSON and YAML, and limits on the size",
        codes: syntax::CODES,
    },
    Group {
        name: "members",
        subject: "members that are unknown, missing or have a wrong type",
        codes: members::CODES,
    },
    Group {
        name: "references",
        subject: "references, discriminators and links",
        codes: references::CODES,
    },
    Group { name: "schemas", subject: "schemas and their examples", codes: schemas::CODES },
    Group {
        name: "operations",
        subject: "paths, operations, parameters, responses and webhooks",
        codes: operations::CODES,
    },
    Group {
        name: "content",
        subject: "media types and the bodies that they describe",
        codes: content::CODES,
    },
    Group { name: "servers", subject: "servers and security", codes: servers::CODES },
    Group {
        name: "extensions",
        subject: "extensions that the generator reads",
        codes: extensions::CODES,
    },
    Group { name: "overlays", subject: "overlays and the actions in them", codes: overlays::CODES },
    Group {
        name: "contradictions",
        subject: "what is valid where it stands, but contradicts something else or itself",
        codes: contradictions::CODES,
    },
    Group {
        name: "omissions",
        subject: "what a description leaves out or has no use for",
        codes: omissions::CODES,
    },
];

/// All codes.
pub fn all() -> impl Iterator<Item = &'static Code> {
    GROUPS.iter().flat_map(|group| group.codes)
}

/// The code with this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Code> {
    GROUPS.iter().find_map(|group| {
        let found = group.codes.binary_search_by_key(&name, |code| code.name).ok()?;
        group.codes.get(found)
    })
}

/// The codes that `name` denotes: those of a group, `warnings`, `all`, or one.
///
/// # Errors
/// If there is no such name.
pub fn named(name: &str) -> Result<Vec<&'static Code>, UnknownCode> {
    if let Some(group) = GROUPS.iter().find(|group| group.name == name) {
        return Ok(group.codes.iter().collect());
    }
    match name {
        "all" => Ok(all().collect()),
        "warnings" => Ok(all().filter(|code| code.default == Level::Warn).collect()),
        name => find(name).map(|code| vec![code]).ok_or_else(|| unknown(name)),
    }
}

/// A name that is neither a code nor a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCode {
    /// The name.
    pub name: String,
    /// The most similar name, if one is similar.
    pub nearest: Option<&'static str>,
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "there is no code `{}`", self.name)?;
        match self.nearest {
            Some(nearest) => write!(formatter, "; did you mean `{nearest}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownCode {}

fn unknown(name: &str) -> UnknownCode {
    let groups = GROUPS.iter().map(|group| group.name).chain(["all", "warnings"]);
    let nearest = similar::nearest(all().map(|code| code.name).chain(groups), name);
    UnknownCode { name: name.to_owned(), nearest }
}
