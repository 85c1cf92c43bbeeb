//! Signatures of functions to what is different for callers.

use super::Note;
use crate::public_api::split;

/// A parsed signature: `<T>(&self, id: T) -> X`.
pub(super) struct Signature<'s> {
    /// The receiver and the names and types of parameters.
    parameters: Vec<(&'s str, &'s str)>,
    /// What is before and after the parameters: generics, the type of the result, bounds.
    before: &'s str,
    after: &'s str,
}

impl<'s> Signature<'s> {
    /// Parses the text after the name of a function.
    pub(super) fn parse(text: &'s str) -> Self {
        let open = outside_of_generics(text);
        let (before, rest) = text.split_at(open);
        let parts = split(rest.strip_prefix('(').unwrap_or(rest), ')');
        let end = parts.first().map_or(0, |inside| inside.len());
        let inside = rest.get(1..=end).unwrap_or_default();
        let after = rest.get(end + 2..).unwrap_or_default();
        let parameters = split(inside, ',').into_iter().map(str::trim).filter(|it| !it.is_empty());
        let parameters = parameters.map(|it| it.split_once(": ").unwrap_or((it, "")));
        Self { parameters: parameters.collect(), before, after }
    }

    /// Whether calls that compile with one also compile with the other: only names of parameters differ,
    /// or types that were renamed.
    pub(super) fn is_compatible_with(&self, new: &Self, renamed: impl Fn(&str) -> String) -> bool {
        let is_same = |old: &str, new: &str| old == new || renamed(old) == new;
        self.parameters.len() == new.parameters.len()
            && is_same(self.before, new.before)
            && is_same(self.after, new.after)
            && self.parameters.iter().zip(&new.parameters).all(
                |((name, ty), (new_name, new_ty))| {
                    is_same(ty, new_ty) && (!ty.is_empty() || name == new_name)
                },
            )
    }
}

/// The names and types of the parameters of a signature.
pub(super) fn parameters(text: &str) -> Vec<(&str, &str)> {
    Signature::parse(text).parameters
}

/// What is different for callers, as sentences.
pub(super) fn notes(old: &Signature<'_>, new: &Signature<'_>) -> Vec<Note> {
    let words = |text| Note::default().words(text);
    let mut notes = Vec::new();
    for (name, ty) in &new.parameters {
        match old.parameters.iter().find(|(known, _)| known == name) {
            None if ty.is_empty() => notes.push(words("it takes ").code(*name).words(" now")),
            None => notes.push(words("callers have to pass ").code(format!("{name}: {ty}"))),
            Some((_, was)) if was != ty => notes.push(
                Note::default().code(*name).words(" was ").code(*was).words(" and is ").code(*ty),
            ),
            Some(_) => {}
        }
    }
    for (name, _) in &old.parameters {
        if !new.parameters.iter().any(|(known, _)| known == name) {
            notes.push(words("it no longer takes ").code(*name));
        }
    }
    if old.after != new.after {
        let result = |text: &str| match text.trim_start_matches(" -> ") {
            "" => "()".to_owned(),
            text => text.to_owned(),
        };
        let note = words("it returned ").code(result(old.after));
        notes.push(note.words(" and returns ").code(result(new.after)));
    }
    notes
}

/// Where the generics at the start of a text end.
fn outside_of_generics(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut before = ' ';
    for (position, letter) in text.char_indices() {
        match letter {
            '<' => depth += 1,
            '>' if before != '-' => depth = depth.saturating_sub(1),
            '(' if depth == 0 => return position,
            _ => {}
        }
        before = letter;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{Signature, notes};

    #[test]
    fn a_new_parameter_is_named() {
        let old = Signature::parse("(&self, id: impl Into<String>) -> Get");
        let new = Signature::parse("(&self, id: impl Into<String>, at: Map<A, B>) -> Get");
        let notes: Vec<String> = notes(&old, &new).iter().map(ToString::to_string).collect();
        assert_eq!(notes, ["callers have to pass `at: Map<A, B>`"]);
        assert!(!old.is_compatible_with(&new, str::to_owned));
    }

    #[test]
    fn the_name_of_a_parameter_is_no_difference() {
        let old = Signature::parse("<F: Fn(A) -> B>(self, a: F) -> Self where A: B");
        let new = Signature::parse("<F: Fn(A) -> B>(self, b: F) -> Self where A: B");
        assert!(old.is_compatible_with(&new, str::to_owned));
        let other = Signature::parse("<F: Fn(A) -> B>(self, b: F) -> A where A: B");
        assert!(!old.is_compatible_with(&other, str::to_owned));
    }
}
