//! Codes of the group `extensions`.

use super::{Code, Level};

/// An example with `x-bulk`, whose members `item` and `job` are these.
macro_rules! bulk_example {
    ($item:literal, $job:literal) => {
        concat!(
            "\
paths:
  /pets:
    post:
      operationId: changePets
      x-bulk:
        item: ",
            $item,
            "
        job: ",
            $job,
            "
        results: { operation: getResults, items: /results, reference: /ref, status: /status, succeeded: [changed] }
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Changes' } } }
      responses:
        '200':
          description: The job.
          content: { application/json: { schema: { $ref: '#/components/schemas/Job' } } }
  /jobs/{id}:
    get:
      operationId: getJob
      x-waiter: { state: /state, done: [finished] }
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200':
          description: The job.
          content: { application/json: { schema: { $ref: '#/components/schemas/Job' } } }
  /jobs/{id}/results:
    get:
      operationId: getResults
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200':
          description: The results of the job.
          content: { application/json: { schema: { $ref: '#/components/schemas/Results' } } }
components:
  schemas:
    Changes: { type: array, maxItems: 100, items: { $ref: '#/components/schemas/Change' } }
    Change: { type: object, required: [id], properties: { id: { type: string }, ref: { type: string } } }
    Job: { type: object, properties: { id: { type: string }, state: { type: string } } }
    Results: { type: object, properties: { results: { type: array, items: { $ref: '#/components/schemas/Result' } } } }
    Result: { type: object, properties: { ref: { type: string }, status: { type: string } } }"
        )
    };
}

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
        name: "ignored-alias",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A former name in `x-rust-alias` is not a Rust name, another type or method has it, or nothing can have a
second name there: the schema has no type of its own, or the client does not send the operation. There is
no alias with that name. Fields, variants and parameters have one name, which `x-rust-name` and
`x-enum-varnames` keep.",
        wrong: "\
components:
  schemas:
    Animal: { x-rust-alias: Dog, type: object, properties: { age: { type: integer } } }
    Dog: { type: object, properties: { race: { type: string } } }",
        right: "\
components:
  schemas:
    Animal: { x-rust-alias: Pet, type: object, properties: { age: { type: integer } } }
    Dog: { type: object, properties: { race: { type: string } } }",
    },
    Code {
        name: "ignored-derive",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
An entry of `x-rust-derive` is not valid, or the type of the schema cannot derive it: a member has no
such trait, or the schema has no type of its own. The type is generated without it.",
        wrong: "\
components:
  schemas:
    Weight:
      type: object
      x-rust-derive: [Ord]
      properties:
        grams: { type: number }",
        right: "\
components:
  schemas:
    Weight:
      type: object
      x-rust-derive: [Ord]
      properties:
        grams: { type: integer }",
    },
    Code {
        name: "ignored-rust-type",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The type in `x-rust-type` or the crate in `x-rust-crate` is not valid, or does not belong to the other.
Both are ignored, and the type is generated from the schema.",
        wrong: "\
components:
  schemas:
    Price: { type: string, x-rust-type: Decimal, x-rust-crate: rust_decimal@1 }",
        right: "\
components:
  schemas:
    Price: { type: string, x-rust-type: 'rust_decimal::Decimal', x-rust-crate: rust_decimal@1 }",
    },
    Code {
        name: "invalid-bulk-pointer",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A member of `x-bulk` is not a JSON Pointer. Those of `item` begin at an item of the request, those of
`job` and the lists of `results` at the root of a response, and the others of `results` at a result. No
method for any number of items is generated. A pointer starts with `/`.",
        wrong: bulk_example!("{ id: id, reference: /ref }", "{ id: /id, operation: getJob }"),
        right: bulk_example!("{ id: /id, reference: /ref }", "{ id: /id, operation: getJob }"),
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
        name: "mismatched-bulk",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
A part of `x-bulk` does not fit the operations: there is no such operation, it takes other
arguments than the id of a job, or a pointer leads to nothing or to a value of another type. No method for any number of items is
generated. The body of the request is a list with `maxItems`, or an object in which only such a list is
required; its items are objects with a required `id`, a string.",
        wrong: bulk_example!("{ id: /id, reference: /ref }", "{ id: /id, operation: getjob }"),
        right: bulk_example!("{ id: /id, reference: /ref }", "{ id: /id, operation: getJob }"),
    },
    Code {
        name: "mismatched-pagination",
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
        name: "mismatched-waiter",
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
        name: "unknown-state",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
`x-waiter` or `x-bulk` names a state that the schema of the state does not list, which is probably a
typing error: a job that is finished would be polled until the time is up, and nothing would be known of
an item. The state is kept, because servers may send values that are not described. Correct it, or add it
to the `enum`.",
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
        name: "unusable-idempotency-key",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The client makes idempotency keys as UUIDs in headers, so a parameter that is one has to be a header,
and its value a string or a UUID. This one is an ordinary parameter, which callers set, and the operation
is not retried for it. `x-idempotency-key: false` says that a parameter is no such key.",
        wrong: "\
paths:
  /pets:
    post:
      parameters:
        - { name: Idempotency-Key, in: header, required: true, schema: { type: integer } }
      responses: { '204': { description: Saved. } }",
        right: "\
paths:
  /pets:
    post:
      parameters:
        - { name: Idempotency-Key, in: header, required: true, schema: { type: string } }
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
];
