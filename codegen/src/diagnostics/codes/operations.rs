//! Codes of the group `operations`.

use super::{Code, Level};

pub(super) const CODES: &[Code] = &[
    Code {
        name: "ambiguous-pagination",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The extension `x-pagination` states where the next page is in more than one way, or in none. No methods
to read the pages are generated. Write exactly one of `cursor`, `link`, `offset` and `page`.",
        wrong: "\
paths:
  /pets:
    get:
      x-pagination: { items: /pets }
      parameters:
        - { name: cursor, in: query, schema: { type: string } }
      responses:
        '200':
          description: A page of pets.
          content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } }
components:
  schemas:
    Page:
      type: object
      properties:
        pets: { type: array, items: { type: string } }
        next: { type: string }",
        right: "\
paths:
  /pets:
    get:
      x-pagination: { items: /pets, cursor: { body: /next, parameter: cursor } }
      parameters:
        - { name: cursor, in: query, schema: { type: string } }
      responses:
        '200':
          description: A page of pets.
          content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } }
components:
  schemas:
    Page:
      type: object
      properties:
        pets: { type: array, items: { type: string } }
        next: { type: string }",
    },
    Code {
        name: "body-that-never-comes",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A response with this status has no body (RFC 9110): those from 100 to 199, 204, 205 and 304. The
content that is described for it is ignored. Remove `content`, or use another status.",
        wrong: "\
paths:
  /pets:
    delete:
      responses:
        '204':
          description: The number of pets that were deleted.
          content: { application/json: { schema: { type: integer } } }",
        right: "\
paths:
  /pets:
    delete:
      responses:
        '200':
          description: The number of pets that were deleted.
          content: { application/json: { schema: { type: integer } } }",
    },
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
        name: "fixed-server-variable",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The server of a path or an operation has a variable. Callers set variables only for the servers of the
whole API, so the variable always has its default here; without a default, the server is ignored. Use
a URL without variables. Callers can set `base_url` in the options of a call.",
        wrong: "\
paths:
  /pets:
    servers:
      - { url: 'https://{region}.pets.example', variables: { region: { default: eu } } }
    get: { responses: { '200': { description: The pets. } } }",
        right: "\
paths:
  /pets:
    servers:
      - { url: 'https://eu.pets.example' }
    get: { responses: { '200': { description: The pets. } } }",
    },
    Code {
        name: "invalid-pagination-pointer",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A member of `x-pagination` is not a JSON Pointer into the body of the response. No methods to read the
pages are generated. A pointer is empty, or starts with `/`.",
        wrong: "\
paths:
  /pets:
    get:
      x-pagination: { items: pets, cursor: { body: /next, parameter: cursor } }
      parameters:
        - { name: cursor, in: query, schema: { type: string } }
      responses:
        '200':
          description: A page of pets.
          content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } }
components:
  schemas:
    Page:
      type: object
      properties:
        pets: { type: array, items: { type: string } }
        next: { type: string }",
        right: "\
paths:
  /pets:
    get:
      x-pagination: { items: /pets, cursor: { body: /next, parameter: cursor } }
      parameters:
        - { name: cursor, in: query, schema: { type: string } }
      responses:
        '200':
          description: A page of pets.
          content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } }
components:
  schemas:
    Page:
      type: object
      properties:
        pets: { type: array, items: { type: string } }
        next: { type: string }",
    },
    Code {
        name: "invalid-waiter-pointer",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A member of `x-waiter` is a JSON Pointer from the root of the response body, so it has to start with
`/`. It is ignored: without the state, no method that polls the job is generated; without a count, no
progress is reported.",
        wrong: "\
paths:
  /jobs/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      x-waiter: { state: state, done: [finished] }
      responses:
        '200':
          description: The job.
          content: { application/json: { schema: { $ref: '#/components/schemas/Job' } } }
components:
  schemas:
    Job: { type: object, properties: { state: { type: string } } }",
        right: "\
paths:
  /jobs/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      x-waiter: { state: /state, done: [finished] }
      responses:
        '200':
          description: The job.
          content: { application/json: { schema: { $ref: '#/components/schemas/Job' } } }
components:
  schemas:
    Job: { type: object, properties: { state: { type: string } } }",
    },
    Code {
        name: "items-of-a-request",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The body of a request is a sequence of items. The method takes its bytes, or a stream of them. The type
of the items is generated, so that callers can serialize them.",
        wrong: "\
openapi: 3.2.0
paths:
  /pets:
    post:
      requestBody: { content: { application/jsonl: { itemSchema: { type: object, properties: { name: { type: string } } } } } }
      responses: { '204': { description: Stored. } }",
        right: "\
openapi: 3.2.0
paths:
  /pets:
    post:
      requestBody: { content: { application/json: { schema: { type: array, items: { type: object, properties: { name: { type: string } } } } } } }
      responses: { '204': { description: Stored. } }",
    },
    Code {
        name: "items-of-no-sequence",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The media type has `itemSchema`, but its bodies are not sequences of items. It is ignored. Sequences are
event streams, JSON lines and JSON text sequences; describe any other body by `schema`.",
        wrong: "\
openapi: 3.2.0
paths:
  /pets:
    get:
      responses:
        '200':
          description: The pets.
          content: { application/json: { itemSchema: { type: string } } }",
        right: "\
openapi: 3.2.0
paths:
  /pets:
    get:
      responses:
        '200':
          description: The pets.
          content: { application/jsonl: { itemSchema: { type: string } } }",
    },
    Code {
        name: "misfitting-pagination",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A part of `x-pagination` does not fit the operation: a pointer leads to nothing in the response, or to a
value of another type, or there is no such parameter. No methods to read the pages are generated.",
        wrong: "\
paths:
  /pets:
    get:
      x-pagination: { items: /animals, cursor: { body: /next, parameter: cursor } }
      parameters:
        - { name: cursor, in: query, schema: { type: string } }
      responses:
        '200':
          description: A page of pets.
          content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } }
components:
  schemas:
    Page:
      type: object
      properties:
        pets: { type: array, items: { type: string } }
        next: { type: string }",
        right: "\
paths:
  /pets:
    get:
      x-pagination: { items: /pets, cursor: { body: /next, parameter: cursor } }
      parameters:
        - { name: cursor, in: query, schema: { type: string } }
      responses:
        '200':
          description: A page of pets.
          content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } }
components:
  schemas:
    Page:
      type: object
      properties:
        pets: { type: array, items: { type: string } }
        next: { type: string }",
    },
    Code {
        name: "misfitting-waiter",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
`x-waiter` refers to a member that the response does not have, or whose type cannot be a state or a
count. Without the state, no method that polls the job is generated; without a count, no progress is
reported. Correct the pointer, or describe the member in the schema of the response.",
        wrong: "\
paths:
  /jobs/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      x-waiter: { state: /status, done: [finished] }
      responses:
        '200':
          description: The job.
          content: { application/json: { schema: { $ref: '#/components/schemas/Job' } } }
components:
  schemas:
    Job: { type: object, properties: { state: { type: string } } }",
        right: "\
paths:
  /jobs/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      x-waiter: { state: /state, done: [finished] }
      responses:
        '200':
          description: The job.
          content: { application/json: { schema: { $ref: '#/components/schemas/Job' } } }
components:
  schemas:
    Job: { type: object, properties: { state: { type: string } } }",
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
        name: "parts-by-position",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The parts of a multipart body are described by their position (`prefixEncoding`, `itemEncoding`), which
is not supported and is ignored. Name the parts: describe them as properties, with `encoding`.",
        wrong: "\
openapi: 3.2.0
paths:
  /pets:
    post:
      requestBody: { content: { multipart/form-data: { schema: { type: object, properties: { name: { type: string } } }, prefixEncoding: [{ contentType: text/plain }] } } }
      responses: { '204': { description: Stored. } }",
        right: "\
openapi: 3.2.0
paths:
  /pets:
    post:
      requestBody: { content: { multipart/form-data: { schema: { type: object, properties: { name: { type: string } } }, encoding: { name: { contentType: text/plain } } } } }
      responses: { '204': { description: Stored. } }",
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
        name: "raw-form",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A form consists of names and values, so its schema has to describe an object. Here it does not, so
that the method takes the encoded form as bytes. Use an object with a property for each field.",
        wrong: "\
paths:
  /pets:
    post:
      requestBody:
        content: { application/x-www-form-urlencoded: { schema: { type: string } } }
      responses: { '204': { description: Saved. } }",
        right: "\
paths:
  /pets:
    post:
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: { type: object, properties: { name: { type: string } } }
      responses: { '204': { description: Saved. } }",
    },
    Code {
        name: "recognized-pagination",
        default: Level::Note,
        can_be_lowered: true,
        meaning: "\
The operation reads a list in pages, by the names of its parameters and of the members of its response.
Methods that read all pages are generated for it. Declare `x-pagination` to state it, or
`x-pagination: false` to have no such methods.",
        wrong: "\
paths:
  /pets:
    get:
      parameters:
        - { name: pageToken, in: query, schema: { type: string } }
      responses:
        '200':
          description: A page of pets.
          content:
            application/json:
              schema:
                type: object
                properties:
                  pets: { type: array, items: { type: string } }
                  nextPageToken: { type: string }",
        right: "\
paths:
  /pets:
    get:
      x-pagination: false
      parameters:
        - { name: pageToken, in: query, schema: { type: string } }
      responses:
        '200':
          description: A page of pets.
          content:
            application/json:
              schema:
                type: object
                properties:
                  pets: { type: array, items: { type: string } }
                  nextPageToken: { type: string }",
    },
    Code {
        name: "undeclared-server-variable",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The URL of a server has a variable that is not declared under `variables`, so it has no default.
Callers have to set it. Declare it with a default.",
        wrong: "\
servers:
  - url: https://{region}.pets.example",
        right: "\
servers:
  - url: https://{region}.pets.example
    variables: { region: { default: eu } }",
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
        name: "unknown-idempotence",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
`x-idempotent` is neither `true` nor `false`. Whether the operation is repeated when it may have been
processed already is decided by its HTTP method instead. Write one of the two.",
        wrong: "\
paths:
  /pets:
    put:
      x-idempotent: never
      responses: { '204': { description: Saved. } }",
        right: "\
paths:
  /pets:
    put:
      x-idempotent: false
      responses: { '204': { description: Saved. } }",
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
        name: "unknown-part",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
`encoding` describes a part that the schema of the body does not have. It is ignored. Use the name of
a property of the schema.",
        wrong: "\
paths:
  /pets:
    post:
      requestBody:
        content:
          multipart/form-data:
            schema: { type: object, properties: { photo: { type: string, format: binary } } }
            encoding: { foto: { contentType: image/png } }
      responses: { '204': { description: Saved. } }",
        right: "\
paths:
  /pets:
    post:
      requestBody:
        content:
          multipart/form-data:
            schema: { type: object, properties: { photo: { type: string, format: binary } } }
            encoding: { photo: { contentType: image/png } }
      responses: { '204': { description: Saved. } }",
    },
    Code {
        name: "unknown-security-scheme",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The client cannot apply this security scheme. It documents the scheme and sends no credentials for it,
so that callers have to add them to each request. Use `apiKey`, `http` with `basic` or `bearer`,
`oauth2` or `openIdConnect`.",
        wrong: "\
components:
  securitySchemes:
    token: { type: http, scheme: baerer }",
        right: "\
components:
  securitySchemes:
    token: { type: http, scheme: bearer }",
    },
    Code {
        name: "unknown-state",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
`x-waiter` names a state that the schema of the state does not list, which is probably a typing error:
a job that is finished would be polled until the time is up. The state is kept, because servers may
send values that are not described. Correct it, or add it to the `enum`.",
        wrong: "\
paths:
  /jobs/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      x-waiter: { state: /state, done: [finishd] }
      responses:
        '200':
          description: The job.
          content: { application/json: { schema: { $ref: '#/components/schemas/Job' } } }
components:
  schemas:
    Job: { type: object, properties: { state: { type: string, enum: [running, finished] } } }",
        right: "\
paths:
  /jobs/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      x-waiter: { state: /state, done: [finished] }
      responses:
        '200':
          description: The job.
          content: { application/json: { schema: { $ref: '#/components/schemas/Job' } } }
components:
  schemas:
    Job: { type: object, properties: { state: { type: string, enum: [running, finished] } } }",
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
        name: "unresolved-security",
        default: Level::Deny,
        can_be_lowered: true,
        meaning: "\
`security` requires a scheme that `components.securitySchemes` does not define. The client sends no
credentials for it, so that the server will reject its requests. Add the scheme, or correct the name.",
        wrong: "\
security: [{ tokn: [] }]
components:
  securitySchemes:
    token: { type: http, scheme: bearer }",
        right: "\
security: [{ token: [] }]
components:
  securitySchemes:
    token: { type: http, scheme: bearer }",
    },
    Code {
        name: "untyped-parts",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The schema of a multipart body does not name its parts. The method takes arbitrary parts, which the
compiler cannot check. Use an object with a property for each part.",
        wrong: "\
paths:
  /pets:
    post:
      requestBody: { content: { multipart/form-data: { schema: { type: string } } } }
      responses: { '204': { description: Saved. } }",
        right: "\
paths:
  /pets:
    post:
      requestBody:
        content:
          multipart/form-data:
            schema: { type: object, properties: { photo: { type: string, format: binary } } }
      responses: { '204': { description: Saved. } }",
    },
    Code {
        name: "unused-pagination-member",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The relation of a link is stated for a header that has no relations. Only the header `Link` has them
(RFC 8288), so `rel` is ignored.",
        wrong: "\
paths:
  /pets:
    get:
      x-pagination: { items: /pets, link: { header: X-Next, rel: next } }
      parameters:
        - { name: cursor, in: query, schema: { type: string } }
      responses:
        '200':
          description: A page of pets.
          headers: { X-Next: { schema: { type: string } }, Link: { schema: { type: string } } }
          content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } }
components:
  schemas:
    Page:
      type: object
      properties:
        pets: { type: array, items: { type: string } }
        next: { type: string }",
        right: "\
paths:
  /pets:
    get:
      x-pagination: { items: /pets, link: { header: Link, rel: next } }
      parameters:
        - { name: cursor, in: query, schema: { type: string } }
      responses:
        '200':
          description: A page of pets.
          headers: { X-Next: { schema: { type: string } }, Link: { schema: { type: string } } }
          content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } }
components:
  schemas:
    Page:
      type: object
      properties:
        pets: { type: array, items: { type: string } }
        next: { type: string }",
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
