//! What the description says of public items that their Rust does not show: where they are declared,
//! and what is sent and received.
//!
//! It is made while the intermediate representation is there, which is dropped before files are
//! emitted. Invariant: facts are literals and words of OpenAPI and HTTP, so that a text of the
//! description stays in one line.

mod facts;
mod operations;
mod places;
mod types;

use std::collections::HashMap;

use self::facts::{Facts, quoted};
pub(super) use self::places::reference;
use super::item::{Item, Kind};
use crate::analysis::Analysis;
use crate::bundle::Bundle;
use crate::ident::FieldName;
use crate::ir;
use crate::pointer::Pointer;
use crate::resolve::Document;
use crate::rust::Api;

/// What the description says of public items.
#[derive(Debug)]
pub(crate) struct Declared {
    /// Where items are declared, by path.
    pub(super) places: HashMap<String, Pointer>,
    /// What is sent and received.
    pub(super) wire: Vec<Item>,
}

/// Collects what the description says of the items of a crate.
pub(crate) fn declared(bundle: &Bundle, ir: &ir::Api, analysis: &Analysis, rust: &Api) -> Declared {
    // Most schemas are those of fields. A map that grows is copied.
    let places = HashMap::with_capacity(ir.schemas.ids().count());
    let mut declared = Declared { places, wire: Vec::new() };
    types::add(&mut declared, Document::new(bundle), ir, analysis, rust);
    operations::add(&mut declared, ir, rust);
    builder_methods(&mut declared, rust);
    declared
}

impl Declared {
    /// Adds where an item is declared.
    fn place(&mut self, path: String, pointer: &Pointer) {
        self.places.insert(path, pointer.clone());
    }

    /// Adds facts about an item; `aspect` says what of it they are about, if it has several.
    fn facts(&mut self, path: &str, aspect: &str, facts: Facts, pointer: Option<&Pointer>) {
        if let Some(text) = facts.into_text() {
            let path = if aspect.is_empty() { path.to_owned() } else { format!("{path} {aspect}") };
            let item = Item::new(Kind::Wire, path, format!(" = {text}"));
            self.wire.push(Item { place: pointer.map(reference), ..item });
        }
    }
}

/// The servers and security schemes.
fn builder_methods(declared: &mut Declared, rust: &Api) {
    let path = |name: &FieldName| format!("ClientBuilder::{}", name.as_str());
    for (position, server) in rust.servers.iter().enumerate() {
        let pointer = Pointer::root().child("servers").index(position);
        let mut facts = Facts::default();
        facts.add(quoted(&server.url));
        declared.facts(&path(&server.name), "", facts, Some(&pointer));
        declared.place(path(&server.name), &pointer);
        for variable in &server.variables {
            let pointer = pointer.child("variables").child(&variable.name);
            let mut facts = Facts::default();
            facts.add(quoted(&variable.name));
            facts.extend(variable.default.iter().map(|text| format!("default {}", quoted(text))));
            facts.extend(variable.allowed.iter().map(|text| format!("allowed {}", quoted(text))));
            declared.facts(&path(&variable.method), "", facts, Some(&pointer));
            declared.place(path(&variable.method), &pointer);
        }
    }
    for scheme in &rust.schemes {
        let pointer = Pointer::root().child("components").child("securitySchemes");
        let pointer = pointer.child(&scheme.name);
        let mut facts = Facts::default();
        facts.add(quoted(&scheme.name));
        facts.add(match &scheme.kind {
            ir::SchemeKind::ApiKey { location, name } => {
                format!("{} {}", facts::location(*location), quoted(name))
            }
            ir::SchemeKind::Basic => "basic".to_owned(),
            ir::SchemeKind::Bearer => "bearer".to_owned(),
            ir::SchemeKind::Opaque => "not supported".to_owned(),
        });
        declared.facts(&path(&scheme.method), "", facts, Some(&pointer));
        declared.place(path(&scheme.method), &pointer);
        if let Some(credentials) = &scheme.client_credentials {
            let mut facts = Facts::default();
            facts.add(format!("token URL {}", quoted(&credentials.token_url)));
            declared.facts(&path(&credentials.method), "", facts, Some(&pointer));
            declared.place(path(&credentials.method), &pointer);
        }
    }
}
