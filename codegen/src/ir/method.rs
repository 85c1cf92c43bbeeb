//! HTTP methods.
//!
//! Invariant: a method is a token (RFC 9110, section 5.6.2), so that it can be sent as it is.

use std::fmt;

/// An HTTP method. Methods are case-sensitive (RFC 9110, section 9.1).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// A method with a member of its own in path items, in upper case.
    Fixed(&'static str),
    /// A method of `additionalOperations`, as written.
    Additional(String),
}

/// The methods with a member of their own in path items (OpenAPI 3.2, Path Item Object).
const FIXED: [&str; 9] =
    ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"];

impl Method {
    /// The methods with a member of their own in path items, in the order of the specification.
    pub fn fixed() -> impl Iterator<Item = Self> {
        FIXED.into_iter().map(Self::Fixed)
    }

    /// The method that is sent as `token`; `None` if that is not a token.
    #[must_use]
    pub fn new(token: &str) -> Option<Self> {
        let is_token = !token.is_empty() && token.bytes().all(is_token_byte);
        let fixed = FIXED.into_iter().find(|fixed| *fixed == token).map(Self::Fixed);
        is_token.then(|| fixed.unwrap_or_else(|| Self::Additional(token.to_owned())))
    }

    /// The method as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Fixed(method) => method,
            Self::Additional(method) => method,
        }
    }
}

/// Whether tokens may contain the byte (RFC 9110, section 5.6.2).
fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

impl fmt::Display for Method {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Method;

    #[test]
    fn a_method_is_a_token() {
        assert_eq!(Method::new("QUERY"), Some(Method::Fixed("QUERY")));
        assert_eq!(Method::new("M-Search"), Some(Method::Additional("M-Search".to_owned())));
        for text in ["", "A B", "A\r\n", "Ä", "A/B", "(A)"] {
            assert_eq!(Method::new(text), None, "{text}");
        }
    }
}
