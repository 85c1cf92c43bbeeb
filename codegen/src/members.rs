//! Checks that each member of each object is known where it stands.
//!
//! A misspelt member is dropped without a trace otherwise. Invariant: pointers are made for problems
//! only, so that a correct description costs one walk.

mod misfit;
mod outdented;
mod path;
mod table;
mod version;
mod walk;

use std::borrow::Cow;

pub(crate) use self::path::Path;
pub(crate) use self::table::{Inside, Object};
pub(crate) use self::version::Version;
pub(crate) use self::walk::{Found, Visitor, walk};
use crate::bundle::Bundle;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::pointer::Pointer;
use crate::resolve::Document;
use crate::value::Value;

/// Reports the members of an overlay that are unknown. `place` is the place of its root.
pub(crate) fn check_overlay(bundle: &Bundle, place: &Pointer, diagnostics: &mut Diagnostics) {
    let mut check = Check::new(bundle);
    walk::walk_overlay(bundle, place, &mut [&mut check]);
    diagnostics.extend(check.problems);
}

/// Finds the members of a description and its files that are unknown.
pub(crate) struct Check<'v> {
    document: Document<'v>,
    version: Version,
    pub(crate) problems: Diagnostics,
}

impl<'v> Check<'v> {
    pub(crate) fn new(bundle: &'v Bundle) -> Self {
        Self {
            document: Document::new(bundle),
            version: Version::of(&bundle.root),
            problems: Diagnostics::new(),
        }
    }

    /// Checks that a reference to a component leads to one of the right kind.
    fn reference(&mut self, value: &Value, found: &Found<'v, '_>) {
        let pointer = || found.pointer().child("$ref");
        let Value::String(text) = value else {
            if value.is_null() {
                self.problems.push(empty_reference(&pointer()));
            }
            return;
        };
        let Some(target) = Pointer::from_fragment(text) else { return };
        let tokens: Vec<_> = target.tokens().map(Cow::into_owned).collect();
        // A longer pointer leads into a component, to an object of any kind.
        let [first, section, _] = tokens.as_slice() else { return };
        let due = found.object;
        let expected = Object::Components.member(section).map(|member| member.inside);
        if first == "components"
            && let Some(Inside::Map(kind)) = expected
            && kind != due
            && !misfit::may_replace(kind, due)
            && self.document.at(&target).is_some()
        {
            self.problems.push(misfit::reference(text, kind, due, &pointer()));
        }
    }
}

impl<'v> Visitor<'v> for Check<'v> {
    fn object(&mut self, found: &Found<'v, '_>) {
        if let Some(reference) = found.members.get("$ref") {
            self.reference(reference, found);
        }
    }

    fn unknown(&mut self, name: &'v str, value: &'v Value, within: &Found<'v, '_>) {
        let mut around = within.around();
        around.pop();
        let Found { object, members, .. } = *within;
        let misfit = misfit::of(name, value, members, object, &around, self.version);
        let problem = misfit.map(|misfit| misfit.diagnostic(&within.pointer().child(name)));
        self.problems.extend(problem);
    }

    fn empty(&mut self, path: &Path<'_>) {
        self.problems.push(empty(&path.pointer()));
    }

    fn scalar(&mut self, name: &'v str, value: &'v Value, due: Object, path: &Path<'_>) {
        let Some(misfit) = misfit::of_entry(name, value, due) else { return };
        let pointer = path.pointer();
        if !outdented::add(&pointer, &mut self.problems) {
            self.problems.push(misfit.diagnostic(&pointer));
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

#[cfg(test)]
mod tests;
