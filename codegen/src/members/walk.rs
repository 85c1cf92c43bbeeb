//! Walks over the objects of a description, each with its kind, its path and the objects around it.
//!
//! The objects are visited where the description says that they are; data, such as examples, is not.
//! Invariant: each object is visited once, also if many references lead to it, so that a walk takes
//! time proportional to the description.

use std::collections::HashSet;

use super::path::{Path, Step};
use super::table::{Inside, Object};
use super::version::Version;
use crate::bundle::Bundle;
use crate::pointer::{Pointer, bundled};
use crate::resolve::Document;
use crate::value::{Map, Value};

/// An object of the description.
#[derive(Clone, Copy)]
pub(crate) struct Found<'v, 'f> {
    /// Its kind.
    pub(crate) object: Object,
    /// Its members.
    pub(crate) members: &'v Map,
    /// The path to it.
    pub(crate) path: Path<'f>,
    /// The member of the object around it in which it stands, such as `properties`.
    pub(crate) role: &'static str,
    /// The object around it, unless a reference leads to it.
    pub(crate) outer: Option<&'f Found<'v, 'f>>,
}

/// What is done on a walk.
pub(crate) trait Visitor<'v> {
    /// Visits an object, before those in it.
    fn object(&mut self, found: &Found<'v, '_>);

    /// Visits a member that the object does not have.
    fn unknown(&mut self, _name: &'v str, _value: &'v Value, _within: &Found<'v, '_>) {}

    /// Visits null where an object or a list or map of objects is due.
    fn empty(&mut self, _path: &Path<'_>) {}

    /// Visits another scalar in a map of objects.
    fn scalar(&mut self, _name: &'v str, _value: &'v Value, _due: Object, _path: &Path<'_>) {}
}

impl<'v> Found<'v, '_> {
    /// The kinds of the objects around this one and its own, the innermost last.
    pub(crate) fn around(&self) -> Vec<Object> {
        let mut around: Vec<Object> = std::iter::successors(Some(self), |found| found.outer)
            .map(|found| found.object)
            .collect();
        around.reverse();
        around
    }

    /// The location.
    pub(crate) fn pointer(&self) -> Pointer {
        self.path.pointer()
    }

    /// The member `name`, unless it is absent or null.
    pub(crate) fn get(&self, name: &str) -> Option<&'v Value> {
        self.members.get(name).filter(|value| !value.is_null())
    }

    /// Whether there is a member `name`.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.members.contains_key(name)
    }

    /// The string `name`.
    pub(crate) fn text(&self, name: &str) -> Option<&'v str> {
        self.get(name)?.as_str()
    }
}

/// Visits the objects of a description and its files.
pub(crate) fn walk<'v, 'w>(bundle: &'v Bundle, visitors: &'w mut [&'w mut dyn Visitor<'v>]) {
    let mut walk = Walk {
        document: Document::new(bundle),
        version: Version::of(&bundle.root),
        visitors,
        pending: Vec::new(),
        seen: HashSet::new(),
    };
    let root = Pointer::root();
    walk.object(&bundle.root, Object::OpenApi, Path::Start(&root), "", None);
    // Ends, because each target is visited once.
    while let Some((target, object)) = walk.pending.pop() {
        if let Some(node) = walk.document.at(&target)
            && walk.seen.insert(target.clone())
        {
            walk.object(node.value, object, Path::Start(&target), "", None);
        }
    }
}

/// Visits the objects of an overlay, whose root is at `place`.
pub(super) fn walk_overlay<'v, 'w>(
    bundle: &'v Bundle,
    place: &Pointer,
    visitors: &'w mut [&'w mut dyn Visitor<'v>],
) {
    let mut walk = Walk {
        document: Document::new(bundle),
        version: Version::of(&bundle.root),
        visitors,
        pending: Vec::new(),
        seen: HashSet::new(),
    };
    walk.object(&bundle.root, Object::Overlay, Path::Start(place), "", None);
}

struct Walk<'v, 'w> {
    document: Document<'v>,
    version: Version,
    visitors: &'w mut [&'w mut dyn Visitor<'v>],
    /// Targets of references that are not where objects of their kind usually are.
    pending: Vec<(Pointer, Object)>,
    seen: HashSet<Pointer>,
}

impl<'v> Walk<'v, '_> {
    /// Visits an object and those in it. Recursive: as deep as the values of a file are nested.
    fn object(
        &mut self,
        value: &'v Value,
        object: Object,
        path: Path<'_>,
        role: &'static str,
        outer: Option<&Found<'v, '_>>,
    ) {
        let Some(members) = value.as_object() else { return };
        let found = Found { object, members, path, role, outer };
        for visitor in &mut *self.visitors {
            visitor.object(&found);
        }
        if object == Object::Callback && !members.contains_key("$ref") {
            return self.map(members, Object::PathItem, &path, "", &found);
        }
        let known = object.members();
        for (name, value) in members {
            let member = known.iter().find(|member| member.name == name);
            let member = member.filter(|member| member.versions.contain(self.version));
            let inside = member.map(|member| (member.name, member.inside)).or_else(|| {
                let extension = object.extension(name)?;
                Some((extension.name, extension.inside))
            });
            match inside {
                Some((role, inside)) => {
                    let path = path.inside(Step::Member(name));
                    self.inside(value, inside, &path, role, &found);
                }
                None if name == "$ref" => self.reference(value, object),
                None => {
                    for visitor in &mut *self.visitors {
                        visitor.unknown(name, value, &found);
                    }
                }
            }
        }
    }

    fn inside(
        &mut self,
        value: &'v Value,
        inside: Inside,
        path: &Path<'_>,
        role: &'static str,
        outer: &Found<'v, '_>,
    ) {
        match (inside, value) {
            (Inside::Data, _) => {}
            (_, Value::Null) => self.visitors.iter_mut().for_each(|visitor| visitor.empty(path)),
            (Inside::One(object), value) => self.object(value, object, *path, role, Some(outer)),
            (Inside::List(object), Value::Array(items)) => {
                for (position, item) in items.iter().enumerate() {
                    let path = path.inside(Step::Item(position));
                    self.inside(item, Inside::One(object), &path, role, outer);
                }
            }
            (Inside::Map(object), Value::Object(members)) => {
                self.map(members, object, path, role, outer);
            }
            (Inside::List(_) | Inside::Map(_), _) => {}
        }
    }

    fn map(
        &mut self,
        members: &'v Map,
        object: Object,
        path: &Path<'_>,
        role: &'static str,
        outer: &Found<'v, '_>,
    ) {
        // A map may be a reference to one. Beside names, a `$ref` is misplaced.
        if members.len() == 1 && members.get("$ref").is_some_and(Value::is_string) {
            return;
        }
        for (name, value) in members {
            let path = path.inside(Step::Member(name));
            if name.starts_with("x-") && !value.is_object() {
                continue;
            }
            if matches!(value, Value::String(_) | Value::Number(_)) {
                for visitor in &mut *self.visitors {
                    visitor.scalar(name, value, object, &path);
                }
            }
            self.inside(value, Inside::One(object), &path, role, outer);
        }
    }

    /// Visits the target of a reference later, if it is not visited where it stands.
    fn reference(&mut self, value: &Value, object: Object) {
        let Some(target) = value.as_str().and_then(Pointer::from_fragment) else { return };
        let first = target.tokens().next();
        let is_visited = matches!(first.as_deref(), Some("components" | "paths" | "webhooks"));
        let is_elsewhere = bundled::split(&target).is_some() || !is_visited;
        if is_elsewhere && !self.seen.contains(&target) {
            self.pending.push((target, object));
        }
    }
}
