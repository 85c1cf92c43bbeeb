//! Implements an enum of strings from one line for each listed string.
//!
//! ```text
//! string_enum!(types::Status {
//!     Open: "open",
//!     Done: "done",
//!     ..Unknown
//! });
//! ```
//!
//! Invariant: the last variant keeps a string that is not listed, and encodes it unchanged.

/// Implements `as_str`, `From`, `FromStr`, `Display`, `Serialize`, `Decode` and `Deserialize` for
/// an enum.
macro_rules! string_enum {
    ($name:path { $($variant:ident: $text:literal,)* ..$unknown:ident $(,)? }) => {
        impl $name {
            /// The string that is sent for this value.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$unknown(text) => text,
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    other => Self::$unknown(other.to_owned()),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            // Not `Self::Err`, which is ambiguous if a variant has the name `Err`.
            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(Self::from(text))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl $crate::runtime::json::Decode for $name {
            fn decode(
                node: $crate::runtime::json::Node<'_>,
            ) -> ::std::result::Result<Self, $crate::runtime::json::DecodeError> {
                let value = Self::from(&*node.text()?);
                node.expect_listed(!matches!(value, Self::$unknown(_)));
                ::std::result::Result::Ok(value)
            }
        }

        $crate::runtime::json::deserialize!($name);
    };
}

pub(crate) use string_enum;
