//! Operations, which become methods of the client.

use super::{Body, Bulk, Docs, Pages, Poller, ResponseSet, ResponseSetKind, StatusRange, TypeRef};
use crate::ident::{ConstantName, FieldName, ModuleName, TypeName};
use crate::ir::{Idempotence, Location, Method, SecurityAlternative, Serialization};

/// A method of the client.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The `operationId`, or an id derived from the method and the path.
    pub id: String,
    /// The name of the method.
    pub name: FieldName,
    /// The former names, which are deprecated.
    pub aliases: Vec<OperationAlias>,
    /// The name of the request builder type.
    pub type_name: TypeName,
    /// The name of the struct of required parameters, if there are too many for arguments of the
    /// method.
    pub required_name: Option<TypeName>,
    /// The module below `operations`.
    pub module: ModuleName,
    /// The HTTP method.
    pub method: Method,
    /// Whether the operation is idempotent.
    pub idempotence: Idempotence,
    /// The path template, without query and fragment.
    pub path: String,
    /// The constant query of the path template.
    pub fixed_query: Option<String>,
    /// The documentation.
    pub docs: Docs,
    /// The tags.
    pub tags: Vec<String>,
    /// The parameters, required parameters first.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// The successful responses.
    pub success: ResponseSet,
    /// The error responses.
    pub error: ResponseSet,
    /// What the description says of the responses, in document order.
    pub responses: Vec<ResponseDocs>,
    /// The media types of the `Accept` header.
    pub accept: Vec<String>,
    /// Whether errors are declared as problem details (RFC 9457).
    pub has_problems: bool,
    /// The bodies that the caller reads as they arrive, by status and media type.
    pub streams: Vec<(StatusRange, String)>,
    /// The constants for the response headers.
    pub headers: Vec<ConstantName>,
    /// The alternative security requirements.
    pub security: Vec<SecurityAlternative>,
    /// The URL of the server, if the path or operation overrides it.
    pub server: Option<String>,
    /// How to poll the job that it reads.
    pub poller: Option<Poller>,
    /// How it is called for any number of items.
    pub bulk: Option<Bulk>,
    /// Whether it is called for the items of a bulk operation, with a type of response of its own.
    pub is_called_in_bulk: bool,
    /// How the list that it returns is read in pages.
    pub pages: Option<Pages>,
}

impl Operation {
    /// The method and the path, such as `GET /messages/{id}`.
    #[must_use]
    pub fn request_line(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// The names of the types that the module of the operation defines for the call itself.
    #[must_use]
    pub fn own_types(&self) -> Vec<&TypeName> {
        let mut names = vec![&self.type_name];
        names.extend(&self.required_name);
        names.extend(self.body.iter().flat_map(Body::type_names));
        names.extend(self.bulk.as_ref().map(|bulk| &bulk.type_name));
        if let ResponseSetKind::Own { name, .. } = &self.success.kind {
            names.push(name);
        }
        names
    }
}

/// A former name of an operation.
#[derive(Clone, Debug)]
pub struct OperationAlias {
    /// The method of the client.
    pub name: FieldName,
    /// The module below `operations`.
    pub module: ModuleName,
    /// The former and the present name of each type of the operation.
    pub types: Vec<(TypeName, TypeName)>,
}

/// What the description says of a response.
#[derive(Clone, Debug)]
pub struct ResponseDocs {
    /// The status as written: `200`, `4XX` or `default`.
    pub status: String,
    /// Whether it is an error.
    pub is_error: bool,
    /// The description of the response.
    pub docs: Docs,
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name.
    pub name: FieldName,
    /// The name on the wire.
    pub wire_name: String,
    /// The location in the request.
    pub location: Location,
    /// The serialization.
    pub serialization: Serialization,
    /// How the members of a form are serialized that have their own serialization.
    pub styles: Vec<(String, Serialization)>,
    /// The type of the value.
    pub ty: TypeRef,
    /// Whether it is required.
    pub required: bool,
    /// Whether the client makes a value for each call.
    pub is_idempotency_key: bool,
    /// The documentation.
    pub docs: Docs,
}
