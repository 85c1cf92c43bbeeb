//! Codes of the group `operations`.

use super::{Code, Level};

pub(super) const CODES: &[Code] = &[
    Code {
        name: "duplicate-parameter",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A list of parameters has the same name and location twice. The last declaration is used, so what the
first one says is lost. Remove one of them.",
        wrong: "\
paths:
  /pets:
    get:
      parameters:
        - { name: color, in: query, schema: { type: string } }
        - { name: color, in: query, schema: { type: integer } }
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
        name: "events-alike",
        default: Level::Note,
        can_be_lowered: true,
        meaning: "\
No property has values in the schemas of all webhooks that differ from event to event. Each webhook has
its types in the module `webhooks`, but no enum reads all of them. List the value of such a property in
each schema, by `const` or `enum`.",
        wrong: "\
openapi: 3.1.0
webhooks:
  opened:
    post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Opened' } } } } }
  closed:
    post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Closed' } } } } }
components:
  schemas:
    Opened: { type: object, required: [kind], properties: { kind: { type: string }, id: { type: string } } }
    Closed: { type: object, required: [kind], properties: { kind: { type: string }, reason: { type: string } } }",
        right: "\
openapi: 3.1.0
webhooks:
  opened:
    post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Opened' } } } } }
  closed:
    post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Closed' } } } } }
components:
  schemas:
    Opened: { type: object, required: [kind], properties: { kind: { const: opened }, id: { type: string } } }
    Closed: { type: object, required: [kind], properties: { kind: { const: closed }, reason: { type: string } } }",
    },
    Code {
        name: "misplaced-operation",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The path has a member of its own for the method of an operation in `additionalOperations`. The operation
is read as if it stood there, or ignored if there is one already. Move it.",
        wrong: "\
openapi: 3.2.0
paths:
  /pets:
    additionalOperations:
      GET: { responses: { '204': { description: Copied. } } }",
        right: "\
openapi: 3.2.0
paths:
  /pets:
    get: { responses: { '204': { description: Found. } } }",
    },
    Code {
        name: "nested-parameter",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A parameter contains lists or objects within a list or an object. Only the style `deepObject` says how
to write these, so they are sent as JSON text. Use that style in a query, or `content` to send the
whole value as JSON.",
        wrong: "\
paths:
  /pets:
    get:
      parameters:
        - name: sizes
          in: query
          schema: { type: array, items: { type: array, items: { type: integer } } }
      responses: { '200': { description: The pets. } }",
        right: "\
paths:
  /pets:
    get:
      parameters:
        - name: sizes
          in: query
          content:
            application/json:
              schema: { type: array, items: { type: array, items: { type: integer } } }
      responses: { '200': { description: The pets. } }",
    },
    Code {
        name: "only-errors",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
All responses that an operation declares are errors. The statuses from 200 to 299 are successes
nevertheless, whose bodies are not read. Declare the response of a success.",
        wrong: "\
paths:
  /pets:
    get:
      responses: { '404': { description: There are no pets. } }",
        right: "\
paths:
  /pets:
    get:
      responses:
        '204': { description: There are pets. }
        '404': { description: There are no pets. }",
    },
    Code {
        name: "parameter-without-schema",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A parameter has a `type`, as in Swagger 2.0. In OpenAPI 3, it belongs to the `schema` of the
parameter. It is read as if it were there. Move it into `schema`.",
        wrong: "\
paths:
  /pets:
    get:
      parameters: [{ name: color, in: query, type: string }]
      responses: { '200': { description: The pets. } }",
        right: "\
paths:
  /pets:
    get:
      parameters: [{ name: color, in: query, schema: { type: string } }]
      responses: { '200': { description: The pets. } }",
    },
    Code {
        name: "path-without-slash",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A path has to start with `/`, because it is appended to the URL of the server. It is read as if it
did. Add the slash.",
        wrong: "\
paths:
  pets:
    get: { responses: { '200': { description: The pets. } } }",
        right: "\
paths:
  /pets:
    get: { responses: { '200': { description: The pets. } } }",
    },
    Code {
        name: "placeholder-in-query",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A path has a query with a placeholder that no query parameter declares. It is not sent. Remove the
query from the path, and declare a parameter with `in: query`.",
        wrong: "\
paths:
  /pets?color={color}:
    get: { responses: { '200': { description: The pets. } } }",
        right: "\
paths:
  /pets:
    get:
      parameters: [{ name: color, in: query, schema: { type: string } }]
      responses: { '200': { description: The pets. } }",
    },
    Code {
        name: "query-without-content",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A parameter in `querystring` is the whole query, in the form of a media type, and has no `content` that
states it. The query is a form. Add `content` with one media type.",
        wrong: "\
openapi: 3.2.0
paths:
  /pets:
    get:
      parameters:
        - { name: search, in: querystring }
      responses: { '204': { description: Found. } }",
        right: "\
openapi: 3.2.0
paths:
  /pets:
    get:
      parameters:
        - { name: search, in: querystring, content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { color: { type: string } } } } } }
      responses: { '204': { description: Found. } }",
    },
    Code {
        name: "undefined-style",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The style of a parameter does not say how to write a value of its type, such as a text with
`deepObject`. The label says what is sent; servers may expect something else. Use `form`, or `content`
to send JSON.",
        wrong: "\
paths:
  /pets:
    get:
      parameters: [{ name: color, in: query, style: deepObject, schema: { type: string } }]
      responses: { '200': { description: The pets. } }",
        right: "\
paths:
  /pets:
    get:
      parameters: [{ name: color, in: query, style: form, schema: { type: string } }]
      responses: { '200': { description: The pets. } }",
    },
    Code {
        name: "unknown-location",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "\
`in` of a parameter is not a location of OpenAPI 3. It is not known where to send the value. Write
`path`, `query`, `header` or `cookie`; a body is a `requestBody`. If the error is lowered, the
parameter is left out.",
        wrong: "\
paths:
  /pets:
    get:
      parameters: [{ name: color, in: querry, schema: { type: string } }]
      responses: { '200': { description: The pets. } }",
        right: "\
paths:
  /pets:
    get:
      parameters: [{ name: color, in: query, schema: { type: string } }]
      responses: { '200': { description: The pets. } }",
    },
    Code {
        name: "unknown-method",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A name in `additionalOperations` is no HTTP method, which is a token (RFC 9110, section 5.6.2). The
operation is ignored. Write the method as it is sent, such as `COPY`.",
        wrong: "\
openapi: 3.2.0
paths:
  /pets:
    additionalOperations:
      'COPY ALL': { responses: { '204': { description: Copied. } } }",
        right: "\
openapi: 3.2.0
paths:
  /pets:
    additionalOperations:
      COPY: { responses: { '204': { description: Copied. } } }",
    },
    Code {
        name: "unknown-parent",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The `parent` of a tag is not the name of a tag, or the tag is below itself. The tag is shown at the top.
Write the name of another tag.",
        wrong: "\
openapi: 3.2.0
tags: [{ name: cats, parent: animals }]",
        right: "\
openapi: 3.2.0
tags: [{ name: cats, parent: animals }, { name: animals }]",
    },
    Code {
        name: "unknown-status",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The name of a response is not a status of HTTP. The response is ignored, so that it is unexpected when
it comes. Use a code such as `200`, a class such as `4XX`, or `default`.",
        wrong: "\
paths:
  /pets:
    get:
      responses:
        ok: { description: The pets. }",
        right: "\
paths:
  /pets:
    get:
      responses:
        '200': { description: The pets. }",
    },
    Code {
        name: "unknown-style",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
`style` is not defined for the location of the parameter. The default style of the location is used.
Use one that the help lists, or remove `style`.",
        wrong: "\
paths:
  /pets:
    get:
      parameters: [{ name: color, in: query, style: simple, schema: { type: string } }]
      responses: { '200': { description: The pets. } }",
        right: "\
paths:
  /pets:
    get:
      parameters: [{ name: color, in: query, style: form, schema: { type: string } }]
      responses: { '200': { description: The pets. } }",
    },
    Code {
        name: "unused-path-parameter",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A parameter is in the path, but the path has no placeholder of that name. The value cannot be sent, so
the parameter is ignored. Add the placeholder to the path, or remove the parameter.",
        wrong: "\
paths:
  /pets:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: A pet. } }",
        right: "\
paths:
  /pets/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: A pet. } }",
    },
];
