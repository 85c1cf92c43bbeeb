//! JSON Pointers (RFC 6901), which identify locations in a description.
//!
//! The IR keeps the pointer of each node. Lines and columns are computed only for diagnostics.
//!
//! Invariant: the text of a pointer is empty or starts with `/`, and its tokens are escaped.

pub(crate) mod bundled;
pub(crate) mod origins;

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::sync::Arc;

use crate::value::Value;

/// A JSON Pointer: the path from the root of a description to a node. Clones share the text, because
/// most stages keep the pointers of all schemas.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Pointer(Arc<str>);

/// Maps by pointers can be asked for the text of one.
impl Borrow<str> for Pointer {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Pointer {
    /// The pointer to the whole description.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// The pointer in a reference within the same document, such as `#/components/schemas/A%20B`.
    ///
    /// Returns `None` if the reference is to another document, its fragment is not a pointer, or its
    /// percent-encoding is not valid UTF-8.
    #[must_use]
    pub fn from_fragment(reference: &str) -> Option<Self> {
        let text = percent_decoded(reference.strip_prefix('#')?)?;
        (text.is_empty() || text.starts_with('/')).then(|| Self(text.into()))
    }

    /// The pointer with the escaped text `text`, as returned by [`Pointer::as_str`].
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self(text.into())
    }

    /// The pointer to the member `token` of the object at this location.
    #[must_use]
    pub fn child(&self, token: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + token.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        for character in token.chars() {
            match character {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                other => text.push(other),
            }
        }
        Self(text.into())
    }

    /// The pointer to the item at `position` of the array at this location.
    #[must_use]
    pub fn index(&self, position: usize) -> Self {
        Self(format!("{}/{position}", self.0).into())
    }

    /// The unescaped tokens, from the root.
    pub fn tokens(&self) -> impl Iterator<Item = Cow<'_, str>> {
        tokens(&self.0)
    }

    /// The unescaped last token; the root has none.
    #[must_use]
    pub fn last(&self) -> Option<Cow<'_, str>> {
        self.0.rsplit_once('/').map(|(_, token)| unescaped(token))
    }

    /// The pointer to the object or array that contains this node; the root has none.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('/').map(|(parent, _)| Self(parent.into()))
    }

    /// Whether this location is `outer` or inside of it.
    #[must_use]
    pub fn is_inside(&self, outer: &Self) -> bool {
        let rest = self.0.strip_prefix(&*outer.0);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The escaped text, such as `/paths/~1users/get`; empty for the root.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value at this location of `document`, if it exists.
    #[must_use]
    pub fn resolve<'value>(&self, document: &'value Value) -> Option<&'value Value> {
        self.resolve_from(&Self::root(), document)
    }

    /// The value at this location of `document`, to change it.
    pub fn resolve_mut<'value>(&self, document: &'value mut Value) -> Option<&'value mut Value> {
        self.tokens().try_fold(document, |value, token| match value {
            Value::Object(members) => members.get_mut(&token),
            Value::Array(items) => items.get_mut(position(&token)?),
            _ => None,
        })
    }

    /// The value at this location, if it is inside of `value`, which is at `outer`.
    #[must_use]
    pub fn resolve_from<'value>(
        &self,
        outer: &Self,
        value: &'value Value,
    ) -> Option<&'value Value> {
        let rest = self.0.strip_prefix(&*outer.0)?;
        if !(rest.is_empty() || rest.starts_with('/')) {
            return None;
        }
        tokens(rest).try_fold(value, |value, token| inside(value, &token))
    }
}

/// The member or item of a value.
pub(crate) fn inside<'value>(value: &'value Value, token: &str) -> Option<&'value Value> {
    match value {
        Value::Object(members) => members.get(token),
        Value::Array(items) => items.get(position(token)?),
        _ => None,
    }
}

/// The position of an item, which has no sign and no leading zero (RFC 6901, section 4).
fn position(token: &str) -> Option<usize> {
    let is_other = token.starts_with('+') || token.len() > 1 && token.starts_with('0');
    if is_other { None } else { token.parse().ok() }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{}", self.0)
    }
}

/// The unescaped tokens of the text of a pointer.
fn tokens(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    text.split('/').skip(1).map(unescaped)
}

fn unescaped(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        // `~1` is replaced first, so that `~01` becomes `~1` and not `/`.
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}

/// Decodes `%XX`. A `%` without two hexadecimal digits is kept, because hand-written references
/// contain such names unencoded.
pub(crate) fn percent_decoded(text: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let encoded = match (first, tail) {
            (b'%', [high, low, after @ ..]) => {
                hex_digit(*high).zip(hex_digit(*low)).map(|(high, low)| (high * 16 + low, after))
            }
            _ => None,
        };
        let (byte, after) = encoded.unwrap_or((*first, tail));
        decoded.push(byte);
        rest = after;
    }
    String::from_utf8(decoded).ok()
}

fn hex_digit(byte: u8) -> Option<u8> {
    let digit = char::from(byte).to_digit(16)?;
    u8::try_from(digit).ok()
}

#[cfg(test)]
mod tests {
    use super::Pointer;
    use crate::value::Value;

    #[test]
    fn tokens_are_escaped_and_come_back() {
        let pointer = Pointer::root().child("paths").child("/a~b").index(3);
        assert_eq!(pointer.to_string(), "#/paths/~1a~0b/3");
        assert_eq!(pointer.tokens().collect::<Vec<_>>(), ["paths", "/a~b", "3"]);
        assert_eq!(pointer.last().as_deref(), Some("3"));
        assert_eq!(pointer.parent(), Some(Pointer::root().child("paths").child("/a~b")));
        assert_eq!(Pointer::root().parent(), None);
        assert_eq!(Pointer::root().child("~1").tokens().next().as_deref(), Some("~1"));
    }

    #[test]
    fn fragments_are_percent_decoded() {
        let pointer = |text| Pointer::from_fragment(text).map(|found| found.as_str().to_owned());
        assert_eq!(pointer("#"), Some(String::new()));
        assert_eq!(pointer("#/a%20b/~1%C3%BC"), Some("/a b/~1ü".to_owned()));
        assert_eq!(pointer("#/100%/x"), Some("/100%/x".to_owned()));
        assert_eq!(pointer("#/%ff"), None);
        assert_eq!(pointer("#anchor"), None);
        assert_eq!(pointer("other.yaml#/a"), None);
    }

    #[test]
    fn a_pointer_resolves_to_its_node() {
        let document = Value::from(serde_json::json!({"a/b": [1, {"": 2}]}));
        let item = Pointer::root().child("a/b").index(1).child("");
        assert_eq!(item.resolve(&document), Some(&Value::from(2_u64)));
        assert_eq!(item.child("x").resolve(&document), None);
        let list = Pointer::root().child("a/b");
        assert_eq!(list.child("01").resolve(&document), None);
        assert_eq!(list.child("+1").resolve(&document), None);
        let inner = Value::from(serde_json::json!({"": 2}));
        assert_eq!(item.resolve_from(&list.index(1), &inner), Some(&Value::from(2_u64)));
        assert_eq!(list.index(10).resolve_from(&list.index(1), &inner), None);
    }
}
