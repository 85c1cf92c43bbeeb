//! Lowers OpenAPI objects to [`ir::Api`], with one file for each object of the specification.
//!
//! Schemas are lowered from a work list, not by recursion, so that neither the depth nor the cycles of
//! a description matter. Invariant: every problem becomes a diagnostic with its location, and the rest
//! of the description is still lowered.

mod content;
mod counts;
mod expression;
mod header;
mod info;
mod keywords;
mod limits;
mod link;
mod operation;
mod parameter;
mod poller;
mod response;
mod schema;
mod security;
mod server;

use std::collections::{HashMap, HashSet};

use self::counts::{SCHEMAS, one_too_many};
use crate::bundle::Bundle;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{self, Docs, Kind, Schema, SchemaId, Schemas};
use crate::limits::NESTED_LISTS;
use crate::node::Node;
use crate::options::Options;
use crate::pointer::Pointer;
use crate::resolve::Document;

/// Whether the description has a version that can be lowered. Another one is reported.
pub fn has_known_version(bundle: &Bundle, diagnostics: &mut Diagnostics) -> bool {
    info::check_version(&Node::root(&bundle.root), diagnostics)
}

/// Lowers a parsed description and reports its problems.
pub fn lower(bundle: &Bundle, options: &Options, diagnostics: &mut Diagnostics) -> ir::Api {
    let root = Node::root(&bundle.root);
    let mut lowering = Lowering {
        document: Document::new(bundle),
        options,
        diagnostics,
        schemas: Schemas::default(),
        known: HashMap::new(),
        pending: Vec::new(),
        referenced: HashSet::new(),
        last_schema: None,
    };
    let mut api = ir::Api { components: lowering.components(&root), ..ir::Api::default() };
    info::lower(&root, &mut api, lowering.diagnostics);
    api.servers = server::lower(&root, lowering.diagnostics);
    api.schemes = security::schemes(&mut lowering, &root);
    api.operations = operation::lower(&mut lowering, &root, &api.schemes);
    lowering.finish();
    let components: HashSet<SchemaId> = api.components.iter().map(|(_, id)| *id).collect();
    api.shared = lowering.referenced.difference(&components).copied().collect();
    api.schemas = lowering.schemas;
    api
}

/// The state while a description is lowered.
struct Lowering<'v, 'd> {
    document: Document<'v>,
    options: &'d Options,
    diagnostics: &'d mut Diagnostics,
    schemas: Schemas,
    known: HashMap<Pointer, SchemaId>,
    pending: Vec<(SchemaId, Node<'v>)>,
    referenced: HashSet<SchemaId>,
    /// The schema that stands for all those beyond the limit.
    last_schema: Option<SchemaId>,
}

impl<'v> Lowering<'v, '_> {
    /// The named schemas, in document order.
    fn components(&mut self, root: &Node<'v>) -> Vec<(String, SchemaId)> {
        let Some(components) = root.get("components") else { return Vec::new() };
        if components.object(self.diagnostics).is_none() {
            return Vec::new();
        }
        let schemas = components.members("schemas", self.diagnostics);
        schemas.into_iter().map(|(name, node)| (name.to_owned(), self.schema_at(node))).collect()
    }

    /// Returns the schema at `node`; a plain reference resolves to its target.
    fn schema(&mut self, node: Node<'v>) -> SchemaId {
        let plain = node.value.as_object().is_some_and(|object| object.len() == 1);
        match node.get("$ref") {
            Some(reference) if plain => match self.document.target(&reference, self.diagnostics) {
                Some(target) => self.referenced(target),
                None => self.schemas.add(Schema::new(node.pointer, Kind::Any)),
            },
            _ => self.schema_at(node),
        }
    }

    /// Returns the schema at `target`, the target of a reference.
    fn referenced(&mut self, target: Node<'v>) -> SchemaId {
        let id = self.schema_at(target);
        self.referenced.insert(id);
        id
    }

    /// Returns the id of the schema at `node` itself, which is lowered later.
    fn schema_at(&mut self, node: Node<'v>) -> SchemaId {
        if let Some(known) = self.known.get(&node.pointer) {
            return *known;
        }
        if let Some(last) = self.last_schema {
            return last;
        }
        let id = self.schemas.add(Schema::new(node.pointer.clone(), Kind::Any));
        self.known.insert(node.pointer.clone(), id);
        if let Some(problem) = one_too_many(SCHEMAS, self.known.len() - 1, &node.pointer) {
            self.last_schema = Some(id);
            self.report(problem);
        } else if is_too_deep(&node.pointer) {
            self.report(too_deep(&node.pointer));
        } else {
            self.pending.push((id, node));
        }
        id
    }

    /// Lowers all pending schemas, and those that they refer to.
    fn finish(&mut self) {
        while let Some((id, node)) = self.pending.pop() {
            if let Some(problem) = counts::too_many_members(&node) {
                self.report(problem);
                continue;
            }
            let schema = schema::lower(self, &node);
            self.schemas[id] = schema;
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// Whether the schema is nested in too many lists and maps.
fn is_too_deep(pointer: &Pointer) -> bool {
    let steps = pointer.as_str().rsplit('/');
    let inside = |step: &&str| *step == "items" || *step == "additionalProperties";
    steps.take_while(inside).count() > NESTED_LISTS
}

fn too_deep(pointer: &Pointer) -> Diagnostic {
    let message = format!("more than {NESTED_LISTS} lists or maps are nested");
    Diagnostic::warning("nested-too-deep", pointer, message)
        .at_key()
        .label("the type is a JSON value")
        .help("move one of them to `components.schemas`")
}

/// The documentation of an object. `title` is the name of the member with the short form.
fn docs(node: &Node<'_>, title: &str, diagnostics: &mut Diagnostics) -> Docs {
    Docs {
        title: node.text(title, diagnostics),
        description: node.text("description", diagnostics),
        limits: Vec::new(),
        deprecated: node.flag("deprecated", diagnostics),
    }
}
