//! The next version of a crate.
//!
//! The rules are those of Cargo (the chapter on compatibility of the Cargo Book): the first number that is not
//! zero says what is compatible. Invariant: a breaking change never keeps the version, and without a
//! change it stays as it is.

use semver::{BuildMetadata, Prerelease, Version};

use super::Impact;

/// The version after a change of a release.
///
/// ```
/// use codegen::changes::{Impact, version::next};
///
/// let release = "1.4.2".parse().unwrap();
/// assert_eq!(next(&release, Some(Impact::Breaking)).to_string(), "2.0.0");
/// assert_eq!(next(&release, Some(Impact::Compatible)).to_string(), "1.5.0");
/// assert_eq!(next(&release, Some(Impact::Wire)).to_string(), "1.4.3");
/// assert_eq!(next(&release, None), release);
/// ```
#[must_use]
pub fn next(release: &Version, impact: Option<Impact>) -> Version {
    let Some(impact) = impact else { return release.clone() };
    if !release.pre.is_empty() {
        // Two releases before a version are never compatible (Semantic Versioning, section 9).
        return Version {
            pre: next_prerelease(&release.pre),
            build: BuildMetadata::EMPTY,
            ..release.clone()
        };
    }
    let Version { major, minor, patch, .. } = *release;
    match (impact, major, minor) {
        (Impact::Breaking, 0, 0) => Version::new(0, 0, patch.saturating_add(1)),
        (Impact::Breaking, 0, _) => Version::new(0, minor.saturating_add(1), 0),
        (Impact::Breaking, ..) => Version::new(major.saturating_add(1), 0, 0),
        (Impact::Compatible, 1.., _) => Version::new(major, minor.saturating_add(1), 0),
        _ => Version::new(major, minor, patch.saturating_add(1)),
    }
}

/// `beta.1` after `beta`, and `beta.3` after `beta.2`.
fn next_prerelease(release: &Prerelease) -> Prerelease {
    let text = release.as_str();
    let (name, number) = text.rsplit_once('.').map_or((None, text), |(name, it)| (Some(name), it));
    let next = match (name, number.parse::<u64>()) {
        (Some(name), Ok(number)) => format!("{name}.{}", number.saturating_add(1)),
        (None, Ok(number)) => number.saturating_add(1).to_string(),
        (_, Err(_)) => format!("{text}.1"),
    };
    Prerelease::new(&next).unwrap_or_else(|_| release.clone())
}

#[cfg(test)]
mod tests {
    use super::{Impact, Version, next};

    #[test]
    fn the_next_version_follows_the_rules_of_cargo() {
        for (from, impact, to) in [
            ("1.2.3", Impact::Breaking, "2.0.0"),
            ("1.2.3", Impact::Compatible, "1.3.0"),
            ("1.2.3", Impact::Wire, "1.2.4"),
            ("0.2.3", Impact::Breaking, "0.3.0"),
            ("0.2.3", Impact::Compatible, "0.2.4"),
            ("0.0.3", Impact::Breaking, "0.0.4"),
            ("0.0.3", Impact::Wire, "0.0.4"),
            ("2.0.0-beta", Impact::Breaking, "2.0.0-beta.1"),
            ("2.0.0-beta.1+build", Impact::Compatible, "2.0.0-beta.2"),
            ("1.2.3+build", Impact::Compatible, "1.3.0"),
        ] {
            let next = Version::parse(from).map(|from| next(&from, Some(impact)).to_string());
            assert_eq!(next.ok().as_deref(), Some(to), "{from}");
        }
        let release = Version::new(1, 0, 0);
        assert_eq!(next(&release, None), release);
    }
}
