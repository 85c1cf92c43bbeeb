//! Codes of the group `content`.

use super::{Code, Level};

pub(super) const CODES: &[Code] = &[
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
        name: "items-of-a-request",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
The body of a request is an event stream. The method takes its bytes, or a stream of them. The type of
the events is generated, so that callers can serialize them.",
        wrong: "\
openapi: 3.2.0
paths:
  /pets:
    post:
      requestBody: { content: { text/event-stream: { itemSchema: { type: object, properties: { name: { type: string } } } } } }
      responses: { '204': { description: Stored. } }",
        right: "\
openapi: 3.2.0
paths:
  /pets:
    post:
      requestBody: { content: { application/jsonl: { itemSchema: { type: object, properties: { name: { type: string } } } } } }
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
        name: "parts-by-position",
        default: Level::Warn,
        can_be_lowered: true,
        meaning: "\
Parts are described by their position (`prefixEncoding`, `itemEncoding`) where that is not supported: the
parts of a form have names, those of a response are not read, and a value by position has no headers. It
is ignored. In a form, describe the parts as properties, with `encoding`.",
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
];
