//! Lowers path items and operations.

use indexmap::IndexMap;
use serde_json::Value;

use super::counts::{OPERATIONS, one_too_many};
use super::{Lowering, content, parameter, poller, response, security, server};
use crate::diagnostics::Diagnostic;
use crate::ir::{Docs, Idempotence, Location, Operation, Parameter, Scheme, SecurityAlternative};
use crate::node::Node;

const METHODS: [(&str, &str); 8] = [
    ("get", "GET"),
    ("put", "PUT"),
    ("post", "POST"),
    ("delete", "DELETE"),
    ("options", "OPTIONS"),
    ("head", "HEAD"),
    ("patch", "PATCH"),
    ("trace", "TRACE"),
];

/// Lowers all operations, in document order.
pub(super) fn lower<'v>(
    lowering: &mut Lowering<'v, '_>,
    root: &Node<'v>,
    schemes: &[Scheme],
) -> Vec<Operation> {
    let security = security::requirement(lowering, root, schemes).unwrap_or_default();
    if root.get("paths").is_none()
        && root.get("webhooks").is_none()
        && root.get("components").is_none()
    {
        lowering.report(root.missing("paths"));
    }
    let mut operations = Vec::new();
    for (path, item) in root.members("paths", lowering.diagnostics) {
        if path.starts_with("x-") {
            continue;
        }
        let Some(item) = lowering.document.follow(item, lowering.diagnostics) else { continue };
        if item.object(lowering.diagnostics).is_none() {
            continue;
        }
        let scope = Scope { path, root, item: &item, schemes, security: &security };
        for (member, method) in METHODS {
            if let Some(node) = item.get(member) {
                let count = operations.len();
                if let Some(problem) = one_too_many(OPERATIONS, count, &node.pointer) {
                    lowering.report(problem);
                    return operations;
                }
                operations.extend(scope.operation(lowering, method, node));
            }
        }
    }
    operations
}

/// The context of an operation.
struct Scope<'v, 's> {
    path: &'v str,
    root: &'s Node<'v>,
    item: &'s Node<'v>,
    schemes: &'s [Scheme],
    security: &'s [SecurityAlternative],
}

impl<'v> Scope<'v, '_> {
    /// A copy of the requirements of the description for the operation at `node`.
    fn inherited_security(
        &self,
        lowering: &mut Lowering<'v, '_>,
        node: &Node<'v>,
    ) -> Vec<SecurityAlternative> {
        let declared = self.root.value.get("security").unwrap_or(&Value::Null);
        match lowering.document.counted(node, declared, lowering.diagnostics) {
            Some(()) => self.security.to_vec(),
            None => Vec::new(),
        }
    }

    fn operation(
        &self,
        lowering: &mut Lowering<'v, '_>,
        method: &'static str,
        node: Node<'v>,
    ) -> Option<Operation> {
        node.object(lowering.diagnostics)?;
        let security = security::requirement(lowering, &node, self.schemes);
        let nearest = if node.get("servers").is_some() { &node } else { self.item };
        let server = server::own_url(nearest, lowering.diagnostics);
        Some(Operation {
            id: node.text("operationId", lowering.diagnostics),
            rust_name: node.text("x-rust-name", lowering.diagnostics),
            method,
            idempotence: idempotence(lowering, method, &node),
            path: self.path_template(lowering),
            docs: docs(lowering, &node),
            tags: node.texts("tags", lowering.diagnostics),
            parameters: self.parameters(lowering, &node),
            body: content::body(lowering, &node),
            responses: response::lower(lowering, &node),
            security: security.unwrap_or_else(|| self.inherited_security(lowering, &node)),
            server,
            poller: poller::lower(lowering, &node),
            pointer: node.pointer,
        })
    }

    /// The path template. A missing leading slash is added.
    fn path_template(&self, lowering: &mut Lowering<'v, '_>) -> String {
        if self.path.starts_with('/') {
            return self.path.to_owned();
        }
        lowering.report(
            Diagnostic::warning(
                "path-without-slash",
                &self.item.pointer,
                "a path must start with `/`",
            )
            .at_key()
            .label("read as if it started with `/`")
            .help(format!("write `/{}`", self.path)),
        );
        format!("/{}", self.path)
    }

    /// The parameters of the path item and of the operation. Those of the operation take precedence.
    fn parameters(&self, lowering: &mut Lowering<'v, '_>, node: &Node<'v>) -> Vec<Parameter> {
        let mut parameters = listed(lowering, self.item);
        parameters.extend(listed(lowering, node));
        parameters.into_values().collect()
    }
}

/// The parameters of `node`, by name and location. Header names are case-insensitive.
fn listed<'v>(
    lowering: &mut Lowering<'v, '_>,
    node: &Node<'v>,
) -> IndexMap<(String, Location), Parameter> {
    let mut parameters: IndexMap<(String, Location), Parameter> = IndexMap::new();
    for item in node.items("parameters", lowering.diagnostics) {
        let pointer = item.pointer.clone();
        let Some(parameter) = parameter::lower(lowering, item) else { continue };
        let name = match parameter.location {
            Location::Header => parameter.name.to_ascii_lowercase(),
            Location::Path | Location::Query | Location::Cookie => parameter.name.clone(),
        };
        if let Some(former) = parameters.insert((name, parameter.location), parameter) {
            let message = format!("the parameter `{}` is declared twice", former.name);
            lowering.report(
                Diagnostic::warning("duplicate-parameter", &pointer, message)
                    .label("this declaration is used")
                    .help("remove one of them"),
            );
        }
    }
    parameters
}

/// The idempotence: `x-idempotent`, or by the method (RFC 9110, section 9.2.2).
fn idempotence(lowering: &mut Lowering<'_, '_>, method: &str, node: &Node<'_>) -> Idempotence {
    let by_method = match method {
        "GET" | "HEAD" | "OPTIONS" | "TRACE" | "PUT" | "DELETE" => Idempotence::Idempotent,
        _ => Idempotence::NotIdempotent,
    };
    let Some(declared) = node.get("x-idempotent") else { return by_method };
    match declared.value {
        Value::Bool(true) => Idempotence::Idempotent,
        Value::Bool(false) => Idempotence::NotIdempotent,
        _ => {
            let message = "`x-idempotent` is neither `true` nor `false`";
            lowering.report(
                Diagnostic::warning("unknown-idempotence", &declared.pointer, message)
                    .label("the HTTP method determines the idempotence")
                    .help("write `true` if the operation can be retried safely, otherwise `false`"),
            );
            by_method
        }
    }
}

/// The documentation of an operation, whose title is its `summary`.
fn docs(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Docs {
    super::docs(node, "summary", lowering.diagnostics)
}
