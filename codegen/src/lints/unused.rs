//! Finds components that nothing refers to.

use std::borrow::Cow;
use std::collections::HashSet;

use super::Report;
use crate::diagnostics::Diagnostic;
use crate::members::{Found, Object};
use crate::pointer::Pointer;
use crate::resolve::Document;
use crate::value::{Map, Value};

const CODE: &str = "unused-component";

/// The components and the references to them.
pub(super) struct Components<'v> {
    document: Document<'v>,
    declared: Vec<(&'v str, &'v str)>,
    /// The references, as they are written.
    references: HashSet<&'v str>,
    /// The names of security schemes, and those in mappings.
    names: HashSet<&'v str>,
}

impl<'v> Components<'v> {
    pub(super) fn new(document: Document<'v>) -> Self {
        let (references, names) = (HashSet::new(), HashSet::new());
        Self { document, declared: Vec::new(), references, names }
    }

    pub(super) fn visit(&mut self, found: &Found<'v, '_>) {
        self.references.extend(found.text("$ref"));
        match found.object {
            Object::Components => self.declare(found),
            Object::OpenApi | Object::Operation => {
                let alternatives = found.get("security").and_then(Value::as_array);
                let schemes = alternatives.into_iter().flatten().filter_map(Value::as_object);
                self.names.extend(schemes.flat_map(Map::keys));
            }
            Object::Discriminator => {
                let mapping = found.get("mapping").and_then(Value::as_object);
                let targets = mapping.into_iter().flatten().filter_map(|(_, it)| it.as_str());
                for target in targets {
                    self.references.insert(target);
                    self.names.insert(target);
                }
            }
            _ => {}
        }
    }

    fn declare(&mut self, components: &Found<'v, '_>) {
        for (section, members) in components.members {
            let members = members.as_object().filter(|_| !section.starts_with("x-"));
            let names = members.into_iter().flatten().map(|(name, _)| name);
            self.declared.extend(names.map(|name| (section, name)));
        }
    }

    pub(super) fn report_unused(self, report: &mut Report) {
        if report.is_allowed(CODE) {
            return;
        }
        let used: HashSet<(Cow<'_, str>, Cow<'_, str>)> =
            self.references.iter().filter_map(|reference| component(reference)).collect();
        for (section, name) in &self.declared {
            let is_named =
                matches!(*section, "schemas" | "securitySchemes") && self.names.contains(name);
            let key = (Cow::Borrowed(*section), Cow::Borrowed(*name));
            if is_named || used.contains(&key) || name.starts_with("x-") {
                continue;
            }
            let pointer = Pointer::root().child("components").child(section).child(name);
            if *section == "schemas" && self.extends_a_union(&pointer) {
                continue;
            }
            report.push(
                Diagnostic::of_code(CODE, &pointer, format!("nothing refers to `{name}`"))
                    .at_key()
                    .help("remove it, or refer to it"),
            );
        }
    }

    /// Whether the schema extends one with a discriminator, which selects it by its name.
    fn extends_a_union(&self, pointer: &Pointer) -> bool {
        let bases =
            self.document.at(pointer).and_then(|schema| schema.value.get("allOf")?.as_array());
        bases.into_iter().flatten().any(|base| {
            let target = base.get("$ref").and_then(Value::as_str).and_then(Pointer::from_fragment);
            let target = target.and_then(|target| self.document.at(&target));
            target.is_some_and(|target| target.value.get("discriminator").is_some())
        })
    }
}

/// The section and the name of the component to which or into which a reference leads.
fn component(reference: &str) -> Option<(Cow<'static, str>, Cow<'static, str>)> {
    let target = Pointer::from_fragment(reference)?;
    let mut tokens = target.tokens();
    let first = tokens.next()?;
    let (section, name) = (tokens.next()?.into_owned(), tokens.next()?.into_owned());
    (first == "components").then_some((section.into(), name.into()))
}
