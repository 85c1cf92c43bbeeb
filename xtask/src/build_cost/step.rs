//! What is measured of each crate, as commands of cargo.

use std::fmt::{self, Display, Formatter};

/// One build of a crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// `cargo build` of the crate and all its dependencies.
    Cold,
    /// `cargo check` of the crate alone.
    Check,
    /// `cargo build` of the crate alone.
    Build,
    /// `cargo build --release` of the crate alone.
    Release,
    /// `cargo build` of the types without the client, with all dependencies.
    ColdTypes,
}

/// The steps of a crate of this project. Those that build less follow those whose artifacts they use.
pub(super) const STEPS: [Step; 5] =
    [Step::Cold, Step::Build, Step::Check, Step::Release, Step::ColdTypes];

/// The steps of any crate, whose features are not known.
pub(super) const FEATURES_AS_DECLARED: [Step; 4] =
    [Step::Cold, Step::Build, Step::Check, Step::Release];

/// Whether the artifacts of the dependencies exist before the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dependencies {
    Built,
    Missing,
}

impl Step {
    /// The name for the command line.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Cold => "cold",
            Self::Check => "check",
            Self::Build => "build",
            Self::Release => "release",
            Self::ColdTypes => "types",
        }
    }

    /// The arguments for cargo.
    pub(super) fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Cold | Self::Build => &["build"],
            Self::Check => &["check"],
            Self::Release => &["build", "--release"],
            Self::ColdTypes => &["build", "--no-default-features"],
        }
    }

    /// The arguments for cargo that remove the artifacts of the profile.
    pub(super) fn clean_arguments(self) -> &'static [&'static str] {
        match self {
            Self::Release => &["clean", "--release"],
            Self::Cold | Self::Check | Self::Build | Self::ColdTypes => &["clean"],
        }
    }

    pub(super) fn dependencies(self) -> Dependencies {
        match self {
            Self::Cold | Self::ColdTypes => Dependencies::Missing,
            Self::Check | Self::Build | Self::Release => Dependencies::Built,
        }
    }

    /// The step of a peer with which this one is compared.
    pub(super) fn counterpart(self) -> Self {
        match self {
            Self::ColdTypes => Self::Cold,
            other => other,
        }
    }
}

impl Display for Step {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Cold => "cold build",
            Self::Check => "check",
            Self::Build => "build",
            Self::Release => "build --release",
            Self::ColdTypes => "cold build, types only",
        })
    }
}
