//! Lowers operations.

use indexmap::IndexMap;

use super::counts::{OPERATIONS, one_too_many};
use super::{
    Lowering, alias, bulk, content, idempotence, pagination, parameter, path_item, poller,
    response, security, server,
};
use crate::diagnostics::Diagnostic;
use crate::ir::{Docs, Location, Method, Operation, Parameter, Scheme, SecurityAlternative};
use crate::limits;
use crate::node::Node;
use crate::value::Value;

/// What operations have in common.
pub(super) struct Context<'v, 's> {
    pub(super) root: &'s Node<'v>,
    schemes: &'s [Scheme],
    security: Vec<SecurityAlternative>,
    /// The number of operations, for the limit.
    count: usize,
}

/// Lowers all operations, in document order.
pub(super) fn lower<'v>(
    lowering: &mut Lowering<'v, '_>,
    context: &mut Context<'v, '_>,
) -> Vec<Operation> {
    let root = context.root;
    if root.get("paths").is_none()
        && root.get("webhooks").is_none()
        && root.get("components").is_none()
    {
        lowering.report(root.missing("paths", "the client has no operations"));
    }
    let mut operations = Vec::new();
    for (path, item) in root.members("paths", lowering.diagnostics) {
        if !path.starts_with("x-") {
            let path = path_template(lowering, path, &item);
            operations.extend(context.operations(lowering, &path, item));
        }
    }
    for operation in &operations {
        if let Some(node) = lowering.document.at(&operation.pointer) {
            response::report_missing(lowering, &node);
        }
    }
    operations
}

impl<'v, 's> Context<'v, 's> {
    /// The context of all operations of a description.
    pub(super) fn new(
        lowering: &mut Lowering<'v, '_>,
        root: &'s Node<'v>,
        schemes: &'s [Scheme],
    ) -> Self {
        let security = security::requirement(lowering, root, schemes);
        Self { root, schemes, security: security.unwrap_or_default(), count: 0 }
    }

    /// The operations of the path item at `item`.
    pub(super) fn operations(
        &mut self,
        lowering: &mut Lowering<'v, '_>,
        path: &str,
        item: Node<'v>,
    ) -> Vec<Operation> {
        let Some(item) = lowering.document.follow(item, lowering.diagnostics) else {
            return Vec::new();
        };
        if item.object(lowering.diagnostics).is_none() {
            return Vec::new();
        }
        let mut operations = Vec::new();
        for (method, node) in path_item::operations(lowering, &item) {
            if let Some(problem) = one_too_many(OPERATIONS, self.count, &node.pointer) {
                // One problem is enough.
                if self.count == limits::OPERATIONS {
                    lowering.report(problem);
                }
                self.count = self.count.saturating_add(1);
                break;
            }
            self.count += 1;
            operations.extend(self.operation(lowering, path, &item, method, node));
        }
        operations
    }

    fn operation(
        &self,
        lowering: &mut Lowering<'v, '_>,
        path: &str,
        item: &Node<'v>,
        method: Method,
        node: Node<'v>,
    ) -> Option<Operation> {
        let node = node.followed(lowering.diagnostics)?;
        node.object(lowering.diagnostics)?;
        let security = security::requirement(lowering, &node, self.schemes);
        let nearest = if node.get("servers").is_some() { &node } else { item };
        let server = server::own_url(nearest, lowering.diagnostics);
        let parameters = parameters(lowering, item, &node);
        Some(Operation {
            id: node.text("operationId", lowering.diagnostics),
            rust_name: node.text("x-rust-name", lowering.diagnostics),
            aliases: alias::aliases(lowering, &node),
            idempotence: idempotence::idempotence(lowering, &method, &node, &parameters),
            method,
            path: path.to_owned(),
            docs: docs(lowering, &node),
            tags: node.texts("tags", lowering.diagnostics),
            parameters,
            body: content::body(lowering, &node),
            responses: response::lower(lowering, &node),
            security: security.unwrap_or_else(|| self.inherited_security(lowering, &node)),
            server,
            poller: poller::lower(lowering, &node),
            bulk: bulk::lower(lowering, &node),
            pagination: pagination::lower(lowering, &node),
            pointer: node.pointer,
        })
    }

    /// A copy of the requirements of the description for the operation at `node`.
    fn inherited_security(
        &self,
        lowering: &mut Lowering<'v, '_>,
        node: &Node<'v>,
    ) -> Vec<SecurityAlternative> {
        let declared = self.root.value.get("security").unwrap_or(&Value::Null);
        match lowering.document.counted(node, declared, lowering.diagnostics) {
            Some(()) => self.security.clone(),
            None => Vec::new(),
        }
    }
}

/// The path template. A missing leading slash is added.
fn path_template(lowering: &mut Lowering<'_, '_>, path: &str, item: &Node<'_>) -> String {
    if path.starts_with('/') {
        return path.to_owned();
    }
    let message = "a path must start with `/`";
    lowering.report(
        Diagnostic::warning("path-without-slash", &item.pointer, message)
            .at_key()
            .label("read as if it started with `/`")
            .help(format!("write `/{path}`")),
    );
    format!("/{path}")
}

/// The parameters of the path item and of the operation. Those of the operation take precedence.
fn parameters<'v>(
    lowering: &mut Lowering<'v, '_>,
    item: &Node<'v>,
    node: &Node<'v>,
) -> Vec<Parameter> {
    let mut parameters = listed(lowering, item);
    parameters.extend(listed(lowering, node));
    parameters.into_values().collect()
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
            Location::Path | Location::Query | Location::QueryString | Location::Cookie => {
                parameter.name.clone()
            }
        };
        if let Some(former) = parameters.insert((name, parameter.location), parameter) {
            let message = format!("the parameter `{}` is declared twice", former.name);
            lowering.report(
                Diagnostic::warning("duplicate-parameter", &pointer, message)
                    .label("this declaration is used")
                    .related_to(&former.pointer, "this one is not")
                    .help("remove one of them"),
            );
        }
    }
    parameters
}

/// The documentation of an operation, whose title is its `summary`.
fn docs(lowering: &mut Lowering<'_, '_>, node: &Node<'_>) -> Docs {
    super::docs(node, "summary", lowering.diagnostics)
}
