//! Codes of the group `syntax`.

use super::{Code, Level};

pub(super) const CODES: &[Code] = &[
    Code {
        name: "defect",
        default: Level::Deny,
        can_be_lowered: false,
        meaning: "\
The generated code is not valid Rust. This is a bug of the generator, not of the description. Nothing
is written. Please report it together with the description.",
        wrong: "",
        right: "",
    },
    Code {
        name: "duplicate-key",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "\
An object has two members with the same name. JSON and YAML keep only one of them, so a part of the
description is lost. Remove or rename one of them. If the error is lowered, the last one is used.",
        wrong: "\
paths:
  /pets:
    get:
      summary: List pets
      responses: { '200': { description: The pets. } }
      summary: List all pets",
        right: "\
paths:
  /pets:
    get:
      summary: List all pets
      responses: { '200': { description: The pets. } }",
    },
    Code {
        name: "empty-description",
        default: Level::Deny,
        can_be_lowered: false,
        meaning: "\
The file has no content except comments. There is nothing to generate. Check that it is the right
file, and that it was saved.",
        wrong: "\
# The description of the pet store.",
        right: "\
# The description of the pet store.
openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
paths: {}",
    },
    Code {
        name: "json-syntax",
        default: Level::Deny,
        can_be_lowered: false,
        meaning: "\
The file is not valid JSON, so it cannot be read. A file that starts with `{` is parsed as JSON, a
file that starts otherwise as YAML. The error is at the first character that does not fit; the
mistake may be before it.",
        wrong: "\
{
  \"openapi\": \"3.0.3\",
  \"info\": { \"title\": \"Pets\", \"version\": \"1.0.0\" },
  \"paths\": {},
}",
        right: "\
{
  \"openapi\": \"3.0.3\",
  \"info\": { \"title\": \"Pets\", \"version\": \"1.0.0\" },
  \"paths\": {}
}",
    },
    Code {
        name: "limit-exceeded",
        default: Level::Deny,
        can_be_lowered: false,
        meaning: "\
The description is larger, or is nested deeper, than the generator accepts. Limits keep a description
from exhausting time, memory or the stack; those of real APIs are far below them. The help of the
message says how to stay below this one, and `SECURITY.md` lists all limits.",
        wrong: "",
        right: "",
    },
    Code {
        name: "merge-key",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The merge key `<<` of YAML adds the members of another object to an object, so its value has to be an
object or a list of objects. This value is neither and is ignored, so that the members are missing.
Refer to the object with an alias.",
        wrong: "\
components:
  schemas:
    Pet:
      <<: Animal
      description: An animal at home.",
        right: "\
components:
  schemas:
    Animal: &Animal { type: object }
    Pet:
      <<: *Animal
      description: An animal at home.",
    },
    Code {
        name: "not-an-object",
        default: Level::Deny,
        can_be_lowered: false,
        meaning: "\
The file has a list or a single value where a description is expected, which is an object that starts
with `openapi`. There is nothing to generate. Check that it is the right file.",
        wrong: "\
- openapi: 3.0.3
- paths: {}",
        right: "\
openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
paths: {}",
    },
    Code {
        name: "not-utf-8",
        default: Level::Deny,
        can_be_lowered: false,
        meaning: "The file has another encoding than UTF-8, such as Latin-1 or UTF-16. Save it as UTF-8.",
        wrong: "",
        right: "",
    },
    Code {
        name: "number-not-finite",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
YAML has numbers such as `.inf` and `.nan`, which JSON cannot represent. The value is read as `null`,
as if it were absent. Remove it, or write a number.",
        wrong: "\
components:
  schemas:
    Weight: { type: number, maximum: .inf }",
        right: "\
components:
  schemas:
    Weight: { type: number }",
    },
    Code {
        name: "several-documents",
        default: Level::Deny,
        can_be_lowered: false,
        meaning: "\
A line `---` starts another document of YAML in the same file. A description is one document, so it
is not clear which one is meant. Keep one of them, or put each into a file of its own.",
        wrong: "\
components: {}
---
components: {}",
        right: "\
---
components: {}",
    },
    Code {
        name: "unknown-derive",
        default: Level::Deny,
        can_be_lowered: false,
        meaning: "\
`--derive` is neither a trait nor the path of a derive macro with its crate. Nothing is generated,
because a client without it would not be what was asked for. Give `Ord`, or the path and the crate, such
as `schemars::JsonSchema=schemars@1`.",
        wrong: "",
        right: "",
    },
    Code {
        name: "unknown-selection",
        default: Level::Deny,
        can_be_lowered: false,
        meaning: "\
`--only` names neither a tag nor an operation of the description. Nothing is generated, because a
client without the operation would not be what was asked for. Give the name of a tag, an
`operationId` or the name of a method of the client.",
        wrong: "",
        right: "",
    },
    Code {
        name: "unsupported-version",
        default: Level::Deny,
        can_be_lowered: false,
        meaning: "\
`openapi` is not a version that the generator reads, or the file is a description in Swagger 2.0,
whose structure differs; or `overlay` is not a version of overlays that it reads. Nothing is generated.
Convert the file to a version that is supported, or correct the number.",
        wrong: "\
openapi: 4.0.0",
        right: "\
openapi: 3.1.0",
    },
    Code {
        name: "yaml-syntax",
        default: Level::Deny,
        can_be_lowered: false,
        meaning: "\
The file is not valid YAML, so it cannot be read. The error is where the parser can no longer go on;
the mistake is often some lines above: an unclosed quote, a missing space after a colon, or a wrong
indentation.",
        wrong: "\
components:
  schemas:
    Pet:
      description: An animal: one at home.",
        right: "\
components:
  schemas:
    Pet:
      description: 'An animal: one at home.'",
    },
    Code {
        name: "yaml-tag",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A value starts with a tag of YAML, such as `!include`. OpenAPI has no tags, and the generator runs
none, so the tag is ignored and the value is read without it. Remove it, or quote a text that starts
with `!`.",
        wrong: "\
components:
  schemas:
    Pet: { type: object, description: !markdown An animal at home. }",
        right: "\
components:
  schemas:
    Pet: { type: object, description: An animal at home. }",
    },
];
