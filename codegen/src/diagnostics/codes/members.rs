//! Codes of the group `members`.

use super::{Code, Level};

pub(super) const CODES: &[Code] = &[
    Code {
        name: "misplaced-member",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "missing-member",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "misspelt-extension",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "misspelt-member",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "unknown-keyword",
        default: Level::Note,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "unknown-level",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "unknown-member",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "unknown-waiter-member",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "wrong-type",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
];
