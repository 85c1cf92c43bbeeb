//! The command line of another generator.

use std::path::Path;
use std::process::Command;

/// The words of a command, with places for the description and the directory of the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Peer {
    words: Vec<String>,
}

impl Peer {
    /// Parses `COMMAND {spec} {out}`. Words are separated by spaces; there are no quotes.
    ///
    /// # Errors
    ///
    /// Returns a message if one of the places is missing.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        for place in ["{spec}", "{out}"] {
            if !text.contains(place) {
                return Err(format!("the peer `{text}` has no {place}"));
            }
        }
        Ok(Self { words: text.split_whitespace().map(str::to_owned).collect() })
    }

    /// The name of the program, without its directory and extension.
    pub(super) fn name(&self) -> &str {
        let program = self.words.first().map(Path::new).and_then(Path::file_stem);
        program.and_then(|name| name.to_str()).unwrap_or_default()
    }

    /// The command that generates the crate in `out`.
    pub(super) fn command(&self, spec: &Path, out: &Path) -> Command {
        let (spec, out) = (spec.to_string_lossy(), out.to_string_lossy());
        let mut words =
            self.words.iter().map(|word| word.replace("{spec}", &spec).replace("{out}", &out));
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words);
        command
    }
}

#[cfg(test)]
mod tests {
    use super::Peer;
    use std::path::Path;

    #[test]
    fn places_are_filled_in_each_word() -> Result<(), String> {
        let peer = Peer::parse("bin/make.sh  --in={spec} {out}/src")?;
        assert_eq!(peer.name(), "make");
        let command = peer.command(Path::new("/a b.yaml"), Path::new("/out"));
        assert_eq!(command.get_program(), "bin/make.sh");
        assert_eq!(command.get_args().collect::<Vec<_>>(), ["--in=/a b.yaml", "/out/src"]);
        Ok(())
    }

    #[test]
    fn a_command_without_a_place_is_refused() {
        for text in ["make {spec}", "make {out}", ""] {
            assert!(Peer::parse(text).is_err(), "{text}");
        }
    }
}
