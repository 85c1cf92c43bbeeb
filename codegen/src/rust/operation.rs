//! Operations, which become methods of the client.

use super::{Body, Docs, Poller, ResponseSet, StatusRange, TypeRef};
use crate::ident::{ConstantName, FieldName, ModuleName, TypeName};
use crate::ir::{Idempotence, Location, SecurityAlternative, Wire};

/// A method of the client.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name in the description, or the one derived from its method and path.
    pub id: String,
    /// The name of the method.
    pub name: FieldName,
    /// The name of the type that collects its arguments.
    pub type_name: TypeName,
    /// The name of the struct of the parameters that have to be there, where they are too many for
    /// the arguments of a method.
    pub required_name: Option<TypeName>,
    /// The module that it stands in.
    pub module: ModuleName,
    /// The HTTP method in capitals.
    pub method: String,
    /// Whether doing it twice is the same as doing it once.
    pub idempotence: Idempotence,
    /// The path template, without query and fragment.
    pub path: String,
    /// The query that is part of the path template.
    pub fixed_query: Option<String>,
    /// What it says for people.
    pub docs: Docs,
    /// The tags.
    pub tags: Vec<String>,
    /// The parameters, those that are required first.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// What a call returns when it succeeds.
    pub success: ResponseSet,
    /// What a call fails with when the server refuses.
    pub error: ResponseSet,
    /// The media types to ask for.
    pub accept: Vec<String>,
    /// Which bodies the caller reads, by status and media type.
    pub streams: Vec<(StatusRange, String)>,
    /// The headers of its responses, by the names of their constants.
    pub headers: Vec<ConstantName>,
    /// The alternatives of security.
    pub security: Vec<SecurityAlternative>,
    /// The URL of a server of its own.
    pub server: Option<String>,
    /// How to poll the job that it reads.
    pub poller: Option<Poller>,
}

/// An argument of a call.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: FieldName,
    /// Its name on the wire.
    pub wire_name: String,
    /// Where it goes.
    pub location: Location,
    /// How it is written.
    pub wire: Wire,
    /// Its type, presence aside.
    pub ty: TypeRef,
    /// Whether it has to be there.
    pub required: bool,
    /// What it says for people.
    pub docs: Docs,
}
