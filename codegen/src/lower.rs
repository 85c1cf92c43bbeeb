//! OpenAPI objects to [`ir::Api`]: one file per object of the specification.
//!
//! Schemas are lowered from a list of places still to visit, not by recursion, so that neither the
//! depth nor the cycles of a description matter. Invariant: every problem found becomes a
//! diagnostic with its place, and the rest of the description is still lowered.

mod content;
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

use crate::bundle::Bundle;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{self, Docs, Kind, Schema, SchemaId, Schemas};
use crate::node::Node;
use crate::options::Options;
use crate::pointer::Pointer;
use crate::resolve::Document;

/// Turns a parsed description into plain data, reporting what is wrong with it.
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
    };
    info::check_version(&root, lowering.diagnostics);
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

/// What is known while a description is lowered.
struct Lowering<'v, 'd> {
    document: Document<'v>,
    options: &'d Options,
    diagnostics: &'d mut Diagnostics,
    schemas: Schemas,
    known: HashMap<Pointer, SchemaId>,
    pending: Vec<(SchemaId, Node<'v>)>,
    referenced: HashSet<SchemaId>,
}

impl<'v> Lowering<'v, '_> {
    /// The named schemas, in document order.
    fn components(&mut self, root: &Node<'v>) -> Vec<(String, SchemaId)> {
        let Some(components) = root.get("components") else { return Vec::new() };
        if components.object(self.diagnostics).is_none() {
            return Vec::new();
        }
        let schemas = components.members("schemas", self.diagnostics);
        schemas.into_iter().map(|(name, node)| (name.to_owned(), self.place(node))).collect()
    }

    /// The schema at `node`; a plain reference is the schema that it names.
    fn schema(&mut self, node: Node<'v>) -> SchemaId {
        let plain = node.value.as_object().is_some_and(|object| object.len() == 1);
        match node.get("$ref") {
            Some(reference) if plain => match self.document.target(&reference, self.diagnostics) {
                Some(target) => self.referenced(target),
                None => self.schemas.add(Schema::new(node.pointer, Kind::Any)),
            },
            _ => self.place(node),
        }
    }

    /// The number of the schema at `target`, to which a reference leads.
    fn referenced(&mut self, target: Node<'v>) -> SchemaId {
        let id = self.place(target);
        self.referenced.insert(id);
        id
    }

    /// The number of the schema that stands exactly at `node`, which is lowered later.
    fn place(&mut self, node: Node<'v>) -> SchemaId {
        if let Some(known) = self.known.get(&node.pointer) {
            return *known;
        }
        let id = self.schemas.add(Schema::new(node.pointer.clone(), Kind::Any));
        self.known.insert(node.pointer.clone(), id);
        if is_too_deep(&node.pointer) {
            self.report(too_deep(&node.pointer));
        } else {
            self.pending.push((id, node));
        }
        id
    }

    /// Lowers all schemas that have been mentioned, and those that they mention.
    fn finish(&mut self) {
        while let Some((id, node)) = self.pending.pop() {
            let schema = schema::lower(self, &node);
            self.schemas[id] = schema;
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// How many lists and maps may stand directly inside of each other.
const MOST_LISTS: usize = 16;

/// Whether the schema is the item of an item of an item, and so on.
fn is_too_deep(pointer: &Pointer) -> bool {
    let steps = pointer.as_str().rsplit('/');
    let inside = |step: &&str| *step == "items" || *step == "additionalProperties";
    steps.take_while(inside).count() > MOST_LISTS
}

fn too_deep(pointer: &Pointer) -> Diagnostic {
    let message = format!("more than {MOST_LISTS} lists or maps stand inside of each other");
    Diagnostic::warning("nested-too-deep", pointer, message)
        .at_key()
        .label("becomes a JSON value")
        .help("give one of them a name in `components.schemas`")
}

/// The documentation that an object gives of itself; `title` is the member with its short form.
fn docs(node: &Node<'_>, title: &str, diagnostics: &mut Diagnostics) -> Docs {
    Docs {
        title: node.text(title, diagnostics),
        description: node.text("description", diagnostics),
        limits: Vec::new(),
        deprecated: node.flag("deprecated", diagnostics),
    }
}
