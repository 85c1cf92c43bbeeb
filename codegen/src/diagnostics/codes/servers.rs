//! Codes of the group `servers`.

use super::{Code, Level};

pub(super) const CODES: &[Code] = &[
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
    token: { type: http, scheme: digest }",
        right: "\
components:
  securitySchemes:
    token: { type: http, scheme: bearer }",
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
];
