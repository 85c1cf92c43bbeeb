//! Codes of the group `contradictions`.

use super::{Code, Level};

pub(super) const CODES: &[Code] = &[
    Code {
        name: "boolean-required",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
`required` of a schema is the list of its required properties. A property with `required: true`, as
in Swagger, is optional.",
        wrong: "\
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string, required: true } } }",
        right: "\
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string } } }",
    },
    Code {
        name: "colliding-names",
        default: Level::Note,
        can_be_lowered: true,
        meaning: "\
Two names of the description are the same in Rust. The second one has a number, which changes if
their order does.",
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
    Pet: { type: object, properties: { userId: { type: string }, user_id: { type: string } } }",
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
    Pet: { type: object, properties: { userId: { type: string }, user_id: { type: string, x-rust-name: legacy_user_id } } }",
    },
    Code {
        name: "contradicting-limits",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
No value meets both limits, because the least is more than the most. Limits are documented in the
client.",
        wrong: "\
components:
  schemas:
    Pet: { type: integer, minimum: 100, maximum: 10 }",
        right: "\
components:
  schemas:
    Pet: { type: integer, minimum: 10, maximum: 100 }",
    },
    Code {
        name: "duplicate-enum-value",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A value is in an `enum` twice. One of them may be meant to be another value, which the client does
not know then.",
        wrong: "\
components:
  schemas:
    Pet: { type: string, enum: [cat, dog, cat] }",
        right: "\
components:
  schemas:
    Pet: { type: string, enum: [cat, dog] }",
    },
    Code {
        name: "duplicate-operation-id",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
Two operations have the same `operationId`, which has to be unique. The second method is named
after its path, and links by the id lead to the first operation.",
        wrong: "\
paths:
  /pets:
    get: { operationId: list, responses: { '204': { description: Done. } } }
  /cats:
    get: { operationId: list, responses: { '204': { description: Done. } } }",
        right: "\
paths:
  /pets:
    get: { operationId: listPets, responses: { '204': { description: Done. } } }
  /cats:
    get: { operationId: listCats, responses: { '204': { description: Done. } } }",
    },
    Code {
        name: "enum-value-of-another-type",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A value of `enum` or `const` is not of the type of the schema. In YAML, a number, `true` or a date is
no string unless it is quoted: `1.10` is the number 1.1.",
        wrong: "\
components:
  schemas:
    Pet: { type: string, enum: [1, 2] }",
        right: "\
components:
  schemas:
    Pet: { type: string, enum: ['1', '2'] }",
    },
    Code {
        name: "member-beside-reference",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A member stands beside a `$ref` that is not in a schema. The reference stands for the whole object, so
the member is ignored.",
        wrong: "\
paths:
  /pets:
    $ref: '#/paths/~1animals'
    delete:
      responses: { '204': { description: Done. } }
  /animals:
    get:
      responses: { '204': { description: Done. } }",
        right: "\
paths:
  /pets:
    delete:
      responses: { '204': { description: Done. } }
  /animals:
    get:
      responses: { '204': { description: Done. } }",
    },
    Code {
        name: "member-without-effect",
        default: Level::Note,
        can_be_lowered: true,
        meaning: "\
A member is valid where it stands, but the client is the same without it: `contentSchema` of a string,
`allowReserved` of a parameter that is not in the query, `security` and `links` of webhooks and callbacks.",
        wrong: "\
paths:
  /pets/{id}:
    get:
      parameters:
        - { name: id, in: path, required: true, allowReserved: true, schema: { type: string } }
      responses: { '204': { description: Done. } }",
        right: "\
paths:
  /pets/{id}:
    get:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses: { '204': { description: Done. } }",
    },
    Code {
        name: "misspelt-format",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A format is nearly one that is known. It has no influence on the type of the value: a date is a
string then.",
        wrong: "\
components:
  schemas:
    Pet: { type: string, format: datetime }",
        right: "\
components:
  schemas:
    Pet: { type: string, format: date-time }",
    },
    Code {
        name: "required-without-property",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A name in `required` is no property of the object, also not of another part of an `allOf`. The
client requires it, as a JSON value.",
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
    Pet: { type: object, required: [naem], properties: { name: { type: string } } }",
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
    Pet: { type: object, required: [name], properties: { name: { type: string } } }",
    },
    Code {
        name: "undeclared-path-parameter",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
No parameter declares a placeholder of the path. The client has an argument for it, which is a
string.",
        wrong: "\
paths:
  /pets/{id}:
    get:
      responses: { '204': { description: Done. } }",
        right: "\
paths:
  /pets/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '204': { description: Done. } }",
    },
    Code {
        name: "unreachable-response",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
No status leads to a response: others have all of its statuses, or the status is one that a client
does not see.",
        wrong: "\
paths:
  /pets:
    get:
      responses:
        '4XX': { description: The request is wrong. }
        '4xx': { description: The request is not allowed. }
        '204': { description: Done. }",
        right: "\
paths:
  /pets:
    get:
      responses:
        '4XX': { description: The request is wrong. }
        '403': { description: The request is not allowed. }
        '204': { description: Done. }",
    },
    Code {
        name: "unusable-server-url",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A client cannot send requests to the URL of a server: it has no scheme, or one that is not that of
HTTP.",
        wrong: "\
servers: [{ url: api.example.com/v1 }]",
        right: "\
servers: [{ url: 'https://api.example.com/v1' }]",
    },
];
