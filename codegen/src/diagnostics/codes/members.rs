//! Codes of the group `members`.

use super::{Code, Level};

pub(super) const CODES: &[Code] = &[
    Code {
        name: "empty-member",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A member that should contain an object has no value, so it is null. Often the lines below it are not
indented enough, or the `#` of a reference without quotes starts a comment. The member is left out;
an empty `$ref` is an error. Indent what belongs to it, write `{}`, or remove it.",
        wrong: "\
components:
  schemas:
    Pet:
      type: object
      properties:
        owner:",
        right: "\
components:
  schemas:
    Pet:
      type: object
      properties:
        owner: {}",
    },
    Code {
        name: "member-of-another-version",
        default: Level::Note,
        can_be_lowered: true,
        meaning: "\
The member exists in another version of OpenAPI than the one that `openapi` states. The generator
reads it where it can, but other tools may ignore it. Change the version, or use the form of this
version.",
        wrong: "\
openapi: 3.0.3
components:
  schemas:
    Kind: { type: string, const: dog }",
        right: "\
openapi: 3.1.0
components:
  schemas:
    Kind: { type: string, const: dog }",
    },
    Code {
        name: "misplaced-member",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "\
A member stands in an object that has no such member, but it is known in another object nearby. Most
often the indentation is wrong: a path in another path, a keyword among the properties. What is
certainly a mistake is an error, the rest a warning. If it is lowered, the member is ignored.",
        wrong: "\
paths:
  /pets:
    get: { responses: { '200': { description: The pets. } } }
    /owners:
      get: { responses: { '200': { description: The owners. } } }",
        right: "\
paths:
  /pets:
    get: { responses: { '200': { description: The pets. } } }
  /owners:
    get: { responses: { '200': { description: The owners. } } }",
    },
    Code {
        name: "missing-member",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "\
An object lacks a member that OpenAPI requires. Where a default is obvious, this is a warning that
states it. Otherwise it is an error; if it is lowered, the label says what is done without the member:
a parameter without a name is left out, the title of the API is `API`. Add the member.",
        wrong: "\
paths:
  /pets:
    get:
      parameters:
        - { in: query, schema: { type: string } }
      responses: { '200': { description: The pets. } }",
        right: "\
paths:
  /pets:
    get:
      parameters:
        - { name: color, in: query, schema: { type: string } }
      responses: { '200': { description: The pets. } }",
    },
    Code {
        name: "misspelt-extension",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "\
An extension is nearly called like one that the generator reads. Extensions that are not known are
ignored, so it would have no effect: an operation with `x-idempotnt: false` would be sent twice.
Correct the name. If the error is lowered, the extension is ignored.",
        wrong: "\
paths:
  /pets:
    put:
      x-idempotnt: false
      responses: { '204': { description: Saved. } }",
        right: "\
paths:
  /pets:
    put:
      x-idempotent: false
      responses: { '204': { description: Saved. } }",
    },
    Code {
        name: "misspelt-member",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "\
A member is nearly called like one that its object has. Unknown members are ignored, so fields or
whole objects would be missing in the client. Correct the name. If the error is lowered, the member
is ignored.",
        wrong: "\
components:
  schemas:
    Pet:
      type: object
      propertes: { name: { type: string } }",
        right: "\
components:
  schemas:
    Pet:
      type: object
      properties: { name: { type: string } }",
    },
    Code {
        name: "unknown-keyword",
        default: Level::Note,
        can_be_lowered: true,
        meaning: "\
A schema has a keyword that neither OpenAPI nor JSON Schema defines. Since OpenAPI 3.1, such a keyword
is an annotation, which has no effect. Remove it, or start its name with `x-` to show that it is an
extension.",
        wrong: "\
openapi: 3.1.0
components:
  schemas:
    Pet: { type: object, businessOwner: The team for pets. }",
        right: "\
openapi: 3.1.0
components:
  schemas:
    Pet: { type: object, x-business-owner: The team for pets. }",
    },
    Code {
        name: "unknown-level",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "\
A member of `x-lints` is not the name of a code or a group, its value is not a level, or the code is
always an error. The level that was meant would not be set. Correct it: a level is `allow`, `note`,
`warn` or `deny`. If the error is lowered, the member is ignored.",
        wrong: "\
x-lints: { tupel: allow }",
        right: "\
x-lints: { tuple: allow }",
    },
    Code {
        name: "unknown-member",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
An object has a member that no version of OpenAPI defines there. It is ignored. Remove it, move it to
the object to which it belongs, or start its name with `x-` to show that it is an extension.",
        wrong: "\
paths:
  /pets:
    get:
      cacheable: true
      responses: { '200': { description: The pets. } }",
        right: "\
paths:
  /pets:
    get:
      x-cacheable: true
      responses: { '200': { description: The pets. } }",
    },
    Code {
        name: "wrong-type",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A member has a value of another type than OpenAPI requires, such as a text in place of an object. The
value is ignored, as if the member were absent. A `$ref` that is not a string is an error. Write a
value of the type that the message names.",
        wrong: "\
components:
  schemas:
    Pet: { type: object, required: name, properties: { name: { type: string } } }",
        right: "\
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string } } }",
    },
];
