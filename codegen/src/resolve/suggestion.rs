//! Suggests the target that a reference was meant to have.

use super::Document;
use crate::diagnostics::Diagnostics;
use crate::limits::SUGGESTIONS;
use crate::pointer::{Pointer, bundled, percent_decoded};
use crate::similar;
use crate::value::Value;

impl Document<'_> {
    /// A reference to an existing value: with a similar name in the same place, else with the same name
    /// in any section of the components, whatever precedes it, else with a similar name among the
    /// schemas. Names are compared for the first problems only, because it takes long for many names.
    pub(crate) fn similar(self, text: &str, problems: &Diagnostics) -> Option<String> {
        if problems.len() >= SUGGESTIONS {
            return None;
        }
        let components =
            self.value(&Pointer::root().child("components")).and_then(Value::as_object);
        let name = percent_decoded(text.rsplit(['/', '#']).next()?)?;
        let beside = || self.beside(text);
        let of_the_same_name = || {
            let mut sections: Vec<&str> = components?.keys().collect();
            sections.sort_by_key(|section| *section != "schemas");
            let component =
                |section: &str| Pointer::root().child("components").child(section).child(&name);
            sections.into_iter().map(component).find(|pointer| self.value(pointer).is_some())
        };
        let among_schemas = || {
            let schemas = components?.get("schemas")?.as_object()?;
            let nearest = similar::nearest(schemas.keys(), &name)?;
            Some(Pointer::root().child("components").child("schemas").child(nearest))
        };
        let found = beside().or_else(of_the_same_name).or_else(among_schemas)?;
        Some(bundled::display(&found.to_string()))
    }

    /// The value beside the missing one with the most similar name.
    fn beside(self, text: &str) -> Option<Pointer> {
        let pointer = Pointer::from_fragment(text)?;
        let parent = pointer.parent()?;
        let wanted = pointer.last()?.into_owned();
        let siblings = self.value(&parent)?.as_object()?;
        let nearest = similar::nearest(siblings.keys(), &wanted)?;
        Some(parent.child(nearest))
    }
}
