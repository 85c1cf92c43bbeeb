//! Codes of the group `references`.

use super::{Code, Level};

pub(super) const CODES: &[Code] = &[
    Code {
        name: "discriminator-without-property",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
No variant of a union declares the property that its discriminator names. The client tells values apart
by it all the same, and sends it, but if the name is misspelt, no value has it.",
        wrong: "\
components:
  schemas:
    Pet:
      oneOf:
        - type: object
          properties: { kind: { type: string } }
      discriminator: { propertyName: knd }",
        right: "\
components:
  schemas:
    Pet:
      oneOf:
        - type: object
          properties: { kind: { type: string } }
      discriminator: { propertyName: kind }",
    },
    Code {
        name: "dynamic-reference",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
`$dynamicRef` and `$recursiveRef` depend on the schema from which they are reached. The generator
reads only `#` in a component, which is the component itself. The type is a JSON value for others. Use
`$ref`.",
        wrong: "\
openapi: 3.1.0
components:
  schemas:
    Tree:
      type: object
      properties: { left: { $dynamicRef: '#tree' } }",
        right: "\
openapi: 3.1.0
components:
  schemas:
    Tree:
      type: object
      properties: { left: { $ref: '#/components/schemas/Tree' } }",
    },
    Code {
        name: "endless-reference",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "\
References lead back to themselves, so there is no value at their end. For a schema this is a warning,
and its type is a JSON value. For other objects it is an error; if it is lowered, the object is left
out. Replace one of the references by what was meant.",
        wrong: "\
components:
  parameters:
    Color: { $ref: '#/components/parameters/Color' }
paths:
  /pets:
    get:
      parameters: [{ $ref: '#/components/parameters/Color' }]
      responses: { '200': { description: The pets. } }",
        right: "\
components:
  parameters:
    Color: { name: color, in: query, schema: { type: string } }
paths:
  /pets:
    get:
      parameters: [{ $ref: '#/components/parameters/Color' }]
      responses: { '200': { description: The pets. } }",
    },
    Code {
        name: "external-reference",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "\
A reference leads to another file that cannot be read: it does not exist, is outside of the folder of
the description, or is on the network, from which nothing is fetched. Correct the path; a reference
into the same file starts with `#/`. If the error is lowered, a schema becomes a JSON value, and any
other object is left out.",
        wrong: "\
components:
  schemas:
    Name: { type: string }
    Pet: { type: object, properties: { name: { $ref: 'components/schemas/Name' } } }",
        right: "\
components:
  schemas:
    Name: { type: string }
    Pet: { type: object, properties: { name: { $ref: '#/components/schemas/Name' } } }",
    },
    Code {
        name: "link-of-an-error",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A link of an error response is ignored, because links become methods of successful responses. Move
the link to a successful response, or remove it.",
        wrong: "\
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200': { description: The pets. }
        '404':
          description: There are none.
          links: { again: { operationId: listPets } }",
        right: "\
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: The pets.
          links: { again: { operationId: listPets } }
        '404': { description: There are none. }",
    },
    Code {
        name: "mapping-to-no-variant",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A discriminator maps a value to a schema that is no variant of the union. The entry is ignored.",
        wrong: "\
components:
  schemas:
    Pet:
      oneOf:
        - $ref: '#/components/schemas/Cat'
        - $ref: '#/components/schemas/Dog'
      discriminator:
        propertyName: kind
        mapping: { bird: '#/components/schemas/Bird' }
    Cat: { type: object, properties: { kind: { type: string } } }
    Dog: { type: object, properties: { kind: { type: string } } }
    Bird: { type: object, properties: { kind: { type: string } } }",
        right: "\
components:
  schemas:
    Pet:
      oneOf:
        - $ref: '#/components/schemas/Cat'
        - $ref: '#/components/schemas/Dog'
        - $ref: '#/components/schemas/Bird'
      discriminator:
        propertyName: kind
        mapping: { bird: '#/components/schemas/Bird' }
    Cat: { type: object, properties: { kind: { type: string } } }
    Dog: { type: object, properties: { kind: { type: string } } }
    Bird: { type: object, properties: { kind: { type: string } } }",
    },
    Code {
        name: "mismatched-link",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A link passes a value to a parameter that its target does not have, or a value of another type. The
link is ignored, so that no method is generated for it. Name a parameter of the target operation, and
a member of the response with the same type.",
        wrong: "\
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{ name: page, in: query, schema: { type: integer } }]
      responses:
        '200':
          description: The pets.
          links: { next: { operationId: listPets, parameters: { page: second } } }",
        right: "\
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{ name: page, in: query, schema: { type: integer } }]
      responses:
        '200':
          description: The pets.
          links: { next: { operationId: listPets, parameters: { page: 2 } } }",
    },
    Code {
        name: "mismatched-link-body",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A link defines a body that its target does not take, or a value of another type than that body. The
value is ignored, and a body of the target becomes an argument of the method. Use a value of the type
of the body, such as `$response.body`.",
        wrong: "\
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: The pets.
          links: { again: { operationId: listPets, requestBody: $response.body } }",
        right: "\
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: The pets.
          links: { again: { operationId: listPets } }",
    },
    Code {
        name: "mismatched-reference",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "\
A reference leads to an object of another kind than the one that belongs there, such as a response in
place of a schema. Its members mean something else, so the result would be arbitrary. Refer to an
object of the right kind. If the error is lowered, the target is read as if it were one.",
        wrong: "\
components:
  responses:
    Pet: { description: A pet. }
  schemas:
    Pets: { type: array, items: { $ref: '#/components/responses/Pet' } }",
        right: "\
components:
  schemas:
    Pet: { type: object }
    Pets: { type: array, items: { $ref: '#/components/schemas/Pet' } }",
    },
    Code {
        name: "server-of-a-link",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A link states a server of its own, which the generator does not support. The method of the link sends
the request to the server of the target operation. Declare the server at that operation.",
        wrong: "\
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: The pets.
          links: { again: { operationId: listPets, server: { url: 'https://pets.example' } } }",
        right: "\
paths:
  /pets:
    get:
      operationId: listPets
      servers: [{ url: 'https://pets.example' }]
      responses:
        '200':
          description: The pets.
          links: { again: { operationId: listPets } }",
    },
    Code {
        name: "unknown-link-value",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A value of a link looks like a runtime expression, but is none that the generator reads. A link with
such a parameter is ignored; such a body becomes an argument of the method. Use an expression such as
`$response.body#/id`, `$response.header.Location` or `$request.path.id`, or a constant.",
        wrong: "\
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{ name: after, in: query, schema: { type: string } }]
      responses:
        '200':
          description: The pets.
          links: { next: { operationId: listPets, parameters: { after: $response.next } } }",
        right: "\
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{ name: after, in: query, schema: { type: string } }]
      responses:
        '200':
          description: The pets.
          links: { next: { operationId: listPets, parameters: { after: $response.header.Next } } }",
    },
    Code {
        name: "unresolved-link",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The operation to which a link leads does not exist. The link is ignored, so that no method is
generated for it. Correct its `operationId` or `operationRef`.",
        wrong: "\
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: The pets.
          links: { again: { operationId: listAnimals } }",
        right: "\
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: The pets.
          links: { again: { operationId: listPets } }",
    },
    Code {
        name: "unresolved-mapping",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "\
The `mapping` of a discriminator leads to a schema that does not exist, so values with that tag could
not be decoded as meant. Use the name of a component, or a reference to it. If the error is lowered,
the value selects no variant.",
        wrong: "\
components:
  schemas:
    Dog: { type: object, properties: { kind: { type: string } } }
    Cat: { type: object, properties: { kind: { type: string } } }
    Pet:
      oneOf: [{ $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/Cat' }]
      discriminator: { propertyName: kind, mapping: { dog: Dog, cat: Kitten } }",
        right: "\
components:
  schemas:
    Dog: { type: object, properties: { kind: { type: string } } }
    Cat: { type: object, properties: { kind: { type: string } } }
    Pet:
      oneOf: [{ $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/Cat' }]
      discriminator: { propertyName: kind, mapping: { dog: Dog, cat: Cat } }",
    },
    Code {
        name: "unresolved-reference",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "\
There is nothing at the place to which a reference leads. Correct it, or add its target. If the error
is lowered, a schema becomes a JSON value, a member of an `allOf` adds nothing, and any other object is
left out. So `--warn unresolved-reference` generates a client for a vendor's description with a few
dangling references.",
        wrong: "\
components:
  schemas:
    Name: { type: string }
    Pet: { type: object, properties: { name: { $ref: '#/components/schemas/Nmae' } } }",
        right: "\
components:
  schemas:
    Name: { type: string }
    Pet: { type: object, properties: { name: { $ref: '#/components/schemas/Name' } } }",
    },
];
