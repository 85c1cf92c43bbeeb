//! A value of the parsed description together with its pointer.
//!
//! Reads untyped members as the types that the specification requires. Where a map, a list or a text
//! is required, a `$ref` to one is followed, as bundlers do. Invariant: a member of the wrong type is
//! reported once, at its location, and then treated as absent.

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::pointer::Pointer;
use crate::pointer::bundled::{self, File};
use crate::resolve::Document;
use crate::value::{Map, Value};

/// A value and its location.
#[derive(Clone, Debug)]
pub struct Node<'v> {
    /// The value.
    pub value: &'v Value,
    /// The location of the value.
    pub pointer: Pointer,
    /// The description, in which references are resolved.
    pub document: Document<'v>,
}

impl<'v> Node<'v> {
    /// Returns the member `name`, unless it is absent or null.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Self> {
        let value = self.raw(name).filter(|value| !value.is_null())?;
        Some(Self { value, pointer: self.pointer.child(name), document: self.document })
    }

    /// Returns the value of the member `name`, which may be null.
    #[must_use]
    pub fn raw(&self, name: &str) -> Option<&'v Value> {
        self.value.get(name)
    }

    /// Returns the node at `pointer`. One inside of this node is found from here, because the pointers of
    /// nested schemas are long.
    #[must_use]
    pub fn at(&self, pointer: &Pointer) -> Option<Self> {
        match pointer.resolve_from(&self.pointer, self.value) {
            Some(value) => Some(Self { value, pointer: pointer.clone(), document: self.document }),
            None => self.document.at(pointer),
        }
    }

    /// Returns the object `name`, after following a `$ref` in its place. A value of another type is
    /// reported.
    pub fn get_object(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let node = self.get(name)?.followed(diagnostics)?;
        node.object(diagnostics).map(|_| node)
    }

    /// The value itself, or the target of the `$ref` in its place.
    pub fn followed(self, diagnostics: &mut Diagnostics) -> Option<Self> {
        if self.is_reference() { self.document.follow(self, diagnostics) } else { Some(self) }
    }

    /// Whether the value is an object with a `$ref`.
    fn is_reference(&self) -> bool {
        self.raw("$ref").is_some_and(Value::is_string)
    }

    /// Returns the value as an object. A value of another type is reported.
    pub fn object(&self, diagnostics: &mut Diagnostics) -> Option<&'v Map> {
        let object = self.value.as_object();
        if object.is_none() {
            diagnostics.push(self.wrong_type("an object"));
        }
        object
    }

    /// Returns the members of the object `name`, except those that are null.
    pub fn members(&self, name: &str, diagnostics: &mut Diagnostics) -> Vec<(&'v str, Self)> {
        let Some(node) = self.get(name).and_then(|node| node.followed(diagnostics)) else {
            return Vec::new();
        };
        let Some(object) = node.object(diagnostics) else { return Vec::new() };
        let member = |(key, value): (&'v str, &'v Value)| {
            let pointer = node.pointer.child(key);
            (key, Self { value, pointer, document: node.document })
        };
        object.iter().filter(|(_, value)| !value.is_null()).map(member).collect()
    }

    /// Returns the members of the map `name` after following the `$ref` in the place of each.
    pub fn objects(&self, name: &str, diagnostics: &mut Diagnostics) -> Vec<(&'v str, Self)> {
        let members = self.members(name, diagnostics).into_iter();
        members.filter_map(|(key, node)| Some((key, node.followed(diagnostics)?))).collect()
    }

    /// Returns the items of the list `name`.
    pub fn items(&self, name: &str, diagnostics: &mut Diagnostics) -> Vec<Self> {
        let Some(node) = self.get(name).and_then(|node| node.followed(diagnostics)) else {
            return Vec::new();
        };
        let Some(items) = node.value.as_array() else {
            diagnostics.push(node.wrong_type("an array"));
            return Vec::new();
        };
        let item = |(position, value)| {
            let pointer = node.pointer.index(position);
            Self { value, pointer, document: node.document }
        };
        items.iter().enumerate().map(item).collect()
    }

    /// Returns the string `name`. Numbers and booleans are converted, as YAML authors expect.
    pub fn text(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<String> {
        // Most are strings, and pointers of members take time.
        if let Some(Value::String(text)) = self.raw(name) {
            return Some(text.to_string());
        }
        let node = self.get(name)?.followed(diagnostics)?;
        let text = node.scalar_text();
        if text.is_none() {
            diagnostics.push(node.wrong_type("a string"));
        }
        text
    }

    /// Returns the strings in the list `name`.
    pub fn texts(&self, name: &str, diagnostics: &mut Diagnostics) -> Vec<String> {
        let mut texts = Vec::new();
        for item in self.items(name, diagnostics) {
            match item.scalar_text() {
                Some(text) => texts.push(text),
                None => diagnostics.push(item.wrong_type("a string")),
            }
        }
        texts
    }

    /// Returns the required string `name`. Its absence is reported, with the consequence if that is
    /// not an error.
    pub fn required_text(
        &self,
        name: &str,
        otherwise: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<String> {
        if self.get(name).is_none() {
            diagnostics.push(self.missing(name, otherwise));
        }
        self.text(name, diagnostics)
    }

    /// Returns the boolean `name`, or `false` if it is absent.
    pub fn flag(&self, name: &str, diagnostics: &mut Diagnostics) -> bool {
        self.optional_flag(name, diagnostics).unwrap_or(false)
    }

    /// Returns the boolean `name`, if it is present.
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

    /// A warning that the value has the wrong type and is ignored.
    pub fn wrong_type(&self, expected: &str) -> Diagnostic {
        let name = self.display_name();
        let found = self.value.kind();
        Diagnostic::warning("wrong-type", &self.pointer, format!("{name} must be {expected}"))
            .label(if self.is_reference() {
                "a `$ref` is not followed here and is ignored".to_owned()
            } else {
                format!("this is {found} and is ignored")
            })
            .help(format!("write {expected} here, or remove {name}"))
            .follows_from(&self.pointer)
    }

    /// An error for a missing required member, with the consequence if it is not an error.
    pub fn missing(&self, name: &str, otherwise: &str) -> Diagnostic {
        let message = format!("{} has no `{name}`", self.display_name());
        Diagnostic::error("missing-member", &self.pointer, message)
            .at_key()
            .label(format!("`{name}` is required here"))
            .otherwise(otherwise)
            .help(format!("add `{name}`"))
    }

    /// The name of the node for a message, with the name of its list for an item.
    fn display_name(&self) -> String {
        if let Some((File::Overlay(_), place)) = bundled::named_file(&self.pointer)
            && place == Pointer::root()
        {
            return "the overlay".to_owned();
        }
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
            Value::String(text) => Some(text.to_string()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(flag) => Some(flag.to_string()),
            _ => None,
        }
    }
}
