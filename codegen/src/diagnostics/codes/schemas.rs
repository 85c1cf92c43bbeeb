//! Codes of the group `schemas`.

use super::{Code, Level};

pub(super) const CODES: &[Code] = &[
    Code {
        name: "conditional-schema",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "contradicting-all-of",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "contradicting-default",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "contradicting-example",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "endless-all-of",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "endless-union",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "ignored-limit",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "large-all-of",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "large-union",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "misfitting-enum-names",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "There are fewer or more names than values of an `enum`. Names belong to values by their \
                  positions, so that values would get the names of others.",
        wrong: "Polarity:
  type: integer
  enum: [-1, 0, 1]
  x-enum-varnames: [Negative, Positive]",
        right: "Polarity:
  type: integer
  enum: [-1, 0, 1]
  x-enum-varnames: [Negative, Neutral, Positive]",
    },
    Code {
        name: "nested-too-deep",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "tuple",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "unknown-type",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
];
