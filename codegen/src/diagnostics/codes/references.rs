//! Codes of the group `references`.

use super::{Code, Level};

pub(super) const CODES: &[Code] = &[
    Code {
        name: "discriminator-without-property",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "No variant of a union has the property that its discriminator names, so that values of the \
                  union have nothing by which to tell the variants apart.",
        wrong: "Pet:
  oneOf:
    - type: object
      properties: { kind: { type: string } }
  discriminator: { propertyName: knd }",
        right: "Pet:
  oneOf:
    - type: object
      properties: { kind: { type: string } }
  discriminator: { propertyName: kind }",
    },
    Code {
        name: "dynamic-reference",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "endless-reference",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "external-reference",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "link-of-an-error",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "mapping-to-no-variant",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "A discriminator maps a value to a schema that is no variant of the union. The entry is ignored.",
        wrong: "Pet:
  oneOf:
    - $ref: '#/components/schemas/Cat'
    - $ref: '#/components/schemas/Dog'
  discriminator:
    propertyName: kind
    mapping: { bird: '#/components/schemas/Bird' }",
        right: "Pet:
  oneOf:
    - $ref: '#/components/schemas/Cat'
    - $ref: '#/components/schemas/Dog'
    - $ref: '#/components/schemas/Bird'
  discriminator:
    propertyName: kind
    mapping: { bird: '#/components/schemas/Bird' }",
    },
    Code {
        name: "misfitting-link",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "misfitting-link-body",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "misfitting-reference",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "server-of-a-link",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "unknown-link-value",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "unresolved-link",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "unresolved-mapping",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
    Code {
        name: "unresolved-reference",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "",
        wrong: "",
        right: "",
    },
];
