//! A place in the parsed description: a value together with its pointer.
//!
//! Turns untyped members into what the specification says they are. Invariant: a member of the
//! wrong type is reported once, where it stands, and then treated as absent: it costs itself, not
//! the description.

use serde_json::{Map, Value};

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::pointer::Pointer;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node<'v> {
    /// The value.
    pub value: &'v Value,
    /// Its place.
    pub pointer: Pointer,
}

impl<'v> Node<'v> {
    /// The whole description.
    #[must_use]
    pub fn root(value: &'v Value) -> Self {
        Self { value, pointer: Pointer::root() }
    }

    /// The member `name`, unless it is absent or null.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Self> {
        let value = self.value.get(name).filter(|value| !value.is_null())?;
        Some(Self { value, pointer: self.pointer.child(name) })
    }

    /// The value as an object; anything else is reported.
    pub fn object(&self, diagnostics: &mut Diagnostics) -> Option<&'v Map<String, Value>> {
        let object = self.value.as_object();
        if object.is_none() {
            diagnostics.push(self.wrong_type("an object"));
        }
        object
    }

    /// The members of the object `name`, those that are null left out.
    pub fn members(&self, name: &str, diagnostics: &mut Diagnostics) -> Vec<(&'v str, Self)> {
        let Some(node) = self.get(name) else { return Vec::new() };
        let Some(object) = node.object(diagnostics) else { return Vec::new() };
        let member = |(key, value): (&'v String, &'v Value)| {
            (key.as_str(), Self { value, pointer: node.pointer.child(key) })
        };
        object.iter().filter(|(_, value)| !value.is_null()).map(member).collect()
    }

    /// The items of the list `name`.
    pub fn items(&self, name: &str, diagnostics: &mut Diagnostics) -> Vec<Self> {
        let Some(node) = self.get(name) else { return Vec::new() };
        let Some(items) = node.value.as_array() else {
            diagnostics.push(node.wrong_type("a list"));
            return Vec::new();
        };
        let item = |(position, value)| Self { value, pointer: node.pointer.index(position) };
        items.iter().enumerate().map(item).collect()
    }

    /// The text `name`. Numbers and booleans are taken as their text, as YAML writers expect.
    pub fn text(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<String> {
        let node = self.get(name)?;
        let text = node.scalar_text();
        if text.is_none() {
            diagnostics.push(node.wrong_type("text"));
        }
        text
    }

    /// The texts in the list `name`.
    pub fn texts(&self, name: &str, diagnostics: &mut Diagnostics) -> Vec<String> {
        let mut texts = Vec::new();
        for item in self.items(name, diagnostics) {
            match item.scalar_text() {
                Some(text) => texts.push(text),
                None => diagnostics.push(item.wrong_type("text")),
            }
        }
        texts
    }

    /// The text that is required under `name`; its absence is reported.
    pub fn required_text(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<String> {
        if self.get(name).is_none() {
            diagnostics.push(self.missing(name));
        }
        self.text(name, diagnostics)
    }

    /// The truth of `name`; absent means false.
    pub fn flag(&self, name: &str, diagnostics: &mut Diagnostics) -> bool {
        self.optional_flag(name, diagnostics).unwrap_or(false)
    }

    /// The truth of `name`, if it is there.
    pub fn optional_flag(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<bool> {
        let node = self.get(name)?;
        let flag = match node.value {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) => text.parse().ok(),
            _ => None,
        };
        if flag.is_none() {
            diagnostics.push(node.wrong_type("true or false"));
        }
        flag
    }

    /// What to say about a value of the wrong type, which is ignored.
    pub fn wrong_type(&self, expected: &str) -> Diagnostic {
        let what = self.what();
        let found = kind_of(self.value);
        Diagnostic::warning("wrong-type", &self.pointer, format!("{what} must be {expected}"))
            .label(format!("this is {found}, and is ignored"))
            .help(format!("write {expected} here, or remove {what}"))
    }

    /// A problem with a member that has to be there.
    pub fn missing(&self, name: &str) -> Diagnostic {
        let message = format!("{} has no `{name}`", self.what());
        Diagnostic::error("missing-member", &self.pointer, message)
            .at_key()
            .label(format!("`{name}` is required here"))
            .help(format!("add `{name}`"))
    }

    /// What this is called in a sentence; a number alone would tell nothing.
    fn what(&self) -> String {
        let Some(step) = self.pointer.last() else { return "the description".to_owned() };
        let parent = self.pointer.parent();
        match parent.as_ref().and_then(Pointer::last) {
            Some(list) if step.bytes().all(|byte| byte.is_ascii_digit()) => {
                format!("`{list}/{step}`")
            }
            _ => format!("`{step}`"),
        }
    }

    fn scalar_text(&self) -> Option<String> {
        match self.value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(flag) => Some(flag.to_string()),
            _ => None,
        }
    }
}

/// What a value is, in a sentence for people.
#[must_use]
pub fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
