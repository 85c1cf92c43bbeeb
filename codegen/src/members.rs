//! Checks that each member of each object is known where it stands.
//!
//! A misspelt member is dropped without a trace otherwise. The objects are visited where the
//! description says that they are; data, such as examples, is not. Invariant: pointers are made for
//! problems only, so that a correct description costs one traversal.

mod misfit;
mod outdented;
mod path;
mod table;
mod version;

use std::borrow::Cow;
use std::collections::HashSet;

use serde_json::{Map, Value};

use self::path::{Path, Step};
use self::table::{Inside, Object};
use self::version::Version;
use crate::bundle::Bundle;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::pointer::{Pointer, bundled};
use crate::resolve::Document;

/// Reports the members of a description and its files that are unknown.
pub(crate) fn check(bundle: &Bundle, diagnostics: &mut Diagnostics) {
    let mut check = Check {
        document: Document::new(bundle),
        version: Version::of(&bundle.root),
        diagnostics,
        pending: Vec::new(),
        seen: HashSet::new(),
    };
    let root = Pointer::root();
    check.object(&bundle.root, Object::OpenApi, &Path::Start(&root), &[]);
    // Ends, because each target is visited once.
    while let Some((target, object)) = check.pending.pop() {
        if let Some(node) = check.document.at(&target)
            && check.seen.insert(target.clone())
        {
            check.object(node.value, object, &Path::Start(&target), &[]);
        }
    }
}

struct Check<'c> {
    document: Document<'c>,
    version: Version,
    diagnostics: &'c mut Diagnostics,
    /// Targets of references that are not where objects of their kind usually are.
    pending: Vec<(Pointer, Object)>,
    seen: HashSet<Pointer>,
}

impl Check<'_> {
    /// Checks an object and those in it. `around` has the objects that contain it, the innermost last.
    /// Recursive: as deep as the values of a file are nested.
    fn object(&mut self, value: &Value, object: Object, path: &Path<'_>, around: &[Object]) {
        let Some(members) = value.as_object() else { return };
        if object == Object::Callback {
            return self.map(members, Object::PathItem, path, around);
        }
        for (name, value) in members {
            let path = path.inside(Step::Member(name));
            if name == "$ref" {
                self.reference(value, object, &path);
                continue;
            }
            match object.member(name) {
                Some(member) if member.versions.contain(self.version) => {
                    let around = [around, &[object]].concat();
                    self.inside(value, member.inside, &path, &around);
                }
                _ => {
                    let found = misfit::of(name, value, members, object, around, self.version);
                    if let Some(misfit) = found {
                        self.diagnostics.push(misfit.diagnostic(&path.pointer()));
                    }
                }
            }
        }
    }

    fn inside(&mut self, value: &Value, inside: Inside, path: &Path<'_>, around: &[Object]) {
        match (inside, value) {
            (Inside::Data, _) => {}
            (_, Value::Null) => self.diagnostics.push(empty(&path.pointer())),
            (Inside::One(object), value) => self.object(value, object, path, around),
            (Inside::List(object), Value::Array(items)) => {
                for (position, item) in items.iter().enumerate() {
                    let path = path.inside(Step::Item(position));
                    self.inside(item, Inside::One(object), &path, around);
                }
            }
            (Inside::Map(object), Value::Object(members)) => {
                self.map(members, object, path, around);
            }
            (Inside::List(_) | Inside::Map(_), _) => {}
        }
    }

    fn map(
        &mut self,
        members: &Map<String, Value>,
        object: Object,
        path: &Path<'_>,
        around: &[Object],
    ) {
        for (name, value) in members {
            let path = path.inside(Step::Member(name));
            if name.starts_with("x-") && !value.is_object() {
                continue;
            }
            if let Some(misfit) = misfit::of_entry(name, value, object) {
                let pointer = path.pointer();
                if !outdented::add(&pointer, self.diagnostics) {
                    self.diagnostics.push(misfit.diagnostic(&pointer));
                }
            } else {
                self.inside(value, Inside::One(object), &path, around);
            }
        }
    }

    /// Visits the target of a reference, if it is not visited where it stands.
    fn reference(&mut self, value: &Value, object: Object, path: &Path<'_>) {
        let Value::String(text) = value else {
            if value.is_null() {
                self.diagnostics.push(empty_reference(&path.pointer()));
            }
            return;
        };
        let Some(target) = Pointer::from_fragment(text) else { return };
        let tokens: Vec<_> = target.tokens().map(Cow::into_owned).collect();
        let first = tokens.first().map(String::as_str);
        if first == Some("components")
            && let Some(section) = tokens.get(1)
        {
            // A longer pointer leads into a component, to an object of any kind.
            let is_component = tokens.len() == 3;
            let expected = Object::Components.member(section).map(|member| member.inside);
            if let Some(Inside::Map(found)) = expected
                && is_component
                && found != object
                && !misfit::may_replace(found, object)
                && self.document.at(&target).is_some()
            {
                let found = misfit::reference(text, found, object, &path.pointer());
                self.diagnostics.push(found);
            }
            return;
        }
        let is_elsewhere =
            bundled::split(&target).is_some() || !matches!(first, Some("paths" | "webhooks"));
        if is_elsewhere && !self.seen.contains(&target) {
            self.pending.push((target, object));
        }
    }
}

fn empty(pointer: &Pointer) -> Diagnostic {
    let name = pointer.last().unwrap_or_default().into_owned();
    Diagnostic::warning(outdented::EMPTY, pointer, format!("`{name}` has no value"))
        .at_key()
        .label("this is null, and is left out")
        .help("indent what belongs to it, give it a value such as `{}`, or remove it")
}

fn empty_reference(pointer: &Pointer) -> Diagnostic {
    Diagnostic::error("empty-member", pointer, "this `$ref` has no value")
        .at_key()
        .label("nothing is referred to")
        .note("in YAML, ` #` starts a comment")
        .help("quote the reference: `$ref: '#/components/schemas/Name'`")
}
