//! Codes of the group `schemas`.

use super::{Code, Level};

pub(super) const CODES: &[Code] = &[
    Code {
        name: "conditional-schema",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
`then`, `else` and `dependentSchemas` apply depending on other values, which a Rust type cannot
express. They are not read; the properties that only they declare are kept as additional JSON values.
Declare the properties in `properties`, or describe the cases by `oneOf`.",
        wrong: "\
openapi: 3.1.0
components:
  schemas:
    Pet:
      type: object
      properties: { kind: { type: string } }
      dependentSchemas: { kind: { properties: { breed: { type: string } } } }",
        right: "\
openapi: 3.1.0
components:
  schemas:
    Pet:
      type: object
      properties: { kind: { type: string }, breed: { type: string } }",
    },
    Code {
        name: "contradicting-all-of",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The members of an `allOf` have different types, so that no value matches all of them. The type is that
of the last member. Use members of the same type, or `oneOf` if a value matches one of them.",
        wrong: "\
components:
  schemas:
    Id: { allOf: [{ type: string }, { type: integer }] }",
        right: "\
components:
  schemas:
    Id: { oneOf: [{ type: string }, { type: integer }] }",
    },
    Code {
        name: "contradicting-default",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A default does not match its schema, so no server can mean it. The default is ignored and is not
documented. Correct the default or the schema.",
        wrong: "\
components:
  schemas:
    Limit: { type: integer, default: many }",
        right: "\
components:
  schemas:
    Limit: { type: integer, default: 10 }",
    },
    Code {
        name: "contradicting-example",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
An example does not match its schema. One of them is wrong, and if it is the schema, the client
rejects what the server sends. No test is generated for the example. Correct the example or the
schema.",
        wrong: "\
paths:
  /pets:
    get:
      responses:
        '200':
          description: The number of pets.
          content: { application/json: { schema: { type: integer }, example: three } }",
        right: "\
paths:
  /pets:
    get:
      responses:
        '200':
          description: The number of pets.
          content: { application/json: { schema: { type: integer }, example: 3 } }",
    },
    Code {
        name: "contradicting-serialization",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The `serializedValue` of an example is not a serialization of its `dataValue`, or not one of its media
type. It is ignored. Correct one of the two.",
        wrong: "\
openapi: 3.2.0
paths:
  /pets:
    get:
      responses:
        '200':
          description: The number of pets.
          content:
            application/json:
              schema: { type: integer }
              examples: { one: { dataValue: 1, serializedValue: '2' } }",
        right: "\
openapi: 3.2.0
paths:
  /pets:
    get:
      responses:
        '200':
          description: The number of pets.
          content:
            application/json:
              schema: { type: integer }
              examples: { one: { dataValue: 1, serializedValue: '1' } }",
    },
    Code {
        name: "endless-all-of",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A schema contains itself by `allOf`, without a property between, or extends a union of which it is a
variant. The recursive member is ignored. Refer to the schema in a property, or move what the variants
have in common to a schema of its own.",
        wrong: "\
components:
  schemas:
    Pet:
      allOf:
        - $ref: '#/components/schemas/Pet'
        - { type: object, properties: { name: { type: string } } }",
        right: "\
components:
  schemas:
    Pet:
      type: object
      properties: { name: { type: string }, parent: { $ref: '#/components/schemas/Pet' } }",
    },
    Code {
        name: "endless-union",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A union is a variant of itself, which adds no values. The recursive variant is ignored. Remove it, or
refer to the union in a property or a list.",
        wrong: "\
components:
  schemas:
    Value:
      oneOf: [{ type: string }, { $ref: '#/components/schemas/Value' }]",
        right: "\
components:
  schemas:
    Value:
      oneOf:
        - { type: string }
        - { type: array, items: { $ref: '#/components/schemas/Value' } }",
    },
    Code {
        name: "ignored-limit",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A limit such as `maxLength` or `minItems` counts something, so it has to be a non-negative integer.
The limit is ignored and is not documented. Correct it.",
        wrong: "\
components:
  schemas:
    Name: { type: string, maxLength: -1 }",
        right: "\
components:
  schemas:
    Name: { type: string, maxLength: 100 }",
    },
    Code {
        name: "large-all-of",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
Schemas that extend each other by `allOf` make types with very many properties together, each of which
is generated again for each of them. The type of those beyond a limit is a JSON value. Extend fewer
schemas, or in fewer steps.",
        wrong: "",
        right: "",
    },
    Code {
        name: "large-union",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
An `allOf` contains unions whose variants make too many combinations, of which each would be a type.
The properties of their variants become additional JSON values. Or nested unions have too many
variants to compare; then the first one that decodes is used. Use fewer variants, or a discriminator.",
        wrong: "\
components:
  schemas:
    Pet:
      allOf:
        - { type: object, properties: { name: { type: string } } }
        - oneOf:
            - { type: object, properties: { a: { type: string } } }
            - { type: object, properties: { b: { type: string } } }
            - { type: object, properties: { c: { type: string } } }
            - { type: object, properties: { d: { type: string } } }
            - { type: object, properties: { e: { type: string } } }
            - { type: object, properties: { f: { type: string } } }
            - { type: object, properties: { g: { type: string } } }
            - { type: object, properties: { h: { type: string } } }
            - { type: object, properties: { i: { type: string } } }
            - { type: object, properties: { j: { type: string } } }
            - { type: object, properties: { k: { type: string } } }
            - { type: object, properties: { l: { type: string } } }
            - { type: object, properties: { m: { type: string } } }
            - { type: object, properties: { n: { type: string } } }
            - { type: object, properties: { o: { type: string } } }
            - { type: object, properties: { p: { type: string } } }
            - { type: object, properties: { q: { type: string } } }",
        right: "\
components:
  schemas:
    Pet:
      type: object
      properties: { a: { type: string }, b: { type: string }, c: { type: string } }",
    },
    Code {
        name: "mismatched-enum-names",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "\
There are fewer or more names than values of an `enum`. Names belong to values by their positions,
so that values would get the names of others.",
        wrong: "\
components:
  schemas:
    Polarity:
      type: integer
      enum: [-1, 0, 1]
      x-enum-varnames: [Negative, Positive]",
        right: "\
components:
  schemas:
    Polarity:
      type: integer
      enum: [-1, 0, 1]
      x-enum-varnames: [Negative, Neutral, Positive]",
    },
    Code {
        name: "nested-too-deep",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
Too many lists or maps are nested in one schema. The type of the innermost ones is a JSON value. Move
one of them to `components.schemas`.",
        wrong: "\
components:
  schemas:
    Cube:
      items: { items: { items: { items: { items: { items: { items: { items: { items:
        { items: { items: { items: { items: { items: { items: { items: { items:
          { type: integer } } } } } } } } } } } } } } } } }",
        right: "\
components:
  schemas:
    Cube: { type: array, items: { type: array, items: { type: integer } } }",
    },
    Code {
        name: "serialized-example",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The text of an example is not compared with what the client sends or reads: `dataValue` is missing, from
which it would be made, or no call can be made from the examples of the operation. Add them.",
        wrong: "\
openapi: 3.2.0
paths:
  /pets:
    get:
      parameters:
        - name: color
          in: query
          schema: { type: string }
          examples: { red: { serializedValue: color=red } }
      responses: { '204': { description: Found. } }",
        right: "\
openapi: 3.2.0
paths:
  /pets:
    get:
      parameters:
        - name: color
          in: query
          schema: { type: string }
          examples: { red: { dataValue: red, serializedValue: color=red } }
      responses: { '204': { description: Found. } }",
    },
    Code {
        name: "tuple",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
`prefixItems` describes each item of a list by a schema of its own, which the generator does not
support. The type is a list of JSON values. Use `items` for items of one type, or an object.",
        wrong: "\
openapi: 3.1.0
components:
  schemas:
    Point: { type: array, prefixItems: [{ type: number }, { type: number }] }",
        right: "\
openapi: 3.1.0
components:
  schemas:
    Point: { type: array, items: { type: number } }",
    },
    Code {
        name: "unknown-type",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
`type` is not one of the types of JSON Schema. It is ignored, so that the type is a JSON value unless
other keywords imply it. Write `string`, `integer`, `number`, `boolean`, `array` or `object`; a date
is a string with a `format`.",
        wrong: "\
components:
  schemas:
    Birthday: { type: date }",
        right: "\
components:
  schemas:
    Birthday: { type: string, format: date }",
    },
];
