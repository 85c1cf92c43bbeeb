//! The members of each object of OpenAPI and of overlays, by version.
//!
//! Sources: the fixed fields in the OpenAPI Specification 3.0.4, 3.1.1 and 3.2.0, and the keywords of
//! JSON Schema 2020-12; for overlays, the Overlay Specification 1.0.0 and 1.1.0. Invariant: the names of
//! an object are unique.

use super::version::Version::{Overlay11, V30, V31, V32};
use super::version::Versions;

/// A kind of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Object {
    Bulk,
    BulkItem,
    BulkJob,
    BulkResults,
    Callback,
    Components,
    Contact,
    Discriminator,
    Encoding,
    Example,
    ExternalDocs,
    Header,
    Info,
    License,
    Link,
    MediaType,
    OAuthFlow,
    OAuthFlows,
    OpenApi,
    Operation,
    Overlay,
    OverlayAction,
    OverlayInfo,
    Pagination,
    PaginationByCursor,
    PaginationByLink,
    PaginationByOffset,
    PaginationByPage,
    Parameter,
    PathItem,
    Progress,
    RequestBody,
    Response,
    RustCrate,
    RustDerive,
    Schema,
    SecurityScheme,
    Server,
    ServerVariable,
    Tag,
    Waiter,
    Xml,
}

/// What a member contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inside {
    /// A scalar, a list of scalars, or data.
    Data,
    /// An object.
    One(Object),
    /// A list of objects.
    List(Object),
    /// A map of objects by names that the author chooses.
    Map(Object),
}

/// A member of an object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member {
    pub(crate) name: &'static str,
    pub(crate) inside: Inside,
    pub(crate) versions: Versions,
}

/// An extension that the generator reads, the objects in which it does, and what it contains.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extension {
    pub(crate) name: &'static str,
    pub(crate) objects: &'static [Object],
    pub(crate) inside: Inside,
}

pub(crate) const EXTENSIONS: &[Extension] = &[
    extension("x-bulk", &[Object::Operation], Inside::One(Object::Bulk)),
    extension("x-displayName", &[Object::Tag], Inside::Data),
    extension("x-enum-varnames", &[Object::Schema], Inside::Data),
    extension("x-enumNames", &[Object::Schema], Inside::Data),
    extension("x-idempotency-key", &[Object::Parameter], Inside::Data),
    extension("x-idempotent", &[Object::Operation], Inside::Data),
    extension("x-lints", &[Object::OpenApi], Inside::Data),
    extension("x-ms-enum", &[Object::Schema], Inside::Data),
    extension("x-pagination", &[Object::Operation], Inside::One(Object::Pagination)),
    extension("x-required", &[Object::ServerVariable], Inside::Data),
    extension("x-rust-alias", &[Object::Operation, Object::Schema], Inside::Data),
    extension(
        "x-rust-name",
        &[
            Object::Bulk,
            Object::Link,
            Object::Operation,
            Object::Parameter,
            Object::Schema,
            Object::Server,
            Object::ServerVariable,
            Object::Waiter,
        ],
        Inside::Data,
    ),
    extension("x-rust-crate", &[Object::Schema], Inside::One(Object::RustCrate)),
    extension("x-rust-derive", &[Object::Schema], Inside::List(Object::RustDerive)),
    extension("x-rust-type", &[Object::Schema], Inside::Data),
    extension("x-sse-sentinel", &[Object::MediaType], Inside::Data),
    extension("x-waiter", &[Object::Operation], Inside::One(Object::Waiter)),
];

impl Object {
    /// The name in a message.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Bulk => "`x-bulk`",
            Self::BulkItem => "the `item` of `x-bulk`",
            Self::BulkJob => "the `job` of `x-bulk`",
            Self::BulkResults => "the `results` of `x-bulk`",
            Self::Callback => "a callback",
            Self::Components => "the components",
            Self::Contact => "a contact",
            Self::Discriminator => "a discriminator",
            Self::Encoding => "an encoding",
            Self::Example => "an example",
            Self::ExternalDocs => "external documentation",
            Self::Header => "a header",
            Self::Info => "the info",
            Self::License => "a license",
            Self::Link => "a link",
            Self::MediaType => "a media type",
            Self::OAuthFlow => "an OAuth flow",
            Self::OAuthFlows => "the OAuth flows",
            Self::OpenApi => "a description",
            Self::Operation => "an operation",
            Self::Overlay => "an overlay",
            Self::OverlayAction => "an action",
            Self::OverlayInfo => "the info of an overlay",
            Self::Pagination => "`x-pagination`",
            Self::PaginationByCursor => "a `cursor` of `x-pagination`",
            Self::PaginationByLink => "a `link` of `x-pagination`",
            Self::PaginationByOffset => "an `offset` of `x-pagination`",
            Self::PaginationByPage => "a `page` of `x-pagination`",
            Self::Parameter => "a parameter",
            Self::PathItem => "a path",
            Self::Progress => "the `progress` of `x-waiter`",
            Self::RequestBody => "a request body",
            Self::Response => "a response",
            Self::RustCrate => "`x-rust-crate`",
            Self::RustDerive => "an entry of `x-rust-derive`",
            Self::Schema => "a schema",
            Self::SecurityScheme => "a security scheme",
            Self::Server => "a server",
            Self::ServerVariable => "a server variable",
            Self::Tag => "a tag",
            Self::Waiter => "`x-waiter`",
            Self::Xml => "an XML object",
        }
    }

    /// The extension with this name, if it is read in this object.
    pub(crate) fn extension(self, name: &str) -> Option<&'static Extension> {
        EXTENSIONS.iter().find(|it| it.name == name && it.objects.contains(&self))
    }

    /// The member with this name, in any version.
    pub(crate) fn member(self, name: &str) -> Option<&'static Member> {
        self.members().iter().find(|member| member.name == name)
    }

    /// The members, except `$ref`, extensions, and the names of a map.
    pub(crate) fn members(self) -> &'static [Member] {
        let found = OBJECTS.iter().find(|(object, _)| *object == self);
        found.map_or(&[], |(_, members)| *members)
    }
}

/// The members of each object. Those of a callback are expressions.
pub(super) const OBJECTS: &[(Object, &[Member])] = &[
    (
        Object::Bulk,
        &[
            data("maxBytes"),
            data("items"),
            one("item", Object::BulkItem),
            one("job", Object::BulkJob),
            one("results", Object::BulkResults),
        ],
    ),
    (Object::BulkItem, &[data("id"), data("reference")]),
    (Object::BulkJob, &[data("id"), data("operation")]),
    (
        Object::BulkResults,
        &[
            data("operation"),
            data("items"),
            data("changedIds"),
            data("reference"),
            data("id"),
            data("status"),
            data("succeeded"),
            data("failed"),
        ],
    ),
    (Object::Components, COMPONENTS),
    (Object::Contact, &[data("name"), data("url"), data("email")]),
    (
        Object::Discriminator,
        &[data("propertyName"), data("mapping"), data("defaultMapping").since(V32)],
    ),
    (Object::Encoding, ENCODING),
    (
        Object::Example,
        &[
            data("summary"),
            data("description"),
            data("value"),
            data("externalValue"),
            data("dataValue").since(V32),
            data("serializedValue").since(V32),
        ],
    ),
    (Object::ExternalDocs, &[data("description"), data("url")]),
    (Object::Header, HEADER),
    (
        Object::Info,
        &[
            data("title"),
            data("summary").since(V31),
            data("description"),
            data("termsOfService"),
            one("contact", Object::Contact),
            one("license", Object::License),
            data("version"),
        ],
    ),
    (Object::License, &[data("name"), data("identifier").since(V31), data("url")]),
    (
        Object::Link,
        &[
            data("operationRef"),
            data("operationId"),
            data("parameters"),
            data("requestBody"),
            data("description"),
            one("server", Object::Server),
        ],
    ),
    (
        Object::MediaType,
        &[
            one("schema", Object::Schema),
            one("itemSchema", Object::Schema).since(V32),
            data("example"),
            map("examples", Object::Example),
            map("encoding", Object::Encoding),
            list("prefixEncoding", Object::Encoding).since(V32),
            one("itemEncoding", Object::Encoding).since(V32),
        ],
    ),
    (
        Object::OAuthFlow,
        &[
            data("authorizationUrl"),
            data("deviceAuthorizationUrl").since(V32),
            data("tokenUrl"),
            data("refreshUrl"),
            data("scopes"),
        ],
    ),
    (
        Object::OAuthFlows,
        &[
            one("implicit", Object::OAuthFlow),
            one("password", Object::OAuthFlow),
            one("clientCredentials", Object::OAuthFlow),
            one("authorizationCode", Object::OAuthFlow),
            one("deviceAuthorization", Object::OAuthFlow).since(V32),
        ],
    ),
    (Object::OpenApi, OPENAPI),
    (Object::Operation, OPERATION),
    (
        Object::Overlay,
        &[
            data("overlay"),
            one("info", Object::OverlayInfo),
            data("extends"),
            list("actions", Object::OverlayAction),
        ],
    ),
    (
        Object::OverlayAction,
        &[
            data("target"),
            data("description"),
            data("update"),
            data("copy").since(Overlay11),
            data("remove"),
        ],
    ),
    (Object::OverlayInfo, &[data("title"), data("version"), data("description").since(Overlay11)]),
    (
        Object::Pagination,
        &[
            data("items"),
            data("more"),
            one("cursor", Object::PaginationByCursor),
            one("link", Object::PaginationByLink),
            one("offset", Object::PaginationByOffset),
            one("page", Object::PaginationByPage),
        ],
    ),
    (
        Object::PaginationByCursor,
        &[data("body"), data("header"), data("lastItem"), data("parameter"), data("requestBody")],
    ),
    (Object::PaginationByLink, &[data("body"), data("header"), data("rel")]),
    (Object::PaginationByOffset, &[data("parameter"), data("requestBody"), data("total")]),
    (
        Object::PaginationByPage,
        &[data("parameter"), data("requestBody"), data("first"), data("total")],
    ),
    (Object::Parameter, PARAMETER),
    (Object::PathItem, PATH_ITEM),
    (Object::Progress, &[data("complete"), data("total")]),
    (
        Object::RequestBody,
        &[data("description"), map("content", Object::MediaType), data("required")],
    ),
    (
        Object::Response,
        &[
            data("summary").since(V32),
            data("description"),
            map("headers", Object::Header),
            map("content", Object::MediaType),
            map("links", Object::Link),
        ],
    ),
    (Object::RustCrate, &[data("name"), data("version"), data("features")]),
    (Object::RustDerive, &[data("path"), one("crate", Object::RustCrate)]),
    (Object::Schema, SCHEMA),
    (
        Object::SecurityScheme,
        &[
            data("type"),
            data("description"),
            data("name"),
            data("in"),
            data("scheme"),
            data("bearerFormat"),
            one("flows", Object::OAuthFlows),
            data("openIdConnectUrl"),
            data("oauth2MetadataUrl").since(V32),
            data("deprecated").since(V32),
        ],
    ),
    (
        Object::Server,
        &[
            data("url"),
            data("description"),
            data("name").since(V32),
            map("variables", Object::ServerVariable),
        ],
    ),
    (Object::ServerVariable, &[data("enum"), data("default"), data("description")]),
    (
        Object::Tag,
        &[
            data("name"),
            data("summary").since(V32),
            data("description"),
            one("externalDocs", Object::ExternalDocs),
            data("parent").since(V32),
            data("kind").since(V32),
        ],
    ),
    (
        Object::Waiter,
        &[data("state"), data("done"), data("failed"), one("progress", Object::Progress)],
    ),
    (
        Object::Xml,
        &[
            data("nodeType").since(V32),
            data("name"),
            data("namespace"),
            data("prefix"),
            data("attribute"),
            data("wrapped"),
        ],
    ),
];

const OPENAPI: &[Member] = &[
    data("openapi"),
    data("$self").since(V32),
    one("info", Object::Info),
    data("jsonSchemaDialect").since(V31),
    list("servers", Object::Server),
    map("paths", Object::PathItem),
    map("webhooks", Object::PathItem).since(V31),
    one("components", Object::Components),
    data("security"),
    list("tags", Object::Tag),
    one("externalDocs", Object::ExternalDocs),
];

const COMPONENTS: &[Member] = &[
    map("schemas", Object::Schema),
    map("responses", Object::Response),
    map("parameters", Object::Parameter),
    map("examples", Object::Example),
    map("requestBodies", Object::RequestBody),
    map("headers", Object::Header),
    map("securitySchemes", Object::SecurityScheme),
    map("links", Object::Link),
    map("callbacks", Object::Callback),
    map("pathItems", Object::PathItem).since(V31),
    map("mediaTypes", Object::MediaType).since(V32),
];

/// The members that are operations.
pub(crate) const PATH_ITEM: &[Member] = &[
    data("summary"),
    data("description"),
    one("get", Object::Operation),
    one("put", Object::Operation),
    one("post", Object::Operation),
    one("delete", Object::Operation),
    one("options", Object::Operation),
    one("head", Object::Operation),
    one("patch", Object::Operation),
    one("trace", Object::Operation),
    one("query", Object::Operation).since(V32),
    map("additionalOperations", Object::Operation).since(V32),
    list("servers", Object::Server),
    list("parameters", Object::Parameter),
];

const OPERATION: &[Member] = &[
    data("tags"),
    data("summary"),
    data("description"),
    one("externalDocs", Object::ExternalDocs),
    data("operationId"),
    list("parameters", Object::Parameter),
    one("requestBody", Object::RequestBody),
    map("responses", Object::Response),
    map("callbacks", Object::Callback),
    data("deprecated"),
    data("security"),
    list("servers", Object::Server),
];

const PARAMETER: &[Member] = &[
    data("name"),
    data("in"),
    data("description"),
    data("required"),
    data("deprecated"),
    data("allowEmptyValue"),
    data("style"),
    data("explode"),
    data("allowReserved"),
    one("schema", Object::Schema),
    data("example"),
    map("examples", Object::Example),
    map("content", Object::MediaType),
];

const HEADER: &[Member] = &[
    data("description"),
    data("required"),
    data("deprecated"),
    data("style"),
    data("explode"),
    one("schema", Object::Schema),
    data("example"),
    map("examples", Object::Example),
    map("content", Object::MediaType),
];

const ENCODING: &[Member] = &[
    data("contentType"),
    map("headers", Object::Header),
    data("style"),
    data("explode"),
    data("allowReserved"),
    map("encoding", Object::Encoding).since(V32),
    list("prefixEncoding", Object::Encoding).since(V32),
    one("itemEncoding", Object::Encoding).since(V32),
];

const SCHEMA: &[Member] = &[
    data("title"),
    data("description"),
    data("type"),
    data("format"),
    data("enum"),
    data("default"),
    data("nullable").until(V30),
    map("properties", Object::Schema),
    data("required"),
    one("additionalProperties", Object::Schema),
    one("items", Object::Schema),
    list("allOf", Object::Schema),
    list("oneOf", Object::Schema),
    list("anyOf", Object::Schema),
    one("not", Object::Schema),
    one("discriminator", Object::Discriminator),
    data("readOnly"),
    data("writeOnly"),
    data("deprecated"),
    data("example"),
    one("externalDocs", Object::ExternalDocs),
    one("xml", Object::Xml),
    data("multipleOf"),
    data("maximum"),
    data("exclusiveMaximum"),
    data("minimum"),
    data("exclusiveMinimum"),
    data("maxLength"),
    data("minLength"),
    data("pattern"),
    data("maxItems"),
    data("minItems"),
    data("uniqueItems"),
    data("maxProperties"),
    data("minProperties"),
    data("const").since(V31),
    data("examples").since(V31),
    data("contentEncoding").since(V31),
    data("contentMediaType").since(V31),
    one("contentSchema", Object::Schema).since(V31),
    list("prefixItems", Object::Schema).since(V31),
    one("contains", Object::Schema).since(V31),
    data("maxContains").since(V31),
    data("minContains").since(V31),
    map("patternProperties", Object::Schema).since(V31),
    one("propertyNames", Object::Schema).since(V31),
    one("unevaluatedItems", Object::Schema).since(V31),
    one("unevaluatedProperties", Object::Schema).since(V31),
    map("dependentSchemas", Object::Schema).since(V31),
    data("dependentRequired").since(V31),
    one("if", Object::Schema).since(V31),
    one("then", Object::Schema).since(V31),
    one("else", Object::Schema).since(V31),
    map("$defs", Object::Schema).since(V31),
    data("$id").since(V31),
    data("$schema").since(V31),
    data("$anchor").since(V31),
    data("$dynamicAnchor").since(V31),
    data("$dynamicRef").since(V31),
    data("$recursiveAnchor").since(V31),
    data("$recursiveRef").since(V31),
    data("$vocabulary").since(V31),
    data("$comment").since(V31),
    // Keywords of earlier drafts of JSON Schema, which 2020-12 still reserves.
    map("definitions", Object::Schema).since(V31),
    data("dependencies").since(V31),
];

const fn extension(name: &'static str, objects: &'static [Object], inside: Inside) -> Extension {
    Extension { name, objects, inside }
}

const fn member(name: &'static str, inside: Inside) -> Member {
    Member { name, inside, versions: Versions::ALL }
}

const fn data(name: &'static str) -> Member {
    member(name, Inside::Data)
}

const fn one(name: &'static str, object: Object) -> Member {
    member(name, Inside::One(object))
}

const fn list(name: &'static str, object: Object) -> Member {
    member(name, Inside::List(object))
}

const fn map(name: &'static str, object: Object) -> Member {
    member(name, Inside::Map(object))
}

impl Member {
    const fn since(self, first: super::version::Version) -> Self {
        Self { versions: Versions { first, last: Overlay11 }, ..self }
    }

    const fn until(self, last: super::version::Version) -> Self {
        Self { versions: Versions { first: V30, last }, ..self }
    }
}
