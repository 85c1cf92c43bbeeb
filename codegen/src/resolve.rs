//! Resolves references to nodes.
//!
//! Invariant: a resolved node is never itself a reference, and a reference that is dangling, external
//! or cyclic is reported at its location.

mod expansion;
mod through_references;

use std::collections::HashMap;

use serde_json::Value;

use crate::bundle::Bundle;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::limits;
use crate::node::Node;
use crate::pointer::{Pointer, bundled};
use crate::similar;

pub(crate) use self::expansion::Expansion;

/// What becomes of an object that is a reference without a target.
const LEFT_OUT: &str = "this is left out";

/// The description in which references are resolved.
#[derive(Clone, Copy, Debug)]
pub struct Document<'v> {
    root: &'v Value,
    /// The other files by path.
    files: &'v Value,
    /// Why references to other files could not be resolved, by their text.
    unresolved: &'v HashMap<String, String>,
    expansion: &'v Expansion,
}

impl<'v> Document<'v> {
    /// Creates a document from a bundled description.
    #[must_use]
    pub fn new(bundle: &'v Bundle) -> Self {
        let Bundle { root, files, unresolved, expansion } = bundle;
        Self { root, files, unresolved, expansion }
    }

    /// The root of the description.
    #[must_use]
    pub fn node(self) -> Node<'v> {
        Node { value: self.root, pointer: Pointer::root(), document: self }
    }

    /// The node at `pointer`, which may pass through references.
    #[must_use]
    pub fn at(self, pointer: &Pointer) -> Option<Node<'v>> {
        match self.value(pointer) {
            Some(value) => Some(Node { value, pointer: pointer.clone(), document: self }),
            None => through_references::node(self, pointer),
        }
    }

    fn value(self, pointer: &Pointer) -> Option<&'v Value> {
        match bundled::within_files(pointer) {
            Some(pointer) => pointer.resolve(self.files),
            None => pointer.resolve(self.root),
        }
    }

    /// Follows a chain of `$ref` from `node` to a node that is not a reference.
    pub fn follow(self, node: Node<'v>, diagnostics: &mut Diagnostics) -> Option<Node<'v>> {
        self.follow_through(node, diagnostics, |_, _| {})
    }

    /// Follows a chain of `$ref`, and visits each reference on the way.
    pub fn follow_through(
        self,
        node: Node<'v>,
        diagnostics: &mut Diagnostics,
        mut visit: impl FnMut(&Node<'v>, &mut Diagnostics),
    ) -> Option<Node<'v>> {
        let mut current = node;
        for _ in 0..limits::REFERENCE_CHAIN {
            let Some(reference) = current.get("$ref") else { return Some(current) };
            visit(&current, diagnostics);
            current = self.target(&reference, LEFT_OUT, diagnostics)?;
            self.counted(&reference, current.value, diagnostics)?;
        }
        diagnostics.push(
            Diagnostic::error(
                "endless-reference",
                &current.pointer,
                "this `$ref` refers to itself",
            )
            .otherwise(LEFT_OUT)
            .note("the references form a cycle")
            .help("replace one of the references by its value"),
        );
        None
    }

    /// Counts a copy of `value` for `user`. Returns `None` after reporting that the limit is exceeded.
    pub fn counted(
        self,
        user: &Node<'v>,
        value: &Value,
        diagnostics: &mut Diagnostics,
    ) -> Option<()> {
        let exceeded = self.expansion.add(&user.pointer, value);
        let is_allowed = exceeded.is_none();
        diagnostics.extend(exceeded);
        is_allowed.then_some(())
    }

    /// Resolves a `$ref` to its target. `otherwise` is the consequence if there is none.
    pub fn target(
        self,
        reference: &Node<'v>,
        otherwise: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Node<'v>> {
        let Some(text) = reference.value.as_str() else {
            let mut wrong = reference.wrong_type("a string such as `#/components/schemas/Name`");
            wrong.escalate();
            diagnostics.push(wrong.otherwise(otherwise));
            return None;
        };
        let found = Pointer::from_fragment(text).and_then(|pointer| self.at(&pointer));
        if found.is_none() {
            // Names are compared for the first problems only, because it takes long for many names.
            let is_one_of_many = diagnostics.len() >= limits::SUGGESTIONS;
            let similar = if is_one_of_many { None } else { self.similar(text) };
            let problem = self.unresolved(reference, text, similar);
            diagnostics.push(problem.otherwise(otherwise));
        }
        found
    }

    fn unresolved(self, reference: &Node<'v>, text: &str, similar: Option<String>) -> Diagnostic {
        if !text.starts_with('#') {
            let message = format!("`{text}` cannot be read");
            let diagnostic = Diagnostic::error("external-reference", &reference.pointer, message);
            let reason = self
                .unresolved
                .get(text)
                .map_or("references to files are not resolved here", String::as_str);
            return diagnostic
                .note(reason)
                .help("correct the path, or move the target into `components`");
        }
        let message = format!("no value at `{}`", bundled::display(text));
        let diagnostic = Diagnostic::error("unresolved-reference", &reference.pointer, message)
            .label("this reference cannot be resolved");
        match similar {
            Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
            None => diagnostic.help("correct the reference, or add its target"),
        }
    }

    /// A reference to the existing sibling with the most similar name.
    fn similar(self, text: &str) -> Option<String> {
        let pointer = Pointer::from_fragment(text)?;
        let parent = pointer.parent()?;
        let wanted = pointer.last()?.into_owned();
        let siblings = self.value(&parent)?.as_object()?;
        let nearest = similar::nearest(siblings.keys().map(String::as_str), &wanted)?;
        Some(bundled::display(&parent.child(nearest).to_string()))
    }
}
