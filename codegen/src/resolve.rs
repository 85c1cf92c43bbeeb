//! Resolves references to nodes.
//!
//! Invariant: a resolved node is never itself a reference, and a reference that is dangling, external
//! or cyclic is reported at its location.

mod expansion;
mod misspelt;
mod suggestion;
mod through_references;

use std::collections::HashMap;

use crate::bundle::Bundle;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::limits;
use crate::node::Node;
use crate::pointer::{Pointer, bundled};
use crate::value::Value;

pub(crate) use self::expansion::Expansion;
pub(crate) use self::misspelt::Misspelt;

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
    misspelt: &'v Misspelt,
}

impl<'v> Document<'v> {
    /// Creates a document from a bundled description.
    #[must_use]
    pub fn new(bundle: &'v Bundle) -> Self {
        let Bundle { root, files, unresolved, expansion, misspelt } = bundle;
        Self { root, files, unresolved, expansion, misspelt }
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
            let similar = self.similar(text, diagnostics);
            let problem = self.unresolved(reference, text, similar);
            diagnostics.push(problem.otherwise(otherwise));
        }
        found
    }

    fn unresolved(self, reference: &Node<'v>, text: &str, similar: Option<String>) -> Diagnostic {
        let diagnostic = if text.starts_with('#') {
            let message = format!("no value at `{}`", bundled::display(text));
            Diagnostic::error("unresolved-reference", &reference.pointer, message)
                .label("this reference cannot be resolved")
        } else {
            let message = format!("`{text}` cannot be read");
            let reason = self.unresolved.get(text).map(String::as_str);
            let diagnostic = Diagnostic::error("external-reference", &reference.pointer, message);
            let is_a_file = text.contains(['#', '.']);
            let label = "without a `#` at its start, this is the path of a file";
            let diagnostic = if is_a_file { diagnostic } else { diagnostic.label(label) };
            diagnostic.note(reason.unwrap_or("references to files are not resolved here"))
        };
        if let Some((cause, place)) = self.misspelt_section(text) {
            return diagnostic.related_to(&place, "the value is here").follows_from(&cause);
        }
        match similar {
            Some(target) => diagnostic.replace_by(&target),
            None if text.starts_with('#') => {
                diagnostic.help("correct the reference, or add its target")
            }
            None => diagnostic.help("correct the path, or move the target into `components`"),
        }
    }

    /// The misspelt section of the components in which the target of a reference is, and the target.
    pub fn misspelt_section(self, text: &str) -> Option<(Pointer, Pointer)> {
        let pointer = Pointer::from_fragment(text)?;
        self.misspelt.cause(&pointer).filter(|(_, place)| self.value(place).is_some())
    }
}
