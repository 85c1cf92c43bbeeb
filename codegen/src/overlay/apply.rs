//! Applies the actions of an overlay to a description.
//!
//! Invariant: an action with a problem is reported in the overlay, and those after it are applied.
//! Beyond a limit, none is.

use std::collections::BTreeMap;

use super::document::{Action, Effect, Overlay, Text};
use super::growth::{Depth, Growth};
use super::json_path::{JsonPath, Steps};
use super::merge::{Conflict, Merge, Target};
use super::remove::remove;
use super::target;
use super::version::Version;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::limits::Exceeded;
use crate::locate::Part;
use crate::pointer::Pointer;
use crate::pointer::origins::{Added, Origins};
use crate::value::Value;

/// A description while overlays change it.
#[derive(Debug)]
pub(super) struct Changed<'v, 'd> {
    pub(super) root: &'v mut Value,
    pub(super) origins: Origins,
    pub(super) steps: Steps,
    pub(super) growth: Growth,
    pub(super) diagnostics: &'d mut Diagnostics,
}

/// A limit was exceeded, which has been reported.
#[derive(Debug)]
pub(super) struct Stopped;

impl Changed<'_, '_> {
    /// Applies all actions, in order.
    pub(super) fn apply(&mut self, overlay: &Overlay) -> Result<(), Stopped> {
        overlay.actions.iter().try_for_each(|action| self.action(action, overlay.version))
    }

    fn action(&mut self, action: &Action, version: Version) -> Result<(), Stopped> {
        let Some(selected) = self.selected(&action.target)? else { return Ok(()) };
        if selected.is_empty() {
            let message = format!("`{}` selects nothing", action.target.text);
            self.diagnostics.push(
                Diagnostic::warning("overlay-unmatched", &action.target.place, message)
                    .label("this action changes nothing")
                    .help("correct the JSONPath, or remove the action"),
            );
            return Ok(());
        }
        let values = selected.iter().filter_map(|pointer| pointer.resolve(self.root));
        self.diagnostics.extend(target::problem(action, version, values));
        match &action.effect {
            Effect::Remove { place } => self.remove(place, selected)?,
            Effect::Update { value, place } => {
                self.update(&selected, value, &Added::from(place.clone()), &action.target)?;
            }
            Effect::Copy(from) => {
                if let Some((value, added)) = self.copied(from)? {
                    self.update(&selected, &value, &added, &action.target)?;
                }
            }
        }
        Ok(())
    }

    /// The values that a JSONPath selects; `None` if it is not one.
    fn selected(&mut self, text: &Text) -> Result<Option<Vec<Pointer>>, Stopped> {
        let selected = JsonPath::parse(&text.text, &self.steps).and_then(|parsed| match parsed {
            Ok(path) => Ok(Ok(path.select(self.root, &self.steps)?)),
            Err(invalid) => Ok(Err(invalid)),
        });
        match selected {
            Err(limit) => Err(self.stop(limit, &text.place)),
            Ok(Ok(selected)) => Ok(Some(selected)),
            Ok(Err(invalid)) => {
                let message = format!("`{}` is not a JSONPath", text.text);
                let problem = Diagnostic::error("invalid-json-path", &text.place, message)
                    .label(invalid.reason)
                    .otherwise("this action is not applied");
                let help = invalid.help.unwrap_or("write a query of RFC 9535, such as `$.paths`");
                self.diagnostics.push(problem.help(help));
                Ok(None)
            }
        }
    }

    fn remove(&mut self, place: &Pointer, mut selected: Vec<Pointer>) -> Result<(), Stopped> {
        let count = selected.len();
        selected.retain(|pointer| *pointer != Pointer::root());
        if selected.len() < count {
            self.diagnostics.push(
                Diagnostic::error("mismatched-target", place, "the whole description is removed")
                    .label("the root is in no object or array")
                    .otherwise("the root is kept")
                    .help("select what is to be removed, such as `$.paths['/pets']`"),
            );
        }
        remove(self.root, &mut self.origins, &selected, &self.steps)
            .map_err(|limit| self.stop(limit, place))
    }

    /// Merges a value into those that were selected.
    fn update(
        &mut self,
        selected: &[Pointer],
        value: &Value,
        added: &Added<'_>,
        target: &Text,
    ) -> Result<(), Stopped> {
        let mut merge = Merge { growth: &mut self.growth, conflicts: BTreeMap::new() };
        let mut result = Ok(());
        for pointer in selected {
            // A value within another one may be gone with it.
            let Some(found) = pointer.resolve_mut(self.root) else { continue };
            let key = self.origins.of(pointer, Part::Key);
            let origins = self.origins.at(pointer);
            let (depth, pointer) = (Depth::of(pointer), pointer.clone());
            let into = Target { value: found, origins, pointer, depth };
            result = merge.update(into, value, added, key);
            if result.is_err() {
                break;
            }
        }
        for (place, conflict) in std::mem::take(&mut merge.conflicts) {
            let problem = self.conflict(&place, &conflict);
            self.diagnostics.push(problem);
        }
        result.map_err(|limit| self.stop(limit, &target.place))
    }

    fn conflict(&self, place: &Pointer, conflict: &Conflict) -> Diagnostic {
        let Conflict { added, found, first, count } = conflict;
        let message = format!("{added} cannot be merged into {found}");
        let problem = Diagnostic::error("overlay-conflict", place, message)
            .label(format!("this is {added}"))
            .otherwise("the value in the description is kept")
            .related_to(&self.origins.of(first, Part::Key), format!("this is {found}"))
            .help("remove the value with an action before this one");
        match count {
            1 => problem,
            more => problem.note(format!("so are {} other values that are selected", more - 1)),
        }
    }

    /// The one value that a `copy` selects, and where it comes from.
    fn copied(&mut self, from: &Text) -> Result<Option<(Value, Added<'static>)>, Stopped> {
        let Some(selected) = self.selected(from)? else { return Ok(None) };
        let [only] = selected.as_slice() else {
            let count = if selected.is_empty() { "nothing" } else { "several values" };
            let message = format!("`{}` selects {count}", from.text);
            self.diagnostics.push(
                Diagnostic::error("mismatched-target", &from.place, message)
                    .label("`copy` selects one value")
                    .otherwise("nothing is copied")
                    .help("write a JSONPath that leads to one value"),
            );
            return Ok(None);
        };
        let Some(value) = only.resolve(self.root) else { return Ok(None) };
        // The copy itself takes memory as well.
        if let Err(limit) = self.growth.add(value, Depth::default()) {
            return Err(self.stop(limit, &from.place));
        }
        Ok(Some((value.clone(), self.origins.added(only))))
    }

    fn stop(&mut self, limit: Exceeded, place: &Pointer) -> Stopped {
        self.diagnostics.push(limit.at(place));
        Stopped
    }
}
