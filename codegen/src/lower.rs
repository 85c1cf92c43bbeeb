//! Lowers OpenAPI objects to [`ir::Api`], with one file for each object of the specification.
//!
//! Schemas are lowered from a work list, not by recursion, so that neither the depth nor the cycles of
//! a description matter. Invariant: every problem becomes a diagnostic with its location, and the rest
//! of the description is still lowered.

mod alias;
mod bulk;
mod content;
mod counts;
mod dependency;
mod derive;
mod expression;
mod extension;
mod header;
mod idempotence;
mod info;
mod keywords;
mod limits;
mod link;
mod operation;
mod pagination;
mod parameter;
mod path_item;
mod poller;
mod positional;
mod response;
mod schema;
mod security;
mod serialized;
mod server;
mod tag;
mod webhook;

use std::collections::{BTreeMap, HashMap};

use self::counts::{SCHEMAS, one_too_many};
use crate::bundle::Bundle;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::ir::{self, Docs, ForeignCrate, Kind, Schema, SchemaId, SchemaSet, Schemas};
use crate::limits::{NESTED_LISTS, REFERENCE_CHAIN};
use crate::node::Node;
use crate::options::Options;
use crate::pointer::{Pointer, bundled};
use crate::resolve::Document;

/// Whether the description has a version that can be lowered. Another one is reported.
pub fn has_known_version(bundle: &Bundle, diagnostics: &mut Diagnostics) -> bool {
    info::check_version(&Document::new(bundle).node(), diagnostics)
}

/// Lowers a parsed description and reports its problems.
pub fn lower(bundle: &Bundle, options: &Options, diagnostics: &mut Diagnostics) -> ir::Api {
    let document = Document::new(bundle);
    let root = document.node();
    let mut lowering = Lowering {
        document,
        options,
        diagnostics,
        schemas: Schemas::default(),
        known: HashMap::new(),
        pending: Vec::new(),
        referenced: SchemaSet::default(),
        dangling: SchemaSet::default(),
        last_schema: None,
        crates: BTreeMap::new(),
    };
    let mut api = ir::Api { derives: derive::of_options(&mut lowering), ..ir::Api::default() };
    lowering.components(&root, &mut api);
    info::lower(&root, &mut api, lowering.diagnostics);
    api.servers = server::lower(&root, lowering.diagnostics);
    api.schemes = security::schemes(&mut lowering, &root);
    let mut context = operation::Context::new(&mut lowering, &root, &api.schemes);
    api.operations = operation::lower(&mut lowering, &mut context);
    api.webhooks = webhook::lower(&mut lowering, &mut context, &api.operations);
    lowering.finish();
    let components: SchemaSet = api.components.iter().map(|(_, id)| *id).collect();
    api.shared = lowering.referenced.difference(&components).copied().collect();
    api.crates = lowering.crates.into_values().collect();
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
    referenced: SchemaSet,
    /// References without a target, which any value matches.
    dangling: SchemaSet,
    /// The schema that stands for all those beyond the limit.
    last_schema: Option<SchemaId>,
    /// The crates of types that stand for schemas and of derive macros, by name.
    crates: BTreeMap<String, ForeignCrate>,
}

impl<'v> Lowering<'v, '_> {
    /// Lowers the named schemas, in document order.
    fn components(&mut self, root: &Node<'v>, api: &mut ir::Api) {
        let Some(components) = root.get_object("components", self.diagnostics) else { return };
        for (name, node) in components.members("schemas", self.diagnostics) {
            let pointer = node.pointer.clone();
            let target =
                self.in_other_file(&node).filter(|it| !self.known.contains_key(&it.pointer));
            let id = match target {
                Some(target) => {
                    let id = self.schema_at(target);
                    self.known.insert(pointer, id);
                    api.in_other_files.insert(id, name.to_owned());
                    id
                }
                None => self.schema_at(node),
            };
            api.components.push((name.to_owned(), id));
        }
    }

    /// The schema in another file that a component consists of: it is the component itself.
    fn in_other_file(&self, component: &Node<'v>) -> Option<Node<'v>> {
        let mut current = component.clone();
        // A longer chain is reported where the schema is lowered.
        for _ in 0..REFERENCE_CHAIN {
            let object = current.value.as_object()?;
            let Some(reference) = object.get("$ref") else { break };
            let target = Pointer::from_fragment(reference.as_str()?)?;
            bundled::split(&target).filter(|_| object.len() == 1)?;
            current = self.document.at(&target)?;
        }
        bundled::split(&current.pointer).map(|_| current)
    }

    /// Returns the schema at `node`; a plain reference resolves to its target.
    fn schema(&mut self, node: Node<'v>) -> SchemaId {
        let plain = node.value.as_object().is_some_and(|object| object.len() == 1);
        let Some(reference) = node.get("$ref").filter(|_| plain) else {
            return self.schema_at(node);
        };
        if let Some(target) = self.target(&reference) {
            return self.referenced(target);
        }
        let id = self.schemas.add(Schema::new(node.pointer, Kind::Any));
        self.dangling.insert(id);
        id
    }

    /// Follows the references of an object with documentation. A `description` beside a `$ref`
    /// replaces that of the target (`OpenAPI` 3.1.1, section 4.8.23). `title` is as for [`docs`].
    fn follow(&mut self, node: Node<'v>, title: &str) -> Option<(Node<'v>, Docs)> {
        let mut own = None;
        let visit = |reference: &Node<'v>, diagnostics: &mut Diagnostics| {
            own = own.take().or_else(|| reference.text("description", diagnostics));
        };
        let node = self.document.follow_through(node, self.diagnostics, visit)?;
        node.object(self.diagnostics)?;
        let docs = docs(&node, title, self.diagnostics);
        Some((node, Docs { description: own.or(docs.description), ..docs }))
    }

    /// Follows the references of an object without which the client is complete: an example, a link or
    /// a header. A reference that cannot be resolved is a warning, and the object is left out.
    fn follow_optional(&mut self, node: Node<'v>) -> Option<Node<'v>> {
        let mut found = Diagnostics::new();
        let target = self.document.follow(node, &mut found);
        if found.exceed_a_limit() {
            self.diagnostics.extend(found);
        } else {
            self.diagnostics.extend(found.into_iter().map(Diagnostic::into_warning));
        }
        target
    }

    /// The target of a reference to a schema.
    fn target(&mut self, reference: &Node<'v>) -> Option<Node<'v>> {
        let list = reference.pointer.parent().and_then(|schema| schema.parent());
        let otherwise = match list.as_ref().and_then(Pointer::last).as_deref() {
            Some("allOf") => "this adds nothing to the type",
            _ => "the type is a JSON value",
        };
        self.document.target(reference, otherwise, self.diagnostics)
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
