//! The error for a description that exceeds a limit.

use crate::diagnostics::Diagnostic;
use crate::pointer::Pointer;

/// A limit that a description exceeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Exceeded {
    /// The number that is allowed.
    pub most: usize,
    /// What is counted, in the plural: `operations in a description`.
    pub what: &'static str,
    /// What to do.
    pub help: &'static str,
}

impl Exceeded {
    /// The code of the error.
    pub(crate) const CODE: &str = "limit-exceeded";

    /// The problem in a few words.
    pub(crate) fn message(self) -> String {
        format!("more than {} {}", with_commas(self.most), self.what)
    }

    /// The error at a node.
    pub(crate) fn at(self, pointer: &Pointer) -> Diagnostic {
        self.explained(Diagnostic::error(Self::CODE, pointer, self.message()))
    }

    /// The error at an offset of a text that is not parsed.
    pub(crate) fn at_offset(self, offset: usize) -> Diagnostic {
        self.explained(Diagnostic::error_at(Self::CODE, offset, self.message()))
    }

    fn explained(self, diagnostic: Diagnostic) -> Diagnostic {
        diagnostic
            .label("this exceeds a limit of the generator")
            .note("limits keep a description from exhausting time, memory or the stack")
            .help(self.help)
    }
}

/// The digits of a number in groups of three: `1,234,567`.
pub(crate) fn with_commas(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::with_commas;

    #[test]
    fn digits_are_in_groups_of_three() {
        let cases = [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")];
        for (number, text) in cases {
            assert_eq!(with_commas(number), text);
        }
    }
}
