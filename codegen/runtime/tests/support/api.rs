//! A small API with hand-written code in the form that the generator emits.

use crate::runtime::auth::{Scheme, SchemeKind};
use crate::runtime::client::{Api, CallOptions, Client, Server, Variable};
use crate::runtime::json::{self, Decode, DecodeError, Field, Names, Node, ObjectWriter};
use crate::runtime::request::{Explode, Idempotence, Operation, Style};
use crate::runtime::response::{Error, Response};
use http::Method;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(crate) static API: Api = Api {
    name: "pets-client",
    version: "1.2.3",
    servers: &[
        Server {
            url: "https://{org}.api.example.com/{base}",
            variables: &[
                Variable { name: "org", default: None, allowed: &[] },
                Variable { name: "base", default: Some("v1"), allowed: &[] },
            ],
        },
        Server { url: "/relative", variables: &[] },
        Server {
            url: "https://{region}.example.com",
            variables: &[Variable { name: "region", default: Some("eu"), allowed: &["eu", "us"] }],
        },
    ],
    schemes: &[
        Scheme { name: "token", kind: SchemeKind::Bearer },
        Scheme { name: "user", kind: SchemeKind::Basic },
        Scheme { name: "key", kind: SchemeKind::Header("x-api-key") },
        Scheme { name: "query", kind: SchemeKind::Query("api[key]") },
        Scheme { name: "session", kind: SchemeKind::Cookie("sid") },
        Scheme { name: "signature", kind: SchemeKind::Other },
    ],
};

/// The default operation of the tests.
pub(crate) const GET: Operation = Operation {
    id: "getPet",
    method: Method::GET,
    path: "/pets/{id}",
    idempotence: Idempotence::Idempotent,
    security: &[&["token"]],
    server: None,
};

pub(crate) static GET_PET: Operation = GET;

/// An operation that differs from the default one. It lives as long as the process.
pub(crate) fn operation(change: impl FnOnce(&mut Operation)) -> &'static Operation {
    let mut operation = Operation { path: "/pets", security: &[], ..GET };
    change(&mut operation);
    Box::leak(Box::new(operation))
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pet {
    pub(crate) id: i64,
    pub(crate) name: Option<String>,
    pub(crate) tag: Field<String>,
}

impl Serialize for Pet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = ObjectWriter::new(serializer)?;
        object.required("id", self.id)?;
        object.optional("name", &self.name)?;
        object.field("tag", &self.tag)?;
        object.end()
    }
}

impl Decode for Pet {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let mut object = node.object(Names::few(&["id", "name", "tag"]))?;
        Ok(Self {
            id: object.required("id")?,
            name: object.optional("name")?,
            tag: object.field("tag")?,
        })
    }
}

impl<'de> Deserialize<'de> for Pet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize_with(deserializer)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Problem {
    pub(crate) code: String,
}

impl Decode for Problem {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let mut object = node.object(Names::few(&["code"]))?;
        Ok(Self { code: object.required("code")? })
    }
}

/// An operation, as it is generated.
pub(crate) async fn get_pet(
    client: &Client,
    id: &str,
    options: CallOptions,
) -> Result<Response<Pet>, Error<Problem>> {
    let mut request = client.request(&GET_PET);
    request.accept("application/json");
    request.path("id", Style::Simple, Explode::No, id);
    let response = client.execute(request, options).await?;
    match response.status().as_u16() {
        200 => response.json(),
        400 | 404 | 429 | 500..=599 => Err(response.json_error()),
        _ => Err(response.unexpected()),
    }
}
