//! Codes of the group `omissions`.

use super::{Code, Level};

pub(super) const CODES: &[Code] = &[
    Code {
        name: "array-without-items",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
An array has no `items`, so that its items are JSON values, whose types the compiler does not
check.",
        wrong: "\
components:
  schemas:
    Pet: { type: array }",
        right: "\
components:
  schemas:
    Pet: { type: array, items: { type: string } }",
    },
    Code {
        name: "media-type-without-schema",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "A JSON body has no schema, so that its type is a JSON value.",
        wrong: "\
paths:
  /pets:
    get:
      responses:
        '200': { description: The pets., content: { application/json: {} } }",
        right: "\
paths:
  /pets:
    get:
      responses:
        '200': { description: The pets., content: { application/json: { schema: { type: string } } } }",
    },
    Code {
        name: "missing-description",
        default: Level::Allow,
        can_be_lowered: true,
        meaning: "\
An operation, a parameter, a header, a tag, a schema of `components` or a property has no description, and so
has its documentation in the client.",
        wrong: "\
components:
  schemas:
    Pet: { type: string }",
        right: "\
components:
  schemas:
    Pet: { type: string, description: The name of a pet. }",
    },
    Code {
        name: "nullable-without-type",
        default: Level::Note,
        can_be_lowered: true,
        meaning: "\
In OpenAPI 3.0, `nullable` has an effect only next to a `type`. The client allows null all the
same, but other tools may not.",
        wrong: "\
components:
  schemas:
    Pet: { nullable: true, allOf: [{ type: object, properties: { name: { type: string } } }] }",
        right: "\
components:
  schemas:
    Pet: { type: object, nullable: true, allOf: [{ type: object, properties: { name: { type: string } } }] }",
    },
    Code {
        name: "operation-without-id",
        default: Level::Allow,
        can_be_lowered: true,
        meaning: "\
An operation has no `operationId`. Its method is named after the HTTP method and the path, and
changes its name with the path.",
        wrong: "\
paths:
  /pets:
    get:
      responses: { '204': { description: Done. } }",
        right: "\
paths:
  /pets:
    get:
      operationId: listPets
      responses: { '204': { description: Done. } }",
    },
    Code {
        name: "unknown-format",
        default: Level::Allow,
        can_be_lowered: true,
        meaning: "A format is in no registry. It has no influence on the type of the value.",
        wrong: "\
components:
  schemas:
    Pet: { type: string, format: zipcode }",
        right: "\
components:
  schemas:
    Pet: { type: string, description: A ZIP code. }",
    },
    Code {
        name: "untyped-schema",
        default: Level::Allow,
        can_be_lowered: true,
        meaning: "\
The description says nothing about the values of a schema, so that they are JSON values, whose
types the compiler does not check. `cargo xtask codegen --report untyped` lists all of them.",
        wrong: "\
paths:
  /pets:
    get:
      responses:
        '200':
          description: The pets.
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
components:
  schemas:
    Pet: { type: object, properties: { payload: {} } }",
        right: "\
paths:
  /pets:
    get:
      responses:
        '200':
          description: The pets.
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
components:
  schemas:
    Pet: { type: object, properties: { payload: { type: string } } }",
    },
    Code {
        name: "unused-component",
        default: Level::Allow,
        can_be_lowered: true,
        meaning: "Nothing refers to a component. A schema still becomes a type of the client.",
        wrong: "\
components:
  schemas:
    Pet: { type: string }",
        right: "\
paths:
  /pets:
    get:
      responses:
        '200':
          description: The pets.
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
components:
  schemas:
    Pet: { type: string }",
    },
];
