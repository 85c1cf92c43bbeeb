//! Codes of the group `overlays`. An example that starts with `overlay:` is an overlay for a description
//! of pets.

use super::{Code, Level};

pub(super) const CODES: &[Code] = &[
    Code {
        name: "invalid-json-path",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "\
The `target` or `copy` of an action is not a JSONPath of RFC 9535, or one that is longer or more nested
than the generator reads. A name with other characters than letters, digits and `_` stands in brackets
and quotes. Correct it. If the error is lowered, the action is not applied.",
        wrong: "\
overlay: 1.1.0
info: { title: Corrections, version: 1.0.0 }
actions:
  - { target: $.paths./pets.get, update: { summary: List pets } }",
        right: "\
overlay: 1.1.0
info: { title: Corrections, version: 1.0.0 }
actions:
  - { target: \"$.paths['/pets'].get\", update: { summary: List pets } }",
    },
    Code {
        name: "mismatched-extends",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The overlay states in `extends` that it is for a file of another name than the description. It is
applied nevertheless. Correct the name, or apply the overlay to the description that it is for. A URL
is not compared.",
        wrong: "\
overlay: 1.1.0
info: { title: Corrections, version: 1.0.0 }
extends: owners.yaml
actions:
  - { target: \"$.paths['/pets'].get\", update: { summary: List pets } }",
        right: "\
overlay: 1.1.0
info: { title: Corrections, version: 1.0.0 }
extends: https://example.com/owners.yaml
actions:
  - { target: \"$.paths['/pets'].get\", update: { summary: List pets } }",
    },
    Code {
        name: "mismatched-target",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "\
An action selects what it cannot be applied to: objects and arrays at once, a text or a number with an
overlay of version 1.0, the root for removal, or nothing or several values for `copy`. Write a JSONPath
that selects values of one kind. If the error is lowered, the label says what is done.",
        wrong: "\
overlay: 1.0.0
info: { title: Corrections, version: 1.0.0 }
actions:
  - { target: $.info.title, update: Animals }",
        right: "\
overlay: 1.1.0
info: { title: Corrections, version: 1.0.0 }
actions:
  - { target: $.info.title, update: Animals }",
    },
    Code {
        name: "overlay-conflict",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "\
An action merges a value into one of another kind, such as an object into a text. Only objects are
merged with objects, arrays are joined with arrays, and other values replace each other. Remove the
value with an action before. If the error is lowered, the value in the description is kept.",
        wrong: "\
overlay: 1.1.0
info: { title: Corrections, version: 1.0.0 }
actions:
  - { target: $.info, update: { title: { en: Animals } } }",
        right: "\
overlay: 1.1.0
info: { title: Corrections, version: 1.0.0 }
actions:
  - { target: $.info, update: { title: Animals } }",
    },
    Code {
        name: "overlay-unmatched",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The `target` of an action selects nothing, so the action changes nothing. Often the description has
changed since the overlay was written. Correct the JSONPath, or remove the action.",
        wrong: "\
overlay: 1.1.0
info: { title: Corrections, version: 1.0.0 }
actions:
  - { target: \"$.paths['/owners'].get\", update: { summary: List pets } }",
        right: "\
overlay: 1.1.0
info: { title: Corrections, version: 1.0.0 }
actions:
  - { target: \"$.paths['/pets'].get\", update: { summary: List pets } }",
    },
    Code {
        name: "overlay-without-effect",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
An overlay has no actions, an action has none of `update`, `copy` and `remove`, or it has several of
them: beside `remove: true` the others have no effect, and `update` and `copy` have none beside each
other. Write one of them in each action.",
        wrong: "\
overlay: 1.1.0
info: { title: Corrections, version: 1.0.0 }
actions:
  - { target: \"$.paths['/pets'].get\", remove: true, update: { summary: List pets } }",
        right: "\
overlay: 1.1.0
info: { title: Corrections, version: 1.0.0 }
actions:
  - { target: \"$.paths['/pets'].get\", update: { summary: List pets } }",
    },
];
